namespace Legacy.Filters;

/// <summary>Filters with a finite impulse response.</summary>
public static class FirFilter
{
    public const int Taps = 511;

    /// <summary>A low-pass filter by the window method: a sinc under a Blackman window.</summary>
    public static double[] Design(double cutoff, int sampleRate)
    {
        var h = new double[Taps];
        for (var n = 0; n < Taps; n++)
        {
            var t = n - (Taps - 1) / 2;
            var sinc = t == 0
                ? 2 * cutoff / sampleRate
                : Math.Sin(2 * Math.PI * cutoff / sampleRate * t) / (Math.PI * t);
            h[n] = sinc * (0.42 - 0.5 * Math.Cos(2 * Math.PI * n / (Taps - 1)) + 0.08 * Math.Cos(4 * Math.PI * n / (Taps - 1)));
        }

        return h;
    }

    /// <summary>The signal without what is above the cut-off frequency, not delayed.</summary>
    public static double[] LowPass(double[] signal, double cutoff, int sampleRate) => Convolve(signal, Design(cutoff, sampleRate));

    /// <summary>The middle part of the convolution, as long as the signal.</summary>
    public static double[] Convolve(double[] signal, double[] h)
    {
        var result = new double[signal.Length];
        for (var n = 0; n < signal.Length; n++)
        {
            var sum = 0.0;
            for (var m = 0; m < h.Length; m++)
            {
                var i = n + h.Length / 2 - m;
                if (i >= 0 && i < signal.Length) sum += h[m] * signal[i];
            }

            result[n] = sum;
        }

        return result;
    }
}
