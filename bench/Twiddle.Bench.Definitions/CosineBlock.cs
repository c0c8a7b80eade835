namespace Twiddle.Bench.Definitions;

/// <summary>The two-dimensional DCT-II of a square block, row by row.</summary>
public readonly partial struct CosineBlock : ITransform<double, double>
{
    [FastTransform(64, Name = "Fast")]
    public static double[] Naive(double[] x)
    {
        var side = (int)Math.Sqrt(x.Length);
        var y = new double[x.Length];
        for (int u = 0; u < side; u++)
            for (int v = 0; v < side; v++)
                for (int i = 0; i < side; i++)
                    for (int j = 0; j < side; j++)
                        y[u * side + v] += x[i * side + j] * Math.Cos(Math.PI * u * (i + 0.5) / side) * Math.Cos(Math.PI * v * (j + 0.5) / side);
        return y;
    }
}
