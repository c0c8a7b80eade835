using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Bench;

/// <summary>
/// The matrices whose operation counts are compared with the literature, each by the name it has there. Discovery never sees the names. Column j is
/// an input, row k an output; W = e^(−2πi/n).
/// </summary>
public static class NamedMatrices
{
    private static readonly Dictionary<string, (Field Field, Func<int, ExactMatrix> Define)> Definitions = new()
    {
        ["dft-complex"] = (Field.Complex, n => Square(n, (k, j) => Root(-j * k, n))),
        ["dft-real-input"] = (Field.RealToComplex, n => ExactMatrix.Define(n / 2 + 1, n, (k, j) => Root(-j * k, n))),
        ["dft-real-output"] = (Field.Real, n => ExactMatrix.Define(n, 2 * (n / 2 + 1), (j, c) => InverseRealDft(n, j, c / 2, c % 2))),
        ["dct1"] = (Field.Real, n => Square(n, (k, j) => Cos(j * k, 2 * (n - 1)) * (j == 0 || j == n - 1 ? Rational.Half : Rational.One))),
        ["dct2"] = (Field.Real, n => Square(n, (k, j) => Cos((2 * j + 1) * k, 4 * n))),
        ["dct3"] = (Field.Real, n => Square(n, (k, j) => Cos((2 * k + 1) * j, 4 * n) * (j == 0 ? Rational.Half : Rational.One))),
        ["dct4"] = (Field.Real, n => Square(n, (k, j) => Cos((2 * k + 1) * (2 * j + 1), 8 * n))),
        ["dst1"] = (Field.Real, n => Square(n, (k, j) => Sin((j + 1) * (k + 1), 2 * (n + 1)))),
        ["dst2"] = (Field.Real, n => Square(n, (k, j) => Sin((2 * j + 1) * (k + 1), 4 * n))),
        ["dst3"] = (Field.Real, n => Square(n, (k, j) => Sin((2 * k + 1) * (j + 1), 4 * n) * (j == n - 1 ? Rational.Half : Rational.One))),
        ["dst4"] = (Field.Real, n => Square(n, (k, j) => Sin((2 * k + 1) * (2 * j + 1), 8 * n))),
        ["dht"] = (Field.Real, n => Square(n, (k, j) => Cos(j * k, n) + Sin(j * k, n))),
        ["wht"] = (Field.Real, n => Square(n, (k, j) => Integer(Parity(j & k)))),
        ["mdct"] = (Field.Real, n => ExactMatrix.Define(n / 2, n, (k, j) => Mdct(n, k, j))),
        ["mdct_win"] = (Field.Real, n => ExactMatrix.Define(n / 2, n, (k, j) => Mdct(n, k, j) * Sin(2 * j + 1, 4 * n))),
        ["imdct"] = (Field.Real, n => ExactMatrix.Define(n, n / 2, (j, k) => Mdct(n, k, j))),
        ["imdct_win"] = (Field.Real, n => ExactMatrix.Define(n, n / 2, (j, k) => Mdct(n, k, j) * Sin(2 * j + 1, 4 * n))),
        ["dft2d"] = (Field.Complex, n => Squared(Square(n, (k, j) => Root(-j * k, n)))),
        ["dct2d"] = (Field.Real, n => Squared(Square(n, (k, j) => Cos((2 * j + 1) * k, 4 * n)))),
        ["haar"] = (Field.Real, n => Square(n, (k, j) => Integer(Haar(n, k, j)))),
        ["slant"] = (Field.Real, Slant),
        ["dft_hann"] = (Field.Complex, n => Square(n, (k, j) => Root(-j * k, n) * (Cyclotomic.One - Cos(j, n)) * Rational.Half)),
        ["circconv"] = (Field.Real, n => Generic(n, kernel => (k, j) => kernel[(k - j + n) % n])),
        ["circconv_sym"] = (Field.Real, n => Generic(n, kernel => (k, j) => kernel[Math.Min((k - j + n) % n, (j - k + n) % n)])),
        ["toeplitz"] = (Field.Real, n => Generic(2 * n, kernel => (k, j) => kernel[k - j + n], n)),
        ["toeplitz_shuffled"] = (Field.Real, n => Shuffled(Generic(2 * n, kernel => (k, j) => kernel[k - j + n], n))),
        ["butterfly"] = (Field.Real, Butterfly),
        ["random_dense"] = (Field.Real, n => Generic(n * n, kernel => (k, j) => kernel[k * n + j], n)),
    };

    public static IEnumerable<string> Names => Definitions.Keys.Concat(StructuredMatrices.Definitions.Keys);

    /// <summary>The matrix of a name and size; for two-dimensional transforms the size of one side.</summary>
    public static (ExactMatrix Matrix, Field Field) Get(string name, int n)
    {
        var (field, define) = Definitions.TryGetValue(name, out var known) ? known : StructuredMatrices.Definitions[name];
        return (define(n), field);
    }

