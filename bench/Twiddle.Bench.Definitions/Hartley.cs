namespace Twiddle.Bench.Definitions;

/// <summary>The discrete Hartley transform.</summary>
public readonly partial struct Hartley : ITransform<double, double>
{
    [FastTransform(
        8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096,
        Name = "Fast")]
    public static double[] Naive(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * (Math.Cos(2 * Math.PI * k * n / x.Length) + Math.Sin(2 * Math.PI * k * n / x.Length));
        return y;
    }
}
