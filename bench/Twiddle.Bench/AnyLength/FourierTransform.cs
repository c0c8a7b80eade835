using System.Numerics;

namespace Twiddle.Bench.AnyLength;

/// <summary>The complex DFT of any length: what asks for the plans that are measured.</summary>
internal static partial class FourierTransform
{
    [FastTransform(Name = "Fast")]
    public static Complex[] Naive(Complex[] x)
    {
        var y = new Complex[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
        return y;
    }
}
