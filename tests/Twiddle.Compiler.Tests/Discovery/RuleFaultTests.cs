using Twiddle.Bench;
using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Proofs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Tests.Discovery;

/// <summary>
/// A wrong rule is caught by the proof, not by luck: with a slip in what one rule returns, on a matrix whose best algorithm uses that rule, the proof
/// rejects the graph.
/// </summary>
public class RuleFaultTests
{
    private static readonly (DiscoveryRules Rule, Func<(ExactMatrix Matrix, Field Field)> Define)[] Cases =
    [
        (DiscoveryRules.Cleaning, Interleaved),
        (DiscoveryRules.Collinear, RankOne),
        (DiscoveryRules.Window, WindowedCosines),
        (DiscoveryRules.Butterfly, () => NamedMatrices.Get("wht", 8)),
        (DiscoveryRules.CooleyTukey, () => NamedMatrices.Get("dft-complex", 25)),
        (DiscoveryRules.Rotation, () => NamedMatrices.Get("butterfly", 8)),
        (DiscoveryRules.TwiddleFactors, () => NamedMatrices.Get("dct4", 16)),
        (DiscoveryRules.RealParts, () => NamedMatrices.Get("dft-complex", 11)),
        (DiscoveryRules.HalfSizeComplex, () => NamedMatrices.Get("dct4", 8)),
        (DiscoveryRules.Involution, () => NamedMatrices.Get("circconv", 8)),
        (DiscoveryRules.TwistedInvolution, () => NamedMatrices.Get("circconv", 16)),
        (DiscoveryRules.RaderWinograd, () => NamedMatrices.Get("dft-complex", 7)),
        (DiscoveryRules.Karatsuba, () => NamedMatrices.Get("toeplitz", 8)),
        (DiscoveryRules.ToeplitzOrder, () => NamedMatrices.Get("toeplitz_shuffled", 8)),
        (DiscoveryRules.Gauss, GenericComplex),
        (DiscoveryRules.BlockToeplitz, () => NamedMatrices.Get("toeplitz", 7)),
        (DiscoveryRules.FastFilter, () => NamedMatrices.Get("fir_n", 8)),
        (DiscoveryRules.ToomCook, () => NamedMatrices.Get("toeplitz", 18)),
        (DiscoveryRules.Chirp, () => NamedMatrices.Get("chirp_scaling", 8)),
        (DiscoveryRules.Kronecker, () => NamedMatrices.Get("kronecker", 3)),
        (DiscoveryRules.FreeScales, () => NamedMatrices.Get("dct4", 8)),
        (DiscoveryRules.ConjugateOutputs, () => NamedMatrices.Get("dft-real-input", 25)),
    ];

    public static TheoryData<DiscoveryRules, Slip> RulesAndSlips()
    {
        var data = new TheoryData<DiscoveryRules, Slip>();
        foreach (var (rule, _) in Cases)
            foreach (var slip in Enum.GetValues<Slip>()) data.Add(rule, slip);
        return data;
    }

    [Theory]
    [MemberData(nameof(RulesAndSlips))]
    public void The_proof_rejects_what_comes_of_a_slip(DiscoveryRules rule, Slip slip)
    {
        Assert.IsType<Different>(Verify(rule, (r, found, numbers) => r == rule ? Fault.Inject(slip, found, numbers) : found));
    }

    [Fact]
    public void The_proof_accepts_what_comes_without_one() => Assert.All(Cases, c => Assert.IsType<Equal>(Verify(c.Rule, null)));

    [Fact]
    public void Every_rule_is_put_to_the_test()
    {
        var rules = Enum.GetValues<DiscoveryRules>().Except([DiscoveryRules.None, DiscoveryRules.All]);
        Assert.Equal(rules.Order(), Cases.Select(c => c.Rule).Order());
    }

    private static ProofResult Verify(DiscoveryRules rule, Tampering? tampering)
    {
        var (matrix, field) = Cases.Single(c => c.Rule == rule).Define();
        var options = new DiscoveryOptions(CostModel.Flops, Effort.Quick) { Tampering = tampering };
        var graph = DiscoveryEngine.Discover(matrix, field, options, CancellationToken.None).Graph;
        return CodeletProof.Verify(graph, matrix, field, CancellationToken.None);
    }

    /// <summary>Multiples of two rows that have nothing in common.</summary>
    private static (ExactMatrix Matrix, Field Field) RankOne() =>
        (ExactMatrix.Define(4, 5, (k, j) => Cyclotomic.FromRational((k / 2 == 0 ? 2 * j + 3 : 7 * j * j + 5) * (k + 2))), Field.Real);

    /// <summary>Two dense blocks, one on the even points and one on the odd.</summary>
    private static (ExactMatrix Matrix, Field Field) Interleaved()
    {
        var dense = NamedMatrices.Get("random_dense", 6).Matrix;
        return (ExactMatrix.Define(6, 6, (k, j) => k % 2 == j % 2 ? dense[k, j] : Cyclotomic.Zero), Field.Real);
    }

    private static (ExactMatrix Matrix, Field Field) WindowedCosines()
    {
        var cosines = NamedMatrices.Get("dct4", 8).Matrix;
        return (ExactMatrix.Define(8, 8, (k, j) => cosines[k, j] * (Rational)(j * j + 2)), Field.Real);
    }

    private static (ExactMatrix Matrix, Field Field) GenericComplex()
    {
        var (real, imaginary) = (NamedMatrices.Get("random_dense", 4).Matrix, NamedMatrices.Get("random_dense", 5).Matrix);
        return (ExactMatrix.Define(4, 4, (k, j) => real[k, j] + Cyclotomic.ImaginaryOne * imaginary[j, k]), Field.Complex);
    }
}
