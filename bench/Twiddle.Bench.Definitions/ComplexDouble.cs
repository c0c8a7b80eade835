using System.Numerics;

namespace Twiddle.Bench.Definitions;

/// <summary>The complex DFT.</summary>
public readonly partial struct ComplexDouble : ITransform<Complex, Complex>
{
    [FastTransform(
        2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536,
        3, 5, 6, 7, 9, 10, 12, 15, 20, 24, 30, 48, 60, 96, 100, 120, 240, 360, 480, 1000, 1920, 44100, 48000,
        17, 31, 61, 127, 257, 1009, 10007, 65537, 1 << 17, 1 << 18, 1 << 20,
        Name = "Fast")]
    public static Complex[] Naive(Complex[] x)
    {
        var y = new Complex[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
        return y;
    }
}
