namespace Twiddle.Bench.Drawing;

/// <summary>
/// Orders the vertices of each column as in the flow graphs of textbooks: the results of a butterfly take the places of its operands (in place), all
/// else goes by the median of its operands. Of a few orders of the inputs that follow a system, the simplest with few crossings is taken.
/// </summary>
internal sealed class ColumnOrder
{
    /// <summary>A simpler order may have so many times the fewest crossings.</summary>
    private const double Tolerance = 1.2;

    private readonly LayeredGraph graph;
    private readonly int[][] columns;

    /// <summary>The place of each vertex in its column.</summary>
    private readonly int[] places;

    private ColumnOrder(LayeredGraph graph, IEnumerable<int> inputs)
    {
        this.graph = graph;
        places = new int[graph.Vertices.Count];
        columns = Enumerable.Range(0, graph.ColumnCount)
            .Select(c => Enumerable.Range(0, graph.Vertices.Count).Where(v => graph.Vertices[v].Column == c).ToArray())
            .ToArray();
        var order = inputs.ToArray();
        columns[0] = columns[0].OrderBy(v => Array.IndexOf(order, v)).ToArray();
        Number(columns[0]);
        foreach (var column in columns.Skip(1))
        {
            Number(column);
            Array.Sort(column.Select(Key).ToArray(), column);
            Number(column);
        }
    }

    /// <summary>The vertices of each column from top to bottom.</summary>
    /// <param name="graph">The vertices and edges.</param>
    /// <param name="inputWidth">The number of inputs that belong together: two for the parts of complex ones.</param>
    public static int[][] Of(LayeredGraph graph, int inputWidth)
    {
        var orders = InputOrders(graph.Graph.InputCount, inputWidth)
            .Select(inputs => new ColumnOrder(graph, inputs))
            .Select(order => (order.columns, Crossings: order.Crossings()))
            .ToArray();
        var least = orders.Min(o => o.Crossings);
        return orders.First(o => o.Crossings <= Tolerance * least).columns;
    }

    /// <summary>Natural, even before odd, bit-reversed, and from both ends to the middle; each with real and imaginary parts apart, or side by side.</summary>
    private static IEnumerable<int[]> InputOrders(int count, int width)
    {
        var points = Enumerable.Range(0, count / width).ToArray();
        foreach (var order in new[] { points, EvenBeforeOdd(points, 1), EvenBeforeOdd(points, int.MaxValue), FromBothEnds(points) })
        {
            yield return Enumerable.Range(0, width).SelectMany(part => order.Select(p => width * p + part)).ToArray();
            if (width > 1) yield return order.SelectMany(p => Enumerable.Range(0, width).Select(part => width * p + part)).ToArray();
        }
    }

    /// <summary>Those at even places, then those at odd ones; and again in both, as deep as is asked for and as they have even length.</summary>
    private static int[] EvenBeforeOdd(int[] points, int depth)
    {
        if (depth == 0 || points.Length % 2 != 0) return points;
        return [.. EvenBeforeOdd([.. points.Where((_, i) => i % 2 == 0)], depth - 1), .. EvenBeforeOdd([.. points.Where((_, i) => i % 2 == 1)], depth - 1)];
    }

    private static int[] FromBothEnds(int[] points) => [.. points.Select((_, i) => i % 2 == 0 ? points[i / 2] : points[^(i / 2 + 1)])];

    private (double Median, int Place) Key(int vertex)
    {
        var operands = graph.Before[vertex];
        // An output that is zero comes from nowhere: it goes last.
        if (operands.Count == 0) return (double.PositiveInfinity, places[vertex]);
        if (!graph.Partners.TryGetValue(vertex, out var partner)) return (operands.Average(v => places[v]), places[vertex]);
        return (vertex < partner ? operands.Min(v => places[v]) : operands.Max(v => places[v]), places[vertex]);
    }

    private int Crossings()
    {
        var count = 0;
        foreach (var column in columns.Skip(1))
        {
            var ends = column.SelectMany(v => graph.Before[v].Select(b => places[b]).Order()).ToArray();
            for (var i = 0; i < ends.Length; i++)
                for (var j = i + 1; j < ends.Length; j++)
                    if (ends[j] < ends[i]) count++;
        }

        return count;
    }

    private void Number(int[] column)
    {
        for (var i = 0; i < column.Length; i++) places[column[i]] = i;
    }
}
