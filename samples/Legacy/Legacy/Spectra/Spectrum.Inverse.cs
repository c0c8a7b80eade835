using System.Numerics;

namespace Legacy.Spectra;

public static partial class Spectrum
{
    /// <summary>The frame of a spectrum, by its bins in polar form.</summary>
    public static double[] Inverse(Complex[] bins)
    {
        var x = new double[bins.Length];
        for (int n = 0; n < bins.Length; n++)
        {
            var sum = 0.0;
            for (int k = 0; k < bins.Length; k++)
            {
                var angle = 2 * Math.PI * k * n / bins.Length;
                sum += bins[k].Real * Math.Cos(angle) - bins[k].Imaginary * Math.Sin(angle);
            }

            x[n] = sum / bins.Length;
        }

        return x;
    }

    /// <summary>A frame from its power alone; all phases are zero.</summary>
    public static double[] FromPower(double[] power) =>
        Inverse(Enumerable.Range(0, FrameLength).Select(k => new Complex(power[Math.Min(k, FrameLength - k)], 0)).ToArray());
}
