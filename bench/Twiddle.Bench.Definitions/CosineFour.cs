namespace Twiddle.Bench.Definitions;

/// <summary>The DCT-IV.</summary>
public readonly partial struct CosineFour : ITransform<double, double>
{
    [FastTransform(
        8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096,
        Name = "Fast")]
    public static double[] Naive(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Math.Cos(Math.PI * (n + 0.5) * (k + 0.5) / x.Length);
        return y;
    }
}
