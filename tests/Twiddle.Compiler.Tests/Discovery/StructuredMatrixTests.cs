using CsCheck;
using Twiddle.Bench;
using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Tests.Discovery;

/// <summary>Matrices with a structure that no name tells: the result is right, and the structure is found.</summary>
public class StructuredMatrixTests
{
    private static readonly Gen<ExactMatrix> SmallTransform = Gen.OneOf(
        Gen.Int[2, 6].Select(n => NamedMatrices.Get("dft-complex", n).Matrix),
        Gen.Int[1, 2].Select(s => NamedMatrices.Get("wht", 1 << s).Matrix),
        Gen.Int[1, 3].Select(s => NamedMatrices.Get("haar", 1 << s).Matrix));

    private static readonly (string Name, int Size, int Flops)[] KnownCounts =
    {
        ("dft-complex", 8, 56), ("dft-complex", 12, 112), ("dft-complex", 11, 208), ("dft-complex", 16, 168),
        ("dct2", 8, 41), ("dct4", 8, 56), ("mdct", 16, 64), ("wht", 16, 64),
    };

    private static readonly Gen<Rational> SmallRational = Gen.Select(Gen.Int[-9, 9], Gen.Int[1, 4], (n, d) => new Rational(n, d));

    /// <summary>A Kronecker product costs no more than its factors one after the other.</summary>
    [Fact]
    public void Finds_the_factors_of_a_Kronecker_product() =>
        Gen.Select(SmallTransform, SmallTransform).Sample(
            (a, b) =>
            {
                var product = NamedMatrices.Kronecker(a, b);
                var byFactors = a.Rows * FlopsOf(b, Field.Complex) + b.Rows * FlopsOf(a, Field.Complex);
                Assert.InRange(FlopsOf(product, Field.Complex), 0, byFactors);
            },
            iter: 40,
            threads: 1);

    /// <summary>Shuffled rows and columns with random signs hide nothing.</summary>
    [Fact]
    public void Finds_a_shuffled_transform_with_flipped_signs() =>
        Gen.Select(Gen.Int[0, KnownCounts.Length - 1], Gen.Int[0, 9999]).Sample(
            (known, seed) =>
            {
                var (name, n, flops) = KnownCounts[known];
                var (matrix, field) = NamedMatrices.Get(name, n);
                Assert.InRange(FlopsOf(Shuffle(matrix, seed), field), 0, flops);
            },
            iter: 40,
            threads: 1);

    /// <summary>Two stages of 2×2 blocks, shuffled in between: never more than the stages themselves.</summary>
    [Fact]
    public void Finds_random_butterflies() =>
        Gen.Select(SmallRational.Array[16], Gen.Int[0, 9999]).Sample(
            (entries, seed) =>
            {
                var first = Stage(entries, 0, half: 1);
                var second = Stage(entries, 8, half: 2);
                var product = Multiply(second, first);
                Assert.InRange(FlopsOf(Shuffle(product, seed), Field.Real), 0, 2 * 4 * 3);
            },
            iter: 100,
            threads: 1);

    /// <summary>Any sparse or low-rank matrix of small rationals is computed correctly, at no more than its definition costs.</summary>
    [Fact]
    public void Computes_what_the_matrix_says() =>
        Gen.Select(Gen.Int[1, 7], Gen.Int[1, 7]).SelectMany((rows, columns) => SmallRational.Array2D[rows, columns]).Sample(
            entries =>
            {
                var matrix = ExactMatrix.Define(entries.GetLength(0), entries.GetLength(1), (k, j) => Cyclotomic.FromRational(entries[k, j].Sign > 0 ? 0 : entries[k, j]));
                Assert.InRange(FlopsOf(matrix, Field.Real), 0, 2 * matrix.Rows * matrix.Columns);
            },
            iter: 200,
            threads: 1);

    /// <summary>Rows that are conjugates of others, times units, cost nothing more.</summary>
    [Fact]
    public void Computes_conjugate_rows_of_real_inputs_once() =>
        Gen.Select(Gen.Int[0, 23].Array2D[3, 4], Gen.Int[0, 3].Array[3]).Sample(
            (turns, units) =>
            {
                var rows = ExactMatrix.Define(3, 4, (k, j) => Root(turns[k, j], 24));
                var mirrored = ExactMatrix.Define(6, 4, (k, j) => k < 3 ? rows[k, j] : rows[k - 3, j].Conjugate() * Root(units[k - 3], 4));
                Assert.InRange(FlopsOf(mirrored, Field.RealToComplex), 0, FlopsOf(rows, Field.RealToComplex));
            },
            iter: 60,
            threads: 1);

    /// <summary>Complex matrices of roots and zeros, in each field.</summary>
    [Fact]
    public void Computes_complex_matrices() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 6]).SelectMany((rows, columns) => Gen.Int[-12, 11].Array2D[rows, columns]).Sample(
            turns =>
            {
                var matrix = ExactMatrix.Define(turns.GetLength(0), turns.GetLength(1), (k, j) => turns[k, j] < -8 ? Cyclotomic.Zero : Root(turns[k, j], 12));
                FlopsOf(matrix, Field.Complex);
                FlopsOf(matrix, Field.RealToComplex);
            },
            iter: 60,
            threads: 1);

    private static Cyclotomic Root(int turns, int order) => Cyclotomic.Root(new Rational(turns, order));

    private static int FlopsOf(ExactMatrix matrix, Field field)
    {
        var result = DiscoveryEngine.Discover(matrix, field, new(CostModel.Flops, Effort.Full), CancellationToken.None);
        Assert.InRange(NumericDefect.Of(result.Graph, matrix, field), 0, 1e-10);
        return result.Graph.Additions + result.Graph.Multiplications;
    }

    private static ExactMatrix Shuffle(ExactMatrix matrix, int seed)
    {
        var random = new Random(seed);
        var (rows, columns) = (Permutation(matrix.Rows), Permutation(matrix.Columns));
        return ExactMatrix.Define(matrix.Rows, matrix.Columns, (k, j) => matrix[rows[k].Index, columns[j].Index] * (rows[k].Sign * columns[j].Sign));

        (int Index, Rational Sign)[] Permutation(int count)
        {
            var order = Enumerable.Range(0, count).ToArray();
            random.Shuffle(order);
            return order.Select(i => (i, (Rational)(2 * random.Next(2) - 1))).ToArray();
        }
    }

    private static ExactMatrix Stage(Rational[] entries, int start, int half) =>
        ExactMatrix.Define(4, 4, (k, j) => (k & ~half) == (j & ~half) ? Cyclotomic.FromRational(entries[start + 2 * k + (j & half) / half]) : Cyclotomic.Zero);

    private static ExactMatrix Multiply(ExactMatrix a, ExactMatrix b) =>
        ExactMatrix.Define(a.Rows, b.Columns, (k, j) => Enumerable.Range(0, b.Rows).Aggregate(Cyclotomic.Zero, (sum, i) => sum + a[k, i] * b[i, j]));
}
