using CsCheck;
using Twiddle.Bench;
using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Proofs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Tests.Discovery;

/// <summary>Convolutions, filters, chirps and products, told nothing but their entries.</summary>
public class ConvolutionTests
{
    /// <summary>What has been reached; the definition takes far more.</summary>
    [Theory]
    [InlineData("toeplitz", 7, 73)]
    [InlineData("toeplitz", 11, 165)]
    [InlineData("toeplitz", 15, 263)]
    [InlineData("toeplitz", 18, 366)]
    [InlineData("hankel", 8, 84)]
    [InlineData("hankel_shuffled", 15, 263)]
    [InlineData("toeplitz_lower", 8, 60)]
    [InlineData("circconv_shuffled", 8, 60)]
    [InlineData("fir_n", 4, 27)]
    [InlineData("fir_n", 8, 99)]
    [InlineData("fir_n_shuffled", 4, 27)]
    [InlineData("fir_n_shuffled", 8, 99)]
    [InlineData("fir_3", 4, 20)]
    [InlineData("polynomials", 8, 92)]
    [InlineData("chirp_scaling", 8, 98)]
    [InlineData("kronecker", 3, 81)]
    [InlineData("kronecker_shuffled", 4, 208)]
    public void Reaches_its_count(string name, int n, int most)
    {
        var (matrix, field) = NamedMatrices.Get(name, n);
        var graph = DiscoveryEngine.Discover(matrix, field, new(CostModel.Flops, Effort.Full), CancellationToken.None).Graph;
        Assert.InRange(graph.Additions + graph.Multiplications, 1, most);
        Assert.IsType<Equal>(CodeletProof.Verify(graph, matrix, field, CancellationToken.None));
    }

    /// <summary>Toeplitz matrices of all shapes with bands of all widths, taps that repeat or vanish, rows and columns shuffled with random signs.</summary>
    [Fact]
    public void Computes_any_Toeplitz_matrix() =>
        Gen.Select(Gen.Int[2, 8], Gen.Int[2, 9], Gen.Int[-5, 5].Array[16], Gen.Int[0, 9999]).Sample(
            (rows, columns, taps, seed) =>
            {
                var matrix = ExactMatrix.Define(rows, columns, (k, j) => Cyclotomic.FromRational(taps[k - j + columns - 1]));
                AssertComputed(seed % 2 == 0 ? matrix : SignedShuffle(matrix, seed), 2 * rows * columns);
            },
            iter: 150,
            threads: 1);

    [Fact]
    public void Computes_any_filter_and_any_product_of_polynomials() =>
        Gen.Select(Gen.Int[2, 8], Gen.Int[-9, 9].Array[1, 9], Gen.Bool).Sample(
            (outputs, taps, isProduct) =>
            {
                var filter = ExactMatrix.Define(outputs, outputs + taps.Length - 1, (k, j) => Cyclotomic.FromRational(j < k || j >= k + taps.Length ? 0 : taps[j - k]));
                AssertComputed(isProduct ? NamedMatrices.Transposed(filter) : filter, 2 * outputs * taps.Length);
            },
            iter: 100,
            threads: 1);

    /// <summary>A ⊗ B of matrices with nothing to find in them takes A once for each row of B, and B once for each column of A.</summary>
    [Fact]
    public void Computes_a_Kronecker_product_by_its_factors() =>
        Gen.Select(Gen.Int[2, 4], Gen.Int[2, 4], Gen.Int[2, 3], Gen.Int[2, 3], Gen.Int[0, 9999]).Sample(
            (a, b, c, d, seed) =>
            {
                var random = new Random(seed);
                var product = NamedMatrices.Kronecker(Dense(a, b, random), Dense(c, d, random));
                AssertComputed(SignedShuffle(product, seed), c * ((2 * a * b) - a) + b * ((2 * c * d) - c));
            },
            iter: 40,
            threads: 1);

    /// <summary>Scales on both sides of a Toeplitz matrix cost no more than themselves.</summary>
    [Fact]
    public void Sees_a_Toeplitz_matrix_through_scales()
    {
        var random = new Random(3);
        var toeplitz = NamedMatrices.Get("toeplitz", 8).Matrix;
        var (left, right) = (Dense(8, 1, random), Dense(8, 1, random));
        AssertComputed(ExactMatrix.Define(8, 8, (k, j) => left[k, 0] * toeplitz[k, j] * right[j, 0]), 84 + 16);
    }

    /// <summary>Points on an arc, in any order: a chirp, or conjugate pairs, whichever is less than half the definition.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Finds_an_arc(bool isShuffled)
    {
        var (arc, field) = NamedMatrices.Get("chirp", 8);
        var matrix = isShuffled ? NamedMatrices.Shuffled(arc) : arc;
        var graph = DiscoveryEngine.Discover(matrix, field, new(CostModel.Flops, Effort.Full), CancellationToken.None).Graph;
        Assert.InRange(graph.Additions + graph.Multiplications, 1, 238);
        Assert.IsType<Equal>(CodeletProof.Verify(graph, matrix, field, CancellationToken.None));
    }

    private static void AssertComputed(ExactMatrix matrix, int most)
    {
        var graph = DiscoveryEngine.Discover(matrix, Field.Real, new(CostModel.Flops, Effort.Quick), CancellationToken.None).Graph;
        Assert.InRange(graph.Additions + graph.Multiplications, 0, most);
        Assert.IsType<Equal>(CodeletProof.Verify(graph, matrix, Field.Real, CancellationToken.None));
    }

    private static ExactMatrix Dense(int rows, int columns, Random random)
    {
        var entries = Enumerable.Range(0, rows * columns).Select(_ => Cyclotomic.FromRational(new Rational(random.Next(2, 99_999), 65_537))).ToArray();
        return ExactMatrix.Define(rows, columns, (k, j) => entries[(k * columns) + j]);
    }

    private static ExactMatrix SignedShuffle(ExactMatrix matrix, int seed)
    {
        var random = new Random(seed);
        var shuffled = NamedMatrices.Shuffled(matrix);
        var signs = Enumerable.Range(0, matrix.Rows + matrix.Columns).Select(_ => (Rational)(2 * random.Next(2) - 1)).ToArray();
        return ExactMatrix.Define(matrix.Rows, matrix.Columns, (k, j) => shuffled[k, j] * (signs[k] * signs[matrix.Rows + j]));
    }
}
