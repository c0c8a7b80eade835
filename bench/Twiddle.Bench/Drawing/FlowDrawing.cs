using System.Globalization;
using System.Xml.Linq;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Bench.Drawing;

/// <summary>
/// A flow graph as SVG: inputs left, outputs right, operations in columns by depth. A dot adds what comes in from the left, an edge with a minus is
/// subtracted, a box multiplies by the constant in it.
/// </summary>
internal sealed class FlowDrawing
{
    private const double ColumnWidth = 112;
    private const double RowHeight = 30;
    private const double SideMargin = 92;
    private const double TopMargin = 78;
    private const double BottomMargin = 26;
    private const double DotRadius = 4.5;

    private const string Ink = "#24313f";
    private const string Plus = "#5b7fa6";
    private const string Minus = "#c8553d";
    private const string Paper = "#ffffff";
    private const string Twiddle = "#f6e7b4";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly LayeredGraph layers;
    private readonly (double X, double Y)[] places;
    private readonly PortNames names;

    private FlowDrawing(FlowGraph graph, PortNames names)
    {
        this.names = names;
        layers = new(graph);
        var heights = Placement.Heights(layers, ColumnOrder.Of(layers, names.InputWidth));
        places = layers.Vertices.Select((v, i) => (SideMargin + v.Column * ColumnWidth, TopMargin + heights[i] * RowHeight)).ToArray();
    }

    public static XDocument Draw(FlowGraph graph, PortNames names, string title) => new(new FlowDrawing(graph, names).Picture(title));

    private XElement Picture(string title)
    {
        var (width, height) = (2 * SideMargin + (layers.ColumnCount - 1) * ColumnWidth, places.Max(p => p.Y) + BottomMargin);
        var graph = layers.Graph;
        return new(
            Svg + "svg",
            new XAttribute("viewBox", $"0 0 {Text(width)} {Text(height)}"),
            new XAttribute("width", Text(width)),
            new XAttribute("height", Text(height)),
            new XAttribute("font-family", "Georgia, 'DejaVu Serif', serif"),
            new XElement(Svg + "title", title),
            new XElement(Svg + "rect", new XAttribute("width", "100%"), new XAttribute("height", "100%"), new XAttribute("fill", Paper)),
            Label(SideMargin - DotRadius, 24, title, "start", 17),
            Label(SideMargin - DotRadius, 45, "A dot adds what comes in from the left; what comes in red is subtracted; a box multiplies.", "start", 12),
            Group("edges", layers.Edges.Select(Line)),
            Group("signs", layers.Edges.Where(e => e.IsNegated).Select(MinusSign)),
            Group("nodes", graph.Nodes.Select((node, i) => Node(node, i, places[i]))),
            Group("outputs", graph.Outputs.Select((output, k) => Output(output, k, places[graph.Nodes.Length + k]))));
    }

    private XElement Line(Edge edge)
    {
        var points = edge.Path.Select(v => places[v]).ToArray();
        return new(
            Svg + "path",
            new XAttribute("d", "M " + string.Join(" L ", points.Select(p => $"{Text(p.X)} {Text(p.Y)}"))),
            new XAttribute("fill", "none"),
            new XAttribute("stroke", edge.IsNegated ? Minus : Plus),
            new XAttribute("stroke-width", "1.3"),
            new XAttribute("stroke-linejoin", "round"));
    }

    /// <summary>On the edge, shortly before it ends.</summary>
    private XElement MinusSign(Edge edge)
    {
        var (from, to) = (places[edge.Path[^2]], places[edge.Path[^1]]);
        var length = Math.Sqrt(Math.Pow(to.X - from.X, 2) + Math.Pow(to.Y - from.Y, 2));
        var (x, y) = (to.X - (to.X - from.X) * 16 / length, to.Y - (to.Y - from.Y) * 16 / length);
        return new(
            Svg + "g",
            new XElement(Svg + "circle", Centre(x, y), new XAttribute("r", "5"), new XAttribute("fill", Paper), new XAttribute("stroke", Minus)),
            new XElement(
                Svg + "path",
                new XAttribute("d", $"M {Text(x - 2.6)} {Text(y)} h 5.2"),
                new XAttribute("stroke", Minus),
                new XAttribute("stroke-width", "1.4")));
    }

    private XElement Node(FlowNode node, int index, (double X, double Y) place)
    {
        var group = new XElement(Svg + "g", new XAttribute("class", "node"), new XAttribute("data-node", index));
        switch (node)
        {
            case InputNode input:
                group.Add(Dot(place, Paper), Label(place.X - 10, place.Y, names.Input(input.Input), "end", 13));
                break;
            case ScaleNode scale:
                group.Add(Box(place, ConstantLabel.Of(RoughValue.Of(scale.Factor).Real)));
                break;
            default:
                group.Add(Dot(place, Ink));
                break;
        }

        return group;
    }

    private XElement Output(FlowOutput output, int index, (double X, double Y) place) =>
        new(
            Svg + "g",
            new XAttribute("class", "output"),
            Dot(place, Paper),
            Label(place.X + 10, place.Y, names.Output(index) + (output.IsZero ? " = 0" : ""), "start", 13));

    private static IEnumerable<XElement> Box((double X, double Y) place, string text)
    {
        var width = 12 + 6.2 * text.Length;
        yield return new(
            Svg + "rect",
            new XAttribute("x", Text(place.X - width / 2)),
            new XAttribute("y", Text(place.Y - 10)),
            new XAttribute("width", Text(width)),
            new XAttribute("height", "20"),
            new XAttribute("rx", "6"),
            new XAttribute("fill", Twiddle),
            new XAttribute("stroke", Ink),
            new XAttribute("stroke-width", "0.8"));
        yield return Label(place.X, place.Y, text, "middle", 12);
    }

    private static XElement Dot((double X, double Y) place, string fill) =>
        new(
            Svg + "circle",
            Centre(place.X, place.Y),
            new XAttribute("r", Text(DotRadius)),
            new XAttribute("fill", fill),
            new XAttribute("stroke", Ink),
            new XAttribute("stroke-width", "1.2"));

    private static XElement Label(double x, double y, string text, string anchor, int size) =>
        new(
            Svg + "text",
            new XAttribute("x", Text(x)),
            new XAttribute("y", Text(y + 0.34 * size)),
            new XAttribute("text-anchor", anchor),
            new XAttribute("font-size", size),
            new XAttribute("fill", Ink),
            text);

    private static XElement Group(string name, IEnumerable<XElement> content) => new(Svg + "g", new XAttribute("id", name), content);

    private static XAttribute[] Centre(double x, double y) => [new("cx", Text(x)), new("cy", Text(y))];

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
