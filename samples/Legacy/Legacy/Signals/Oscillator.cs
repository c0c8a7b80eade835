using System.Numerics;

namespace Legacy.Signals;

/// <summary>A sine wave that remembers where it is.</summary>
public sealed class Oscillator(double frequency, int sampleRate)
{
    private readonly double step = 2 * Math.PI * frequency / sampleRate;
    private double phase;

    /// <summary>The next sample.</summary>
    public double Next()
    {
        var sample = Math.Sin(phase);
        phase += step;
        return sample;
    }

    /// <summary>A tone of the given length; the phase is carried along from sample to sample.</summary>
    public static double[] Tone(double frequency, int sampleRate, int length)
    {
        var tone = new double[length];
        var angle = 0.0;
        var step = 2 * Math.PI * frequency / sampleRate;
        for (var n = 0; n < length; n++)
        {
            tone[n] = Math.Sin(angle);
            angle += step;
        }

        return tone;
    }

    /// <summary>A rotating phasor, one multiplication per sample.</summary>
    public static Complex[] Phasor(double frequency, int sampleRate, int length)
    {
        var samples = new Complex[length];
        var w = Complex.One;
        var w1 = Complex.FromPolarCoordinates(1, 2 * Math.PI * frequency / sampleRate);
        for (var n = 0; n < samples.Length; n++)
        {
            samples[n] = w;
            w *= w1;
        }

        return samples;
    }
}
