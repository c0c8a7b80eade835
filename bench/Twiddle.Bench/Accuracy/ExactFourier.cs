namespace Twiddle.Bench.Accuracy;

/// <summary>The complex DFT of about 30 digits, which stands for the exact one. Real and imaginary parts are in turns.</summary>
internal static class ExactFourier
{
    /// <summary>Up to this length the definition is summed up as it is.</summary>
    public const int LongestDefinition = 4096;

    public static DoubleDouble[] Transform(ReadOnlySpan<DoubleDouble> x) =>
        x.Length / 2 <= LongestDefinition ? Definition(x) : MixedRadix(x);

    /// <summary>y[k] = Σ x[n]·e^(−2πi·kn/N).</summary>
    public static DoubleDouble[] Definition(ReadOnlySpan<DoubleDouble> x)
    {
        var length = x.Length / 2;
        return Sums(x, new ExactRoots(length), length);
    }

    /// <summary>
    /// Cooley and Tukey: for the least prime factor p of N = p·m, p transforms of every p-th element, put together by
    /// y[k] = Σ_q e^(−2πi·kq/N)·Y_q[k mod m].
    /// </summary>
    public static DoubleDouble[] MixedRadix(ReadOnlySpan<DoubleDouble> x) => Recursive(x, new ExactRoots(x.Length / 2));

    private static DoubleDouble[] Recursive(ReadOnlySpan<DoubleDouble> x, ExactRoots roots)
    {
        var length = x.Length / 2;
        var radix = LeastPrimeFactor(length);
        if (radix == length) return Sums(x, roots, length);
        var part = length / radix;
        var parts = new DoubleDouble[radix][];
        for (var q = 0; q < radix; q++)
        {
            var picked = new DoubleDouble[2 * part];
            for (var i = 0; i < part; i++)
            {
                picked[2 * i] = x[2 * (i * radix + q)];
                picked[2 * i + 1] = x[2 * (i * radix + q) + 1];
            }

            parts[q] = Recursive(picked, roots);
        }

        var y = new DoubleDouble[2 * length];
        for (var k = 0; k < length; k++)
            for (var q = 0; q < radix; q++)
                Add(y, k, parts[q][2 * (k % part)], parts[q][2 * (k % part) + 1], roots, (long)k * q * (roots.Order / length));
        return y;
    }

    private static DoubleDouble[] Sums(ReadOnlySpan<DoubleDouble> x, ExactRoots roots, int length)
    {
        var y = new DoubleDouble[2 * length];
        for (var k = 0; k < length; k++)
            for (var n = 0; n < length; n++)
                Add(y, k, x[2 * n], x[2 * n + 1], roots, (long)k * n * (roots.Order / length));
        return y;
    }

    /// <summary>y[k] += (re + i·im)·e^(−2πi·exponent/order).</summary>
    private static void Add(DoubleDouble[] y, int k, DoubleDouble re, DoubleDouble im, ExactRoots roots, long exponent)
    {
        var (c, s) = (roots.Cos(exponent), roots.Sin(exponent));
        y[2 * k] += re * c + im * s;
        y[2 * k + 1] += im * c - re * s;
    }

    private static int LeastPrimeFactor(int n)
    {
        for (var p = 2; p * p <= n; p++)
            if (n % p == 0)
                return p;
        return n;
    }
}
