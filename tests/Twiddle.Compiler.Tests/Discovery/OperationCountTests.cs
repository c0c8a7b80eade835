using Twiddle.Bench;
using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Tests.Discovery;

/// <summary>What the engine must reach on the transforms of the literature, told nothing but their entries.</summary>
public class OperationCountTests
{
    /// <summary>FFTW's counts or better: what the search has reached, so that no change loses it.</summary>
    [Theory]
    [InlineData("dft-complex", 2, 4)]
    [InlineData("dft-complex", 3, 16)]
    [InlineData("dft-complex", 4, 16)]
    [InlineData("dft-complex", 5, 44)]
    [InlineData("dft-complex", 6, 44)]
    [InlineData("dft-complex", 7, 88)]
    [InlineData("dft-complex", 8, 56)]
    [InlineData("dft-complex", 9, 104)]
    [InlineData("dft-complex", 10, 108)]
    [InlineData("dft-complex", 11, 208)]
    [InlineData("dft-complex", 12, 112)]
    [InlineData("dft-complex", 13, 216)]
    [InlineData("dft-complex", 14, 204)]
    [InlineData("dft-complex", 15, 196)]
    [InlineData("dft-complex", 16, 168)]
    [InlineData("dft-complex", 20, 256)]
    [InlineData("dft-complex", 21, 352)]
    [InlineData("dft-complex", 23, 808)]
    [InlineData("dft-complex", 24, 288)]
    [InlineData("dft-complex", 25, 536)]
    [InlineData("dft-complex", 30, 452)]
    [InlineData("dft-complex", 31, 896)]
    [InlineData("dft-complex", 32, 456)]
    [InlineData("dft-complex", 35, 700)]
    [InlineData("dft-complex", 45, 864)]
    [InlineData("dft-complex", 61, 2180)]
    [InlineData("dft-complex", 63, 1468)]
    [InlineData("dft-complex", 64, 1160)]
    [InlineData("dft-real-input", 4, 6)]
    [InlineData("dft-real-input", 5, 18)]
    [InlineData("dft-real-input", 6, 18)]
    [InlineData("dft-real-input", 7, 38)]
    [InlineData("dft-real-input", 8, 22)]
    [InlineData("dft-real-input", 9, 44)]
    [InlineData("dft-real-input", 10, 46)]
    [InlineData("dft-real-input", 11, 94)]
    [InlineData("dft-real-input", 12, 46)]
    [InlineData("dft-real-input", 13, 98)]
    [InlineData("dft-real-input", 14, 90)]
    [InlineData("dft-real-input", 15, 86)]
    [InlineData("dft-real-input", 16, 70)]
    [InlineData("dft-real-input", 32, 198)]
    [InlineData("dft-real-input", 64, 518)]
    [InlineData("dft-real-output", 8, 26)]
    [InlineData("dft-real-output", 15, 86)]
    [InlineData("dft-real-output", 25, 247)]
    [InlineData("dft-real-output", 32, 206)]
    [InlineData("dct1", 9, 34)]
    [InlineData("dst1", 15, 79)]
    [InlineData("dct2", 8, 41)]
    [InlineData("dct2", 16, 113)]
    [InlineData("dst2", 8, 41)]
    [InlineData("dct3", 8, 42)]
    [InlineData("dct4", 8, 56)]
    [InlineData("dct4", 16, 144)]
    [InlineData("dht", 8, 24)]
    [InlineData("dct2", 25, 244)]
    [InlineData("dht", 16, 72)]
    [InlineData("dht", 25, 268)]
    [InlineData("wht", 64, 384)]
    [InlineData("mdct", 32, 160)]
    [InlineData("mdct_win", 32, 176)]
    [InlineData("dft2d", 8, 864)]
    [InlineData("dct2d", 8, 557)]
    [InlineData("haar", 16, 30)]
    [InlineData("circconv", 8, 60)]
    [InlineData("circconv_sym", 8, 48)]
    [InlineData("toeplitz", 5, 41)]
    [InlineData("toeplitz", 6, 54)]
    [InlineData("toeplitz", 16, 276)]
    [InlineData("butterfly", 32, 352)]
    [InlineData("random_dense", 16, 496)]
    public void Reaches_the_known_count(string name, int n, int most)
    {
        var (matrix, field) = NamedMatrices.Get(name, n);
        var result = DiscoveryEngine.Discover(matrix, field, new(CostModel.Flops, Effort.Full), CancellationToken.None);
        Assert.InRange(result.Graph.Additions + result.Graph.Multiplications, 1, most);
        Assert.InRange(NumericDefect.Of(result.Graph, matrix, field), 0, 1e-12);
        Assert.True(result.IsComplete);
    }

    /// <summary>The instructions of FFTW's codelets for fused multiply-add.</summary>
    [Theory]
    [InlineData("dft-complex", 7, 60)]
    [InlineData("dft-complex", 9, 80)]
    [InlineData("dft-complex", 11, 140)]
    [InlineData("dft-complex", 13, 176)]
    [InlineData("dft-complex", 16, 144)]
    [InlineData("dft-complex", 32, 372)]
    [InlineData("dft-complex", 64, 912)]
    [InlineData("dft-real-input", 9, 42)]
    [InlineData("dft-real-input", 16, 58)]
    [InlineData("dft-real-input", 64, 394)]
    public void Reaches_the_known_count_of_fused_instructions(string name, int n, int most)
    {
        var (matrix, field) = NamedMatrices.Get(name, n);
        var result = DiscoveryEngine.Discover(matrix, field, new(CostModel.FusedMultiplyAdd, Effort.Full), CancellationToken.None);
        Assert.InRange(FusedMultiplyAdd.Count(result.Graph), 1, most);
        Assert.InRange(NumericDefect.Of(result.Graph, matrix, field), 0, 1e-12);
    }

    /// <summary>
    /// FFTW scales the DCT-III otherwise than the table does: column 0 is 1 and the others 2·cos. That saves a multiplication: the 41 of its codelet.
    /// </summary>
    [Fact]
    public void Reaches_the_count_of_the_DCT_III_in_the_scaling_of_FFTW()
    {
        var matrix = ExactMatrix.Define(8, 8, (k, j) => j == 0 ? Cyclotomic.One : Cyclotomic.Cos(new Rational((2 * k + 1) * j, 32)) * 2);
        var graph = DiscoveryEngine.Discover(matrix, Field.Real, new(CostModel.Flops, Effort.Full), CancellationToken.None).Graph;
        Assert.Equal(41, graph.Additions + graph.Multiplications);
        Assert.InRange(NumericDefect.Of(graph, matrix, Field.Real), 0, 1e-12);
    }
}
