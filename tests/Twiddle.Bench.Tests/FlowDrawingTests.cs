using System.Globalization;
using System.Xml.Linq;
using Twiddle.Bench.Drawing;
using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Specs;

namespace Twiddle.Bench.Tests;

public class FlowDrawingTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData("dft-complex", 8)]
    [InlineData("dct2", 8)]
    [InlineData("dft-real-input", 16)]
    [InlineData("haar", 8)]
    [InlineData("dft-complex", 15)]
    public void Every_node_has_its_own_place(string transform, int n)
    {
        var (graph, field) = Discover(transform, n);
        var svg = Drawn(graph, field);
        var nodes = Groups(svg, "node").ToArray();
        Assert.Equal(Enumerable.Range(0, graph.Nodes.Length), nodes.Select(g => (int)g.Attribute("data-node")!));

        var centres = nodes.Concat(Groups(svg, "output")).Select(Centre).ToArray();
        for (var i = 0; i < centres.Length; i++)
            for (var j = 0; j < i; j++)
                Assert.False(
                    Math.Abs(centres[i].X - centres[j].X) < 20 && Math.Abs(centres[i].Y - centres[j].Y) < 20,
                    $"{centres[i]} and {centres[j]} overlap");
    }

    [Fact]
    public void Operands_lie_to_the_left_and_the_picture_holds_all()
    {
        var (graph, field) = Discover("dct2", 8);
        var svg = Drawn(graph, field);
        var centres = Groups(svg, "node").Select(Centre).ToArray();
        for (var i = 0; i < graph.Nodes.Length; i++)
            foreach (var (operand, _) in LayeredGraph.Operands(graph.Nodes[i])) Assert.True(centres[operand].X < centres[i].X);
        var (width, height) = ((double)svg.Attribute("width")!, (double)svg.Attribute("height")!);
        Assert.All(centres, c => Assert.True(c.X > 0 && c.X < width && c.Y > 0 && c.Y < height));
    }

    /// <summary>As many minus signs as subtractions and negated outputs; as many edges as operands and outputs.</summary>
    [Fact]
    public void Signs_and_edges_are_those_of_the_graph()
    {
        var (graph, field) = Discover("dft-real-input", 16);
        var svg = Drawn(graph, field);
        var operands = 2 * graph.Additions + graph.Multiplications + graph.Outputs.Count(o => !o.IsZero);
        Assert.Equal(operands, Group(svg, "edges").Elements().Count());
        var negative = graph.Nodes.Count(n => n is AddNode { IsSubtraction: true }) + graph.Outputs.Count(o => o.IsNegated);
        Assert.Equal(negative, Group(svg, "signs").Elements().Count());
    }

    [Fact]
    public void Labels_name_inputs_outputs_and_twiddles()
    {
        var (graph, field) = Discover("dft-complex", 8);
        var labels = Drawn(graph, field).Descendants(Svg + "text").Select(t => t.Value).ToArray();
        Assert.Contains("x7.im", labels);
        Assert.Contains("y0.re", labels);
        Assert.Equal(4, labels.Count(l => l == "√½"));
    }

    [Fact]
    public void A_zero_output_is_named_as_such()
    {
        var (graph, field) = Discover("dft-real-input", 8);
        Assert.Contains("y0.im = 0", Drawn(graph, field).Descendants(Svg + "text").Select(t => t.Value));
    }

    /// <summary>The two results of a butterfly lie on the rows of its operands.</summary>
    [Fact]
    public void A_butterfly_is_an_upright_cross()
    {
        var (graph, field) = Discover("wht", 8);
        var svg = Drawn(graph, field);
        var centres = Groups(svg, "node").Select(Centre).ToArray();
        Assert.Single(Groups(svg, "node").GroupBy(g => Centre(g).X).Select(column => string.Join(' ', column.Select(g => Centre(g).Y).Order())).Distinct());
        Assert.Equal(4, centres.Select(c => c.X).Distinct().Count());
    }

    private static (FlowGraph Graph, Field Field) Discover(string transform, int n)
    {
        var (matrix, field) = NamedMatrices.Get(transform, n);
        return (DiscoveryEngine.Discover(matrix, field, new(CostModel.Flops, Effort.Quick), CancellationToken.None).Graph, field);
    }

    /// <summary>Written and read again: it is well-formed.</summary>
    private static XElement Drawn(FlowGraph graph, Field field) => XDocument.Parse(FlowDrawing.Draw(graph, new(field), "a < b & c").ToString()).Root!;

    private static IEnumerable<XElement> Groups(XElement svg, string kind) =>
        svg.Descendants(Svg + "g").Where(g => (string?)g.Attribute("class") == kind);

    private static XElement Group(XElement svg, string id) => svg.Elements(Svg + "g").Single(g => (string?)g.Attribute("id") == id);

    private static (double X, double Y) Centre(XElement group)
    {
        if (group.Element(Svg + "circle") is { } circle) return (Number(circle, "cx"), Number(circle, "cy"));
        var box = group.Element(Svg + "rect")!;
        return (Number(box, "x") + Number(box, "width") / 2, Number(box, "y") + Number(box, "height") / 2);
    }

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}
