using Twiddle.Bench;
using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Proofs;

namespace Twiddle.Compiler.Tests.Discovery;

/// <summary>Fewer multiplications by scales that only inner values have: the counts of tangent transforms.</summary>
public class FreeScalesTests
{
    [Theory]
    [InlineData("dft-complex", 64, 1152)]
    [InlineData("dft-real-input", 64, 514)]
    [InlineData("dct4", 8, 54)]
    [InlineData("dct4", 16, 142)]
    [InlineData("dct2", 16, 111)]
    [InlineData("dct3", 16, 112)]
    public void Reaches_the_count_of_tangent_transforms(string name, int n, int most)
    {
        var (matrix, field) = NamedMatrices.Get(name, n);
        var (with, without) = (Discover(DiscoveryRules.All), Discover(DiscoveryRules.All & ~DiscoveryRules.FreeScales));
        Assert.InRange(with.Additions + with.Multiplications, 1, most);
        Assert.Equal(without.Additions, with.Additions);
        Assert.True(with.Multiplications < without.Multiplications);
        Assert.IsType<Equal>(CodeletProof.Verify(with, matrix, field, CancellationToken.None));

        Compiler.Flow.FlowGraph Discover(DiscoveryRules rules) =>
            DiscoveryEngine.Discover(matrix, field, new(CostModel.Flops, Effort.Full) { Rules = rules }, CancellationToken.None).Graph;
    }
}
