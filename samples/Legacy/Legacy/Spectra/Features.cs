namespace Legacy.Spectra;

/// <summary>Numbers that describe the shape of a power spectrum.</summary>
public static class Features
{
    /// <summary>Where the weight lies: brightness, in Hz.</summary>
    public static double Centroid(double[] power, int sampleRate)
    {
        double weighted = 0, total = 0;
        for (var k = 0; k < power.Length; k++)
        {
            weighted += Math.Sqrt(power[k]) * k * sampleRate / (2.0 * (power.Length - 1));
            total += Math.Sqrt(power[k]);
        }

        return total > 0 ? weighted / total : 0;
    }

    /// <summary>The standard deviation around the centroid, in Hz.</summary>
    public static double Spread(double[] power, int sampleRate)
    {
        var centroid = Centroid(power, sampleRate);
        double weighted = 0, total = 0;
        for (var k = 0; k < power.Length; k++)
        {
            var frequency = k * sampleRate / (2.0 * (power.Length - 1));
            weighted += Math.Sqrt(power[k]) * Math.Pow(frequency - centroid, 2);
            total += Math.Sqrt(power[k]);
        }

        return total > 0 ? Math.Sqrt(weighted / total) : 0;
    }

    /// <summary>Geometric over arithmetic mean: 0 for a tone, 1 for noise.</summary>
    public static double Flatness(double[] power)
    {
        double logs = 0, sum = 0;
        foreach (var p in power)
        {
            logs += Math.Log(p + 1e-12);
            sum += p + 1e-12;
        }

        return Math.Exp(logs / power.Length) / (sum / power.Length);
    }

    /// <summary>The level of each bin relative to a reference, in decibels.</summary>
    public static double[] Relative(double[] power, double reference)
    {
        var levels = new double[power.Length];
        for (var k = 0; k < power.Length; k++)
            levels[k] = 10 * Math.Log10(power[k] + 1e-12) - 10 * Math.Log10(reference);
        return levels;
    }
}
