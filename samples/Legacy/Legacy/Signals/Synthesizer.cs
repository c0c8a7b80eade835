namespace Legacy.Signals;

/// <summary>A sound for those who have none at hand: a decaying string with harmonics, hum from the mains, and hiss.</summary>
public static class Synthesizer
{
    public const int SampleRate = 16000;

    public static Sound Demonstration() => new(Mix(Pluck(220, SampleRate), Hum(SampleRate), 0.05), SampleRate);

    /// <summary>A plucked string of one second: odd harmonics in phase, even ones upside down.</summary>
    public static double[] Pluck(double frequency, int length)
    {
        var samples = new double[length];
        for (int h = 1; h <= 8; h++)
        {
            var harmonic = Oscillator.Tone(frequency * h, SampleRate, length);
            for (int n = 0; n < length; n++)
                samples[n] += Math.Pow(-1, h) * harmonic[n] / Math.Pow(h, 2) * Math.Exp(-3.0 * n / SampleRate);
        }

        return samples;
    }

    /// <summary>50 Hz and its third harmonic.</summary>
    public static double[] Hum(int length)
    {
        var samples = new double[length];
        for (int n = 0; n < length; n++)
        {
            var angle = 2 * Math.PI * 50 * n / SampleRate;
            samples[n] = Math.Sin(angle) + 0.3 * Math.Pow(Math.Sin(angle), 3);
        }

        return samples;
    }

    /// <summary>Two sounds and a little reproducible noise.</summary>
    private static double[] Mix(double[] first, double[] second, double level)
    {
        var random = new Random(1);
        return first.Zip(second, (a, b) => 0.5 * a + level * b + 0.001 * (random.NextDouble() - 0.5)).ToArray();
    }
}
