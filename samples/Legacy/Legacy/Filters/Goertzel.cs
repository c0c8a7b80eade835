namespace Legacy.Filters;

/// <summary>One frequency only: cheaper than a spectrum.</summary>
public static class Goertzel
{
    /// <summary>The mean power of a frequency in a signal.</summary>
    public static double Power(double[] x, double frequency, int sampleRate)
    {
        double s1 = 0, s2 = 0;
        foreach (var sample in x)
        {
            var s = sample + 2 * Math.Cos(2 * Math.PI * frequency / sampleRate) * s1 - s2;
            s2 = s1;
            s1 = s;
        }

        var power = s1 * s1 + s2 * s2 - 2 * Math.Cos(2 * Math.PI * frequency / sampleRate) * s1 * s2;
        return x.Length == 0 ? 0 : power / Math.Pow(x.Length, 2);
    }

    /// <summary>The same in single precision, for short blocks.</summary>
    public static float Power(float[] x, float frequency, int sampleRate)
    {
        float re = 0, im = 0;
        for (var n = 0; n < x.Length; n++)
        {
            re += x[n] * MathF.Cos(2 * MathF.PI * frequency * n / sampleRate);
            im += x[n] * MathF.Sin(2 * MathF.PI * frequency * n / sampleRate);
        }

        return x.Length == 0 ? 0 : (re * re + im * im) / MathF.Pow(x.Length, 2);
    }
}
