using System.Numerics;

namespace Twiddle.Bench.Benchmarks;

/// <summary>The transforms that are timed, as their definitions.</summary>
internal static partial class Transforms
{
    [FastTransform(8, 64, 1024, 4096)]
    public static Complex[] NaiveDft(Complex[] x)
    {
        var y = new Complex[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
        return y;
    }

    [FastTransform(1 << 17, Parallel = true)]
    public static Complex[] NaiveSharedDft(Complex[] x)
    {
        var y = new Complex[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
        return y;
    }

    [FastTransform(8, 64, 1024, 4096)]
    public static double[] NaiveDct(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Math.Cos(Math.PI * k * (n + 0.5) / x.Length);
        return y;
    }
}
