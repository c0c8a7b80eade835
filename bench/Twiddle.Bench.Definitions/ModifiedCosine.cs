namespace Twiddle.Bench.Definitions;

/// <summary>The MDCT: n samples to n/2 bins.</summary>
public readonly partial struct ModifiedCosine : ITransform<double, double>
{
    [FastTransform(
        8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096,
        Name = "Fast")]
    public static double[] Naive(double[] x)
    {
        var bins = x.Length / 2;
        var y = new double[bins];
        for (int k = 0; k < bins; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Math.Cos(Math.PI / bins * (n + 0.5 + bins / 2.0) * (k + 0.5));
        return y;
    }
}
