using Twiddle.Compiler.Flow;

namespace Twiddle.Bench.Drawing;

/// <summary>
/// Heights for the vertices of ordered columns, in rows: each near its neighbours, no two of a column closer than a row (a bend: half a row). The two
/// results of a butterfly lie on the rows of its two operands, where there is room, so that its edges form an upright cross.
/// </summary>
internal sealed class Placement
{
    private const int Rounds = 40;

    private readonly LayeredGraph graph;
    private readonly int[][] columns;
    private readonly Dictionary<int, (int Partner, bool IsUpper)> butterflies = [];
    private readonly double[] heights;

    private Placement(LayeredGraph graph, int[][] columns)
    {
        this.graph = graph;
        this.columns = columns;
        heights = new double[graph.Vertices.Count];
        foreach (var column in columns) Settle(column, column.Select((_, i) => (double)i - column.Length / 2.0).ToArray());
        FindButterflies();
    }

    /// <summary>The height of each vertex, from 0 downwards.</summary>
    public static double[] Heights(LayeredGraph graph, int[][] columns)
    {
        var placement = new Placement(graph, columns);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var column in columns) placement.Settle(column, column.Select(placement.Wanted).ToArray());
            foreach (var column in columns.Reverse()) placement.Settle(column, column.Select(placement.Wanted).ToArray());
        }

        foreach (var column in columns) placement.Settle(column, column.Select(placement.Wanted).ToArray());
        var top = placement.heights.Min();
        return Array.ConvertAll(placement.heights, h => h - top);
    }

    private void FindButterflies()
    {
        var place = new int[graph.Vertices.Count];
        foreach (var column in columns)
            for (var i = 0; i < column.Length; i++) place[column[i]] = i;
        var pairs = Enumerable.Range(0, graph.Graph.Nodes.Length)
            .Where(i => graph.Graph.Nodes[i] is AddNode)
            .GroupBy(i => (AddNode)graph.Graph.Nodes[i] is var add ? (Math.Min(add.Left, add.Right), Math.Max(add.Left, add.Right)) : default)
            .Where(g => g.Count() == 2);
        foreach (var pair in pairs)
        {
            var (upper, lower) = place[pair.First()] < place[pair.Last()] ? (pair.First(), pair.Last()) : (pair.Last(), pair.First());
            butterflies[upper] = (lower, true);
            butterflies[lower] = (upper, false);
        }
    }

    private double Wanted(int vertex)
    {
        if (butterflies.TryGetValue(vertex, out var butterfly))
        {
            var operands = graph.Before[vertex].Select(b => heights[b]).ToArray();
            return butterfly.IsUpper ? operands.Min() : operands.Max();
        }

        var neighbours = graph.Before[vertex].Concat(graph.After[vertex]).Select(n => heights[n]).ToArray();
        return neighbours.Length == 0 ? heights[vertex] : neighbours.Average();
    }

    /// <summary>The heights nearest to those wanted (least squares) that keep order and distance: pools adjacent violators.</summary>
    private void Settle(int[] column, double[] wanted)
    {
        var offsets = new double[column.Length];
        for (var i = 1; i < column.Length; i++) offsets[i] = offsets[i - 1] + Gap(column[i - 1], column[i]);
        var pools = new Stack<(double Sum, int Count)>();
        for (var i = 0; i < column.Length; i++)
        {
            var pool = (Sum: wanted[i] - offsets[i], Count: 1);
            while (pools.Count > 0 && pools.Peek() is var above && above.Sum / above.Count >= pool.Sum / pool.Count)
            {
                pools.Pop();
                pool = (above.Sum + pool.Sum, above.Count + pool.Count);
            }

            pools.Push(pool);
        }

        var next = 0;
        foreach (var (sum, count) in pools.Reverse())
            for (var i = 0; i < count; i++, next++) heights[column[next]] = sum / count + offsets[next];
    }

    private double Gap(int a, int b)
    {
        var bends = (graph.Vertices[a].Kind == VertexKind.Bend ? 1 : 0) + (graph.Vertices[b].Kind == VertexKind.Bend ? 1 : 0);
        return bends == 0 ? 1 : bends == 1 ? 0.7 : 0.4;
    }
}
