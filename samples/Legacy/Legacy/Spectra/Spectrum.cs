using System.Numerics;

namespace Legacy.Spectra;

/// <summary>Spectra of frames. The way back is in the other half of this class.</summary>
public static partial class Spectrum
{
    /// <summary>Samples per frame: 64 ms at 16 kHz.</summary>
    public const int FrameLength = 1024;

    /// <summary>All bins of a frame.</summary>
    public static Complex[] Dft(double[] x)
    {
        var bins = new Complex[x.Length];
        for (int k = 0; k < x.Length; k++)
        {
            double re = 0, im = 0;
            for (int n = 0; n < x.Length; n++)
            {
                re += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
                im -= x[n] * Math.Sin(2 * Math.PI * k * n / x.Length);
            }

            bins[k] = new Complex(re, im);
#if TRACE_BINS
            Console.Error.WriteLine($"{k}: {re} {im}");
#endif
        }

        return bins;
    }

    /// <summary>Power of the bins up to half of the sample rate; the others are their mirror images.</summary>
    public static double[] Power(Complex[] bins)
    {
        var power = new double[bins.Length / 2 + 1];
        for (var k = 0; k < power.Length; k++)
            power[k] = Math.Pow(bins[k].Real, 2) + Math.Pow(bins[k].Imaginary, 2);
        return power;
    }

    /// <summary>The bin with the largest magnitude.</summary>
    public static int StrongestBin(Complex[] bins)
    {
        var best = 0;
        for (var k = 1; k <= bins.Length / 2; k++)
            if (bins[k].Magnitude > bins[best].Magnitude) best = k;
        return best;
    }

    /// <summary>Magnitude and phase of one bin of a frame.</summary>
    public static (double Magnitude, double Phase) Polar(double[] frame, int bin)
    {
        var magnitudes = Dft(frame);
        var phases = Dft(frame);
        return (magnitudes[bin].Magnitude, phases[bin].Phase);
    }

    /// <summary>The spectrum of a complex signal, through a table of roots.</summary>
    public static Complex[] Dft(Complex[] x)
    {
        var n = x.Length;
        var roots = new Complex[n];
        for (var i = 0; i < n; i++) roots[i] = Complex.FromPolarCoordinates(1, -2 * Math.PI * i / n);
        var bins = new Complex[n];
        for (var k = 0; k < n; k++)
            for (var i = 0; i < n; i++)
                bins[k] += x[i] * roots[k * i % n];
        return bins;
    }
}
