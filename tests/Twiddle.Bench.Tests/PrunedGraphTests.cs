using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Bench.Tests;

public class PrunedGraphTests
{
    /// <summary>y₀ = x₀ + x₁, y₁ = x₀ − x₁, y₂ = 3(x₀ + x₁).</summary>
    private static readonly FlowGraph Graph = new(
        2,
        [new InputNode(0), new InputNode(1), new AddNode(0, 1, false), new AddNode(0, 1, true), new ScaleNode(Constant.Of(Cyclotomic.FromRational(3)), 2)],
        [new FlowOutput(2, false), new FlowOutput(3, false), new FlowOutput(4, true)]);

    [Fact]
    public void All_of_it_is_left_where_all_is_wanted() => Assert.Equal(3, PrunedGraph.Flops(Graph, _ => true, _ => true));

    [Fact]
    public void A_sum_with_zero_is_no_operation() => Assert.Equal(1, PrunedGraph.Flops(Graph, i => i == 0, _ => true));

    [Fact]
    public void What_only_an_unwanted_output_needs_is_left_out() => Assert.Equal(1, PrunedGraph.Flops(Graph, _ => true, k => k == 1));

    [Fact]
    public void An_operand_stays_where_another_output_needs_it() => Assert.Equal(2, PrunedGraph.Flops(Graph, _ => true, k => k == 2));

    [Fact]
    public void Nothing_is_left_of_zeros() => Assert.Equal(0, PrunedGraph.Flops(Graph, _ => false, _ => true));

    [Fact]
    public void Every_variant_permits_what_it_costs()
    {
        var counts = VariantCount.Measure("dft-complex", "8", CancellationToken.None).ToArray();
        Assert.Equal(Variant.All.Select(v => v.Name), counts.Select(c => c.Variant));
        Assert.All(counts, c => Assert.True(c.IsProved));
        Assert.All(counts, c => Assert.InRange(c.Flops, 1, c.Permitted));
    }
}
