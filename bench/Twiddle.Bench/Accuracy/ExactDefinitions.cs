namespace Twiddle.Bench.Accuracy;

/// <summary>The definitions of the transforms that are measured, summed up in about 30 digits, with angles reduced exactly.</summary>
internal static class ExactDefinitions
{
    public static DoubleDouble[] Complex(DoubleDouble[] x) => ExactFourier.Transform(x);

    /// <summary>Bins 0 to n/2.</summary>
    public static DoubleDouble[] Real(DoubleDouble[] x)
    {
        var complex = new DoubleDouble[2 * x.Length];
        for (var i = 0; i < x.Length; i++) complex[2 * i] = x[i];
        return ExactFourier.Transform(complex)[..(2 * (x.Length / 2 + 1))];
    }

    public static DoubleDouble[] CosineTwo(DoubleDouble[] x) =>
        Sums(x, x.Length, new ExactRoots(4 * x.Length), (roots, k, n) => roots.Cos(k * (2 * n + 1)));

    public static DoubleDouble[] CosineThree(DoubleDouble[] x) =>
        Sums([x[0] * 0.5, .. x[1..]], x.Length, new ExactRoots(4 * x.Length), (roots, k, n) => roots.Cos(n * (2 * k + 1)));

    public static DoubleDouble[] CosineFour(DoubleDouble[] x) =>
        Sums(x, x.Length, new ExactRoots(8 * x.Length), (roots, k, n) => roots.Cos((2 * n + 1) * (2 * k + 1)));

    public static DoubleDouble[] SineTwo(DoubleDouble[] x) =>
        Sums(x, x.Length, new ExactRoots(4 * x.Length), (roots, k, n) => roots.Sin((k + 1) * (2 * n + 1)));

    public static DoubleDouble[] Hartley(DoubleDouble[] x) =>
        Sums(x, x.Length, new ExactRoots(x.Length), (roots, k, n) => roots.Cos(k * n) + roots.Sin(k * n));

    /// <summary>n samples to n/2 bins: cos(2π·(2j + 1 + n/2)(2k + 1)/4n).</summary>
    public static DoubleDouble[] ModifiedCosine(DoubleDouble[] x) =>
        Sums(x, x.Length / 2, new ExactRoots(4 * x.Length), (roots, k, n) => roots.Cos((2 * n + 1 + x.Length / 2) * (2 * k + 1)));

    /// <summary>Complex numbers, along the columns of a square, then along its rows.</summary>
    public static DoubleDouble[] SquareFourier(DoubleDouble[] x)
    {
        var side = (int)Math.Sqrt(x.Length / 2);
        return AlongColumns(AlongColumns(x));

        // The result is transposed, so that the columns of the next go are the rows.
        DoubleDouble[] AlongColumns(DoubleDouble[] square) => [.. Enumerable.Range(0, side).SelectMany(j =>
            ExactFourier.Transform([.. Enumerable.Range(0, side).SelectMany(i => new[] { square[2 * (i * side + j)], square[2 * (i * side + j) + 1] })]))];
    }

    /// <summary>Along the columns of a square block, then along its rows.</summary>
    public static DoubleDouble[] CosineBlock(DoubleDouble[] x)
    {
        var side = (int)Math.Sqrt(x.Length);
        return AlongColumns(AlongColumns(x));

        // The result is transposed, so that the columns of the next go are the rows.
        DoubleDouble[] AlongColumns(DoubleDouble[] block) =>
            [.. Enumerable.Range(0, side).SelectMany(j => CosineTwo([.. Enumerable.Range(0, side).Select(i => block[i * side + j])]))];
    }

    private static DoubleDouble[] Sums(DoubleDouble[] x, int outputs, ExactRoots roots, Func<ExactRoots, long, long, DoubleDouble> entry)
    {
        var y = new DoubleDouble[outputs];
        for (var k = 0; k < outputs; k++)
            for (var n = 0; n < x.Length; n++)
                y[k] += x[n] * entry(roots, k, n);
        return y;
    }
}
