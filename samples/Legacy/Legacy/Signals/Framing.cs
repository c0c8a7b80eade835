using Legacy.Spectra;

namespace Legacy.Signals;

/// <summary>Cuts a signal into overlapping frames.</summary>
public static class Framing
{
    public const int Hop = Spectrum.FrameLength / 2;

    /// <summary>Frames under a Hann window. What does not fill a frame at the end is left out.</summary>
    public static IEnumerable<double[]> Windowed(double[] signal)
    {
        for (var start = 0; start + Spectrum.FrameLength <= signal.Length; start += Hop)
            yield return Windowed(signal, start);
    }

    /// <summary>One frame, from the given sample on.</summary>
    public static double[] Windowed(double[] signal, int start)
    {
        var frame = new double[Spectrum.FrameLength];
        for (var n = 0; n < Spectrum.FrameLength; n++)
        {
            // Hann
            var w = 0.5 - 0.5 * Math.Cos(2 * Math.PI * n / Spectrum.FrameLength);
            frame[n] = signal[start + n] * w;
        }

        return frame;
    }

    /// <summary>The signal of overlapping frames under a Hann window: weighted again, added, and divided by the weights.</summary>
    public static double[] Join(IReadOnlyList<double[]> frames)
    {
        if (frames.Count == 0) return [];
        var signal = new double[(frames.Count - 1) * Hop + Spectrum.FrameLength];
        var weights = new double[signal.Length];
        for (var f = 0; f < frames.Count; f++)
        {
            for (var n = 0; n < Spectrum.FrameLength; n++)
            {
                var w = 0.5 - 0.5 * Math.Cos(2 * Math.PI * n / Spectrum.FrameLength);
                signal[f * Hop + n] += w * frames[f][n];
                weights[f * Hop + n] += w * w;
            }
        }

        // The first sample has no weight at all.
        for (var i = 0; i < signal.Length; i++)
            if (weights[i] > 1e-9) signal[i] /= weights[i];
        return signal;
    }

    /// <summary>One frame under a Kaiser window: less leakage, wider peaks.</summary>
    public static double[] Kaiser(double[] signal, int start, double beta = 8.6)
    {
        var frame = new double[Spectrum.FrameLength];
        for (var n = 0; n < frame.Length; n++)
        {
            var r = 2.0 * n / (frame.Length - 1) - 1;
            frame[n] = signal[start + n] * Bessel(beta * Math.Sqrt(1 - Math.Pow(r, 2))) / Bessel(beta);
        }

        return frame;
    }

    /// <summary>The modified Bessel function of order zero, by its series.</summary>
    private static double Bessel(double x)
    {
        double sum = 1, term = 1;
        for (var k = 1; k < 40; k++)
        {
            term *= Math.Pow(x / (2 * k), 2);
            sum += term;
        }

        return sum;
    }
}
