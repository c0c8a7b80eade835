namespace Twiddle.Bench.Drawing;

/// <summary>
/// Orders the vertices of each column so that few edges cross: by the median of their neighbours on one side, then on the other, to and fro, and by
/// exchanging neighbours where that helps; from several starts, the best order seen is kept (Sugiyama, Tagawa and Toda 1981; Gansner et al. 1993).
/// </summary>
internal sealed class CrossingReduction
{
    private const int Sweeps = 16;
    private const int MostStarts = 40;

    /// <summary>Larger graphs get fewer starts.</summary>
    private const int VerticesOfAllStarts = 20_000;

    private readonly LayeredGraph graph;
    private readonly int[][] columns;

    /// <summary>The place of each vertex in its column.</summary>
    private readonly int[] places;

    private CrossingReduction(LayeredGraph graph)
    {
        this.graph = graph;
        places = new int[graph.Vertices.Count];
        columns = Enumerable.Range(0, graph.ColumnCount)
            .Select(c => Enumerable.Range(0, graph.Vertices.Count).Where(v => graph.Vertices[v].Column == c).ToArray())
            .ToArray();
        foreach (var column in columns) Number(column);
    }

    /// <summary>The vertices of each column from top to bottom.</summary>
    public static int[][] Order(LayeredGraph graph)
    {
        var starts = Math.Clamp(VerticesOfAllStarts / graph.Vertices.Count, 1, MostStarts);
        return Enumerable.Range(0, starts)
            .Select(seed => new CrossingReduction(graph).Reduce(seed))
            .MinBy(found => found.Crossings)
            .Columns;
    }

    private (int[][] Columns, int Crossings) Reduce(int seed)
    {
        // The first start is the order of the inputs as they are.
        if (seed > 0) new Random(seed).Shuffle(columns[0]);
        Number(columns[0]);
        var (best, least) = (columns, int.MaxValue);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            Sweep(isForward: sweep % 2 == 0);
            ExchangeNeighbours();
            var crossings = columns.Skip(1).Sum(Crossings);
            if (crossings >= least) continue;
            (best, least) = (columns.Select(c => c.ToArray()).ToArray(), crossings);
        }

        return (best, least);
    }

    private void Sweep(bool isForward)
    {
        var neighbours = isForward ? graph.Before : graph.After;
        foreach (var c in Enumerable.Range(1, columns.Length - 1).Select(c => isForward ? c : columns.Length - 1 - c))
        {
            // What is connected to nothing, an output that is zero, goes last.
            columns[c] = columns[c]
                .OrderBy(v => Median(neighbours[v]) ?? (graph.Before[v].Count + graph.After[v].Count == 0 ? int.MaxValue : places[v]))
                .ThenBy(v => places[v])
                .ToArray();
            Number(columns[c]);
        }
    }

    private double? Median(IReadOnlyList<int> neighbours)
    {
        if (neighbours.Count == 0) return null;
        var sorted = neighbours.Select(n => places[n]).Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2.0;
    }

    private void ExchangeNeighbours()
    {
        var isBetter = true;
        while (isBetter)
        {
            isBetter = false;
            foreach (var column in columns)
                for (var i = 1; i < column.Length; i++)
                {
                    if (Crossings(column[i - 1], column[i]) <= Crossings(column[i], column[i - 1])) continue;
                    (column[i - 1], column[i]) = (column[i], column[i - 1]);
                    (places[column[i - 1]], places[column[i]]) = (i - 1, i);
                    isBetter = true;
                }
        }
    }

    /// <summary>The crossings between the edges of two vertices of a column, the first above the second.</summary>
    private int Crossings(int upper, int lower) =>
        Inversions(graph.Before[upper], graph.Before[lower]) + Inversions(graph.After[upper], graph.After[lower]);

    private int Inversions(IReadOnlyList<int> upper, IReadOnlyList<int> lower)
    {
        var count = 0;
        foreach (var a in upper)
            foreach (var b in lower)
                if (places[a] > places[b]) count++;
        return count;
    }

    /// <summary>The crossings between a column and the one before.</summary>
    private int Crossings(int[] column)
    {
        var ends = column.SelectMany(v => graph.Before[v].Select(b => places[b]).Order()).ToArray();
        var count = 0;
        for (var i = 0; i < ends.Length; i++)
            for (var j = i + 1; j < ends.Length; j++)
                if (ends[j] < ends[i]) count++;
        return count;
    }

    private void Number(int[] column)
    {
        for (var i = 0; i < column.Length; i++) places[column[i]] = i;
    }
}
