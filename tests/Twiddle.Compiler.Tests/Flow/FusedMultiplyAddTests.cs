using System.Collections.Immutable;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Tests.Flow;

public class FusedMultiplyAddTests
{
    private static readonly Constant Half = Constant.Of(Cyclotomic.FromRational(Rational.Half));

    [Fact]
    public void A_product_rides_on_an_addition() =>
        Assert.Equal(1, Count(2, 3, new InputNode(0), new InputNode(1), new ScaleNode(Half, 0), new AddNode(1, 2, true)));

    [Fact]
    public void A_scale_surfaces_at_an_output() =>
        Assert.Equal(1, Count(1, 1, new InputNode(0), new ScaleNode(Half, 0)));

    [Fact]
    public void A_sum_of_scaled_values_keeps_one_scale_to_the_output() =>
        Assert.Equal(2, Count(2, 4, new InputNode(0), new InputNode(1), new ScaleNode(Half, 0), new ScaleNode(Half, 1), new AddNode(2, 3, false)));

    [Fact]
    public void What_no_output_uses_is_not_counted() =>
        Assert.Equal(0, Count(2, 0, new InputNode(0), new InputNode(1), new AddNode(0, 1, false)));

    private static int Count(int inputs, int output, params FlowNode[] nodes) =>
        FusedMultiplyAdd.Count(new(inputs, nodes.ToImmutableArray(), ImmutableArray.Create(new FlowOutput(output, false))));
}
