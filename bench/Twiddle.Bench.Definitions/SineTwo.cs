namespace Twiddle.Bench.Definitions;

/// <summary>The DST-II.</summary>
public readonly partial struct SineTwo : ITransform<double, double>
{
    [FastTransform(
        8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096,
        Name = "Fast")]
    public static double[] Naive(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Math.Sin(Math.PI * (k + 1) * (n + 0.5) / x.Length);
        return y;
    }
}
