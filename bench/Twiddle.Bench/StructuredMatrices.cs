using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Bench;

/// <summary>
/// Matrices with a structure and no other meaning: convolutions, filters, chirps, products. Their values are generic unless it is said otherwise; the size is that
/// of one side, or the number of outputs.
/// </summary>
internal static class StructuredMatrices
{
    /// <summary>The order of the root that chirps are made of: prime, and no power of it returns within the sizes in use.</summary>
    private const int ChirpOrder = 37;

    public static IReadOnlyDictionary<string, (Field Field, Func<int, ExactMatrix> Define)> Definitions { get; } =
        new Dictionary<string, (Field Field, Func<int, ExactMatrix> Define)>
        {
            ["hankel"] = (Field.Real, Hankel),
            ["hankel_shuffled"] = (Field.Real, n => NamedMatrices.Shuffled(Hankel(n))),
            ["circconv_shuffled"] = (Field.Real, n => NamedMatrices.Shuffled(NamedMatrices.Get("circconv", n).Matrix)),
            ["fir_2"] = (Field.Real, n => Filter(n, 2)),
            ["fir_3"] = (Field.Real, n => Filter(n, 3)),
            ["fir_4"] = (Field.Real, n => Filter(n, 4)),
            ["fir_8"] = (Field.Real, n => Filter(n, 8)),
            ["fir_n"] = (Field.Real, n => Filter(n, n)),
            ["fir_n_shuffled"] = (Field.Real, n => NamedMatrices.Shuffled(Filter(n, n))),
            ["polynomials"] = (Field.Real, n => NamedMatrices.Transposed(Filter(n, n))),
            ["toeplitz_lower"] = (Field.Real, n => Generic(n, n, n, (t, k, j) => k < j ? Cyclotomic.Zero : t[k - j])),
            ["chirp"] = (Field.Complex, n => ExactMatrix.Define(n, n, (k, j) => Cyclotomic.Root(new Rational(-j * k, ChirpOrder)))),
            ["chirp_scaling"] = (Field.Real, n => Generic(2 * n, n, n, (t, k, j) => Power(k * j) * t[0])),
            ["kronecker"] = (Field.Real, n => NamedMatrices.Kronecker(Dense(n, n, 1), Dense(n, n, 2))),
            ["kronecker_shuffled"] = (Field.Real, n => NamedMatrices.Shuffled(NamedMatrices.Kronecker(Dense(n, n, 1), Dense(n, n, 2)))),
            ["vandermonde"] = (Field.Real, n => Generic(n, n, n, (t, k, j) => Enumerable.Repeat(t[k], j).Aggregate(Cyclotomic.One, (p, x) => p * x))),
        };

    /// <summary>n outputs of a filter with this many taps.</summary>
    private static ExactMatrix Filter(int outputs, int taps) =>
        Generic(taps, outputs, outputs + taps - 1, (t, k, j) => j >= k && j < k + taps ? t[j - k] : Cyclotomic.Zero);

    private static ExactMatrix Hankel(int n) => Generic(2 * n, n, n, (t, k, j) => t[k + j]);

    private static ExactMatrix Dense(int rows, int columns, int seed) => Generic(rows * columns, rows, columns, (t, k, j) => t[k * columns + j], seed);

    private static Cyclotomic Power(int exponent) =>
        Cyclotomic.FromRational(Enumerable.Repeat(new Rational(3, 2), exponent).Aggregate(Rational.One, (p, x) => p * x));

    private static ExactMatrix Generic(int count, int rows, int columns, Func<Cyclotomic[], int, int, Cyclotomic> entry, int seed = 1)
    {
        var values = NamedMatrices.GenericNumbers(count, seed);
        return ExactMatrix.Define(rows, columns, (k, j) => entry(values, k, j));
    }
}
