using System.Numerics;

namespace Twiddle.Bench.AnyLength;

/// <summary>The DFT of any length, on all kinds of data: what asks for the plans that are measured.</summary>
internal static partial class FourierTransform
{
    /// <summary>A complex number of single precision; the types of other projects are not read.</summary>
    internal struct Single
    {
        public float Re;
        public float Im;
    }

    [FastTransform(Name = "Fast")]
    public static Complex[] Naive(Complex[] x)
    {
        var y = new Complex[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
        return y;
    }

    [FastTransform(Name = "Fast")]
    public static Single[] Naive(Single[] x)
    {
        var y = new Single[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
            {
                var angle = 2 * MathF.PI * k * n / x.Length;
                y[k].Re += x[n].Re * MathF.Cos(angle) + x[n].Im * MathF.Sin(angle);
                y[k].Im += x[n].Im * MathF.Cos(angle) - x[n].Re * MathF.Sin(angle);
            }

        return y;
    }

    [FastTransform(Name = "Fast")]
    public static Complex[] Naive(double[] x)
    {
        var y = new Complex[x.Length / 2 + 1];
        for (int k = 0; k < y.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
        return y;
    }

    [FastTransform(Name = "Fast")]
    public static (double[] Re, double[] Im) Naive(double[] re, double[] im)
    {
        var (a, b) = (new double[re.Length], new double[re.Length]);
        for (int k = 0; k < re.Length; k++)
            for (int n = 0; n < re.Length; n++)
            {
                var angle = -2 * Math.PI * k * n / re.Length;
                a[k] += re[n] * Math.Cos(angle) - im[n] * Math.Sin(angle);
                b[k] += re[n] * Math.Sin(angle) + im[n] * Math.Cos(angle);
            }

        return (a, b);
    }
}
