using System.Numerics;

namespace Twiddle.Bench.Definitions;

/// <summary>The DFT of real data, bins 0 to n/2.</summary>
public readonly partial struct RealDouble : ITransform<double, Complex>
{
    [FastTransform(
        2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536,
        3, 5, 6, 7, 9, 10, 12, 15, 20, 24, 30, 48, 60, 96, 100, 120, 240, 360, 480, 1000, 1920, 44100, 48000,
        Name = "Fast")]
    public static Complex[] Naive(double[] x)
    {
        var y = new Complex[x.Length / 2 + 1];
        for (int k = 0; k <= x.Length / 2; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
        return y;
    }
}
