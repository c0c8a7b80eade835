using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Tests.Flow;

public class FlowGraphBuilderTests
{
    private readonly NumberTable numbers = NumberTable.For(ExactMatrix.Define(1, 1, (_, _) => Cyclotomic.One));

    private int Three => numbers.Intern(Cyclotomic.FromRational(3));

    [Fact]
    public void Nothing_is_computed_twice()
    {
        var graph = new FlowGraphBuilder(2, numbers);
        var (x, y) = (graph.Input(0), graph.Input(1));
        var built = graph.Build(new[] { graph.Add(x, y.Negated), graph.Add(y, x.Negated), graph.Add(x.Negated, y) });
        Assert.Equal(1, built.Additions);
        Assert.Equal(new[] { false, true, true }, built.Outputs.Select(o => o.IsNegated));
    }

    [Fact]
    public void A_difference_of_a_value_with_itself_is_zero()
    {
        var graph = new FlowGraphBuilder(1, numbers);
        var built = graph.Build(new[] { graph.Add(graph.Input(0), graph.Input(0).Negated) });
        Assert.True(built.Outputs[0].IsZero);
    }

    [Fact]
    public void Products_of_products_are_one_product()
    {
        var graph = new FlowGraphBuilder(1, numbers);
        var nine = graph.Scale(Three, graph.Scale(numbers.Negate(Three), graph.Input(0)));
        var third = numbers.Invert(Three);
        var built = graph.Build(new[] { nine, graph.Scale(third, graph.Scale(Three, graph.Input(0))) });
        Assert.Equal(1, built.Multiplications);
        Assert.True(built.Outputs[0].IsNegated);
        Assert.IsType<InputNode>(built.Nodes[built.Outputs[1].Node]);
    }

    [Fact]
    public void A_common_factor_of_two_products_is_taken_out()
    {
        var graph = new FlowGraphBuilder(2, numbers);
        var built = graph.Build(new[] { graph.Add(graph.Scale(Three, graph.Input(0)), graph.Scale(Three, graph.Input(1)).Negated) });
        Assert.Equal((1, 1), (built.Additions, built.Multiplications));
    }

    [Fact]
    public void A_product_that_is_used_elsewhere_stays()
    {
        var graph = new FlowGraphBuilder(2, numbers);
        var product = graph.Scale(Three, graph.Input(0));
        var built = graph.Build(new[] { graph.Add(product, graph.Scale(Three, graph.Input(1))), product });
        Assert.Equal((1, 2), (built.Additions, built.Multiplications));
    }

    [Fact]
    public void What_no_output_uses_is_left_out()
    {
        var graph = new FlowGraphBuilder(2, numbers);
        graph.Add(graph.Input(0), graph.Input(1));
        var built = graph.Build(new[] { graph.Input(1).Negated, SignedNode.Zero });
        Assert.Equal(0, built.Additions);
        Assert.All(built.Nodes, node => Assert.IsType<InputNode>(node));
        Assert.Equal(new[] { new FlowOutput(1, true), FlowOutput.Zero }, built.Outputs);
    }
}
