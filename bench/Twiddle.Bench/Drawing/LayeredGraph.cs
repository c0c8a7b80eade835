using Twiddle.Compiler.Flow;

namespace Twiddle.Bench.Drawing;

/// <summary>What a vertex of a drawing stands for.</summary>
internal enum VertexKind
{
    /// <summary>A node of the flow graph.</summary>
    Node,

    /// <summary>An output.</summary>
    Output,

    /// <summary>A bend of an edge that passes through this column.</summary>
    Bend,
}

/// <summary>A vertex: a node by its index, an output by its number, or a bend by the edge it belongs to.</summary>
internal readonly record struct Vertex(VertexKind Kind, int Index, int Column);

/// <summary>A value on its way to an operation or an output, by the vertices that it passes through, both ends included.</summary>
internal sealed record Edge(IReadOnlyList<int> Path, bool IsNegated);

/// <summary>
/// A flow graph in columns: a node's is the length of the longest path to it from an input, outputs are in the last one, and an edge has a bend in
/// each column that it passes through. So all that is drawn runs between neighbouring columns.
/// </summary>
internal sealed class LayeredGraph
{
    private readonly List<Vertex> vertices = [];
    private readonly List<Edge> edges = [];

    public LayeredGraph(FlowGraph graph)
    {
        Graph = graph;
        foreach (var node in graph.Nodes) vertices.Add(new(VertexKind.Node, vertices.Count, ColumnOf(node)));
        ColumnCount = vertices.Max(v => v.Column) + 2;
        for (var k = 0; k < graph.Outputs.Length; k++) vertices.Add(new(VertexKind.Output, k, ColumnCount - 1));
        for (var i = 0; i < graph.Nodes.Length; i++)
            foreach (var (operand, isNegated) in Operands(graph.Nodes[i])) Connect(operand, i, isNegated);
        for (var k = 0; k < graph.Outputs.Length; k++)
            if (!graph.Outputs[k].IsZero) Connect(graph.Outputs[k].Node, graph.Nodes.Length + k, graph.Outputs[k].IsNegated);
        var before = vertices.Select(_ => new List<int>()).ToArray();
        var after = vertices.Select(_ => new List<int>()).ToArray();
        foreach (var (from, to) in edges.SelectMany(e => e.Path.Zip(e.Path.Skip(1))))
        {
            before[to].Add(from);
            after[from].Add(to);
        }

        (Before, After) = (before, after);
        Partners = Butterflies().SelectMany(b => new[] { (b.First, b.Second), (b.Second, b.First) }).ToDictionary(p => p.Item1, p => p.Item2);
    }

    public FlowGraph Graph { get; }

    public int ColumnCount { get; }

    public IReadOnlyList<Vertex> Vertices => vertices;

    public IReadOnlyList<Edge> Edges => edges;

    /// <summary>By vertex: its neighbours in the column before.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Before { get; }

    /// <summary>By vertex: its neighbours in the column after.</summary>
    public IReadOnlyList<IReadOnlyList<int>> After { get; }

    /// <summary>The other result of the butterfly that a node is a result of: the two are the sum and the difference of the same operands.</summary>
    public IReadOnlyDictionary<int, int> Partners { get; }

    public static IEnumerable<(int Operand, bool IsNegated)> Operands(FlowNode node) => node switch
    {
        AddNode add => [(add.Left, false), (add.Right, add.IsSubtraction)],
        ScaleNode scale => [(scale.Operand, false)],
        _ => [],
    };

    private IEnumerable<(int First, int Second)> Butterflies() =>
        from i in Enumerable.Range(0, Graph.Nodes.Length)
        let add = Graph.Nodes[i] as AddNode
        where add is not null
        group i by (Math.Min(add.Left, add.Right), Math.Max(add.Left, add.Right)) into results
        where results.Count() == 2
        select (results.First(), results.Last());

    private int ColumnOf(FlowNode node) => Operands(node).Select(o => vertices[o.Operand].Column + 1).DefaultIfEmpty(0).Max();

    private void Connect(int from, int to, bool isNegated)
    {
        var path = new List<int> { from };
        for (var column = vertices[from].Column + 1; column < vertices[to].Column; column++)
        {
            path.Add(vertices.Count);
            vertices.Add(new(VertexKind.Bend, edges.Count, column));
        }

        path.Add(to);
        edges.Add(new(path, isNegated));
    }
}
