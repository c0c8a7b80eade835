namespace Twiddle.Bench.Drawing;

/// <summary>
/// Heights for the vertices of ordered columns, in rows: each near its neighbours, no two of a column closer than a row (bends: less). The two
/// results of a butterfly lie on the rows of its two operands, where there is room, so that its edges form an upright cross.
/// </summary>
internal sealed class Placement
{
    private const int Rounds = 40;

    private readonly LayeredGraph graph;
    private readonly int[][] columns;
    private readonly double[] heights;

    private Placement(LayeredGraph graph, int[][] columns)
    {
        this.graph = graph;
        this.columns = columns;
        heights = new double[graph.Vertices.Count];
        foreach (var column in columns) Settle(column, column.Select((_, i) => (double)i - column.Length / 2.0).ToArray());
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

    private double Wanted(int vertex)
    {
        if (graph.Partners.TryGetValue(vertex, out var partner))
        {
            var operands = graph.Before[vertex].Select(b => heights[b]);
            return heights[vertex] < heights[partner] ? operands.Min() : operands.Max();
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
