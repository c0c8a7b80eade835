using Twiddle.Bench;
using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Proofs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Tests.Discovery;

/// <summary>
/// Rules that share a switch with another one, each on a matrix whose algorithm needs it: it is found, and with a slip in what this rule alone returns
/// the proof rejects the graph. The rule is known by the words in which it tells its step.
/// </summary>
public class SharedSwitchFaultTests
{
    private static readonly (string Step, DiscoveryRules Rule, Field Field, int Most, Func<ExactMatrix> Define)[] Cases =
    [
        ("pulled out of one on both sides", DiscoveryRules.Window, Field.Real, 57, () => Scaled(NamedMatrices.Get("dct2", 8).Matrix)),
        ("cosines pulled out", DiscoveryRules.Window, Field.Real, 72, () => Scaled(NamedMatrices.Get("dct4", 8).Matrix)),
        ("scalings by fractions", DiscoveryRules.Window, Field.Real, 76, () => Scaled(NamedMatrices.Get("circconv", 8).Matrix)),
        ("apart, with values of their own", DiscoveryRules.Cleaning, Field.Real, 106, () => HalfOfTheOutputs(NamedMatrices.Get("dct3", 16).Matrix)),
        ("by two of real ones", DiscoveryRules.RealParts, Field.Complex, 704, () => NamedMatrices.Get("dft-complex", 35).Matrix),
        ("real and imaginary parts of phases", DiscoveryRules.ConjugateOutputs, Field.Real, 268, () => NamedMatrices.Get("dht", 25).Matrix),
    ];

    public static TheoryData<string, Slip> StepsAndSlips()
    {
        var data = new TheoryData<string, Slip>();
        foreach (var (step, _, _, _, _) in Cases)
            foreach (var slip in Enum.GetValues<Slip>()) data.Add(step, slip);
        return data;
    }

    [Fact]
    public void Each_is_found_and_pays() => Assert.All(Cases, c =>
    {
        var matrix = c.Define();
        var result = DiscoveryEngine.Discover(matrix, c.Field, new(CostModel.Flops, Effort.Quick), CancellationToken.None);
        Assert.Contains(result.Steps, step => step.Contains(c.Step));
        Assert.InRange(result.Graph.Additions + result.Graph.Multiplications, 1, c.Most);
        Assert.IsType<Equal>(CodeletProof.Verify(result.Graph, matrix, c.Field, CancellationToken.None));
    });

    [Theory]
    [MemberData(nameof(StepsAndSlips))]
    public void The_proof_rejects_what_comes_of_a_slip(string step, Slip slip)
    {
        var (_, rule, field, _, define) = Cases.Single(c => c.Step == step);
        var matrix = define();
        var options = new DiscoveryOptions(CostModel.Flops, Effort.Quick)
        {
            Tampering = (r, found, numbers) => r == rule && Step(found)?.Contains(step) == true ? Fault.Inject(slip, found, numbers) : found,
        };
        var graph = DiscoveryEngine.Discover(matrix, field, options, CancellationToken.None).Graph;
        Assert.IsType<Different>(CodeletProof.Verify(graph, matrix, field, CancellationToken.None));
    }

    private static string? Step(Factorisation found) => (found as Composition)?.Step;

    private static ExactMatrix Scaled(ExactMatrix matrix)
    {
        var (rows, columns) = (NamedMatrices.GenericNumbers(matrix.Rows, seed: 5), NamedMatrices.GenericNumbers(matrix.Columns, seed: 6));
        return ExactMatrix.Define(matrix.Rows, matrix.Columns, (k, j) => rows[k] * matrix[k, j] * columns[j]);
    }

    private static ExactMatrix HalfOfTheOutputs(ExactMatrix matrix) => ExactMatrix.Define(matrix.Rows / 2, matrix.Columns, (k, j) => matrix[k, j]);
}
