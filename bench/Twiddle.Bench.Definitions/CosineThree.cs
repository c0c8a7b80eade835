namespace Twiddle.Bench.Definitions;

/// <summary>The DCT-III, the DCT-II transposed with half the weight for index 0.</summary>
public readonly partial struct CosineThree : ITransform<double, double>
{
    [FastTransform(
        8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096,
        Name = "Fast")]
    public static double[] Naive(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += (n == 0 ? 0.5 : 1) * x[n] * Math.Cos(Math.PI * n * (k + 0.5) / x.Length);
        return y;
    }
}