    /// <summary>The Kronecker product.</summary>
    public static ExactMatrix Kronecker(ExactMatrix a, ExactMatrix b) =>
        ExactMatrix.Define(a.Rows * b.Rows, a.Columns * b.Columns, (k, j) => a[k / b.Rows, j / b.Columns] * b[k % b.Rows, j % b.Columns]);

    public static ExactMatrix Transposed(ExactMatrix a) => ExactMatrix.Define(a.Columns, a.Rows, (k, j) => a[j, k]);

    private static ExactMatrix Squared(ExactMatrix a) => Kronecker(a, a);

    private static ExactMatrix Square(int n, Func<int, int, Cyclotomic> entry) => ExactMatrix.Define(n, n, entry);

    private static Cyclotomic Root(int turns, int order) => Cyclotomic.Root(new Rational(turns, order));

    private static Cyclotomic Cos(int turns, int order) => Cyclotomic.Cos(new Rational(turns, order));

    private static Cyclotomic Sin(int turns, int order) => Cyclotomic.Sin(new Rational(turns, order));

    private static Cyclotomic Integer(int value) => Cyclotomic.FromRational(value);

    /// <summary>Output j of the inverse DFT of a conjugate-symmetric spectrum: what it takes of the real (0) or imaginary (1) part of bin k ≤ n/2.</summary>
    private static Cyclotomic InverseRealDft(int n, int j, int k, int part)
    {
        var isOwnMirror = k == 0 || 2 * k == n;
        if (isOwnMirror && part == 1) return Cyclotomic.Zero;
        return isOwnMirror ? Cos(j * k, n) : (part == 0 ? Cos(j * k, n) : Sin(-j * k, n)) * 2;
    }

    /// <summary>cos(2π/n·(j + ½ + n/4)(k + ½)).</summary>
    private static Cyclotomic Mdct(int n, int k, int j) => Cos((4 * j + 2 + n) * (2 * k + 1), 8 * n);

    private static int Parity(int bits) => System.Numerics.BitOperations.PopCount((uint)bits) % 2 == 0 ? 1 : -1;

    /// <summary>Row 0 is the sum; row 2ˢ + i is the difference of the halves of the i-th of 2ˢ blocks.</summary>
    private static int Haar(int n, int k, int j)
    {
        if (k == 0) return 1;
        var blocks = 1 << System.Numerics.BitOperations.Log2((uint)k);
        var width = n / blocks;
        if (j / width != k - blocks) return 0;
        return j % width < width / 2 ? 1 : -1;
    }

    /// <summary>The orthonormal transform whose row 1 is a straight line: two of half the size, joined by Pratt, Chen and Welch's recursion.</summary>
    private static ExactMatrix Slant(int n)
    {
        var root = Cyclotomic.SquareRoot(Rational.Half)!;
        if (n == 2) return Square(2, (k, j) => k * j == 1 ? -root : root);
        var (half, smaller) = (n / 2, Slant(n / 2));
        var slope = Cyclotomic.SquareRoot(new Rational(3 * n * n, 4 * (n * n - 1)))!;
        var rest = Cyclotomic.SquareRoot(new Rational(n * n / 4 - 1, n * n - 1))!;
        return Square(n, (k, j) =>
        {
            var (row, column, isDifference) = (k % half, j % half, k >= half);
            var sign = j < half ? Rational.One : -Rational.One;
            if (row != 1) return smaller[row, column] * root * (isDifference ? sign : Rational.One);
            var (mean, line) = (smaller[0, column] * root * sign, smaller[1, column] * root);
            return isDifference ? line * slope - mean * rest : mean * slope + line * rest;
        });
    }

    private static ExactMatrix Generic(int count, Func<Cyclotomic[], Func<int, int, Cyclotomic>> define, int? size = null) =>
        Square(size ?? count, define(GenericNumbers(count, seed: 1)));

    /// <summary>lg n stages of 2×2 butterflies with generic entries, then rows and columns shuffled.</summary>
    private static ExactMatrix Butterfly(int n)
    {
        var product = Square(n, (k, j) => Integer(k == j ? 1 : 0));
        for (var half = 1; half < n; half *= 2)
        {
            var (numbers, before, h) = (GenericNumbers(2 * n, seed: half), product, half);
            product = Square(n, (k, j) => numbers[2 * k] * before[k & ~h, j] + numbers[2 * k + 1] * before[k | h, j]);
        }

        return Shuffled(product);
    }

    public static ExactMatrix Shuffled(ExactMatrix ordered)
    {
        var random = new Random(ordered.Rows);
        var (rows, columns) = (Enumerable.Range(0, ordered.Rows).ToArray(), Enumerable.Range(0, ordered.Columns).ToArray());
        random.Shuffle(rows);
        random.Shuffle(columns);
        return ExactMatrix.Define(ordered.Rows, ordered.Columns, (k, j) => ordered[rows[k], columns[j]]);
    }

    /// <summary>Rational numbers with nothing in common; none is zero or ±1.</summary>
    public static Cyclotomic[] GenericNumbers(int count, int seed)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count)
            .Select(_ => Cyclotomic.FromRational(new Rational((2 * random.Next(2) - 1) * (2 * random.Next(1, 50_000) + 1), 65_536)))
            .ToArray();
    }
}
