using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>
/// A Toeplitz or Hankel matrix, M[k + 1, j + 1] = ±M[k, j], whose rows and columns are shuffled: neighbours share all values but one each, so that
/// the order is a path of greatest overlap. In that order <see cref="Karatsuba"/> sees equal quarters, once odd sides have lost a row or column.
/// </summary>
internal static class ToeplitzOrder
{
    /// <summary>The matrix in Toeplitz order with even sides, and the border beside it; null where there is no such order, or nothing to do.</summary>
    public static Factorisation? TryPropose(NumberMatrix matrix, NumberTable numbers)
    {
        if (Math.Min(matrix.Rows, matrix.Columns) < 4 || Find(matrix, numbers) is not { } order) return null;
        var isOdd = matrix.Rows % 2 != 0 || matrix.Columns % 2 != 0;
        if (!isOdd && IsRange(order.Rows) && IsRange(order.Columns)) return null;
        var rows = order.Rows.Take(matrix.Rows / 2 * 2).ToArray();
        var columns = order.Columns.Take(matrix.Columns / 2 * 2).ToArray();
        var core = new Part(columns, Span(0, rows.Length), new Subproblem(matrix.Select(rows, columns)));
        var parts = new List<Part> { core };
        var sums = new List<int>[matrix.Rows];
        var count = 0;
        for (; count < rows.Length; count++) sums[rows[count]] = new() { count };
        if (columns.Length < matrix.Columns)
        {
            var border = new[] { order.Columns[columns.Length] };
            parts.Add(new(border, Span(count, rows.Length), new Subproblem(matrix.Select(rows, border))));
            foreach (var row in rows) sums[row].Add(count++);
        }

        if (rows.Length < matrix.Rows)
        {
            var last = order.Rows[rows.Length];
            parts.Add(new(Span(0, matrix.Columns), Span(count, 1), new Subproblem(matrix.Select(new[] { last }, Span(0, matrix.Columns)))));
            sums[last] = new() { count++ };
        }

        var outputs = sums.Select(s => (IReadOnlyList<Term>)s.Select(i => new Term(i, NumberTable.One)).ToArray()).ToArray();
        return new Composition(
            new Factorisation[] { new DirectSum(parts, count), Combination.Of(numbers, matrix.Kind, outputs) },
            $"Toeplitz order of a {matrix.Rows}×{matrix.Columns} block");
    }

    /// <summary>Whether the matrix is Toeplitz as it stands, up to units.</summary>
    public static bool IsOrdered(NumberMatrix matrix, NumberTable numbers)
    {
        for (var k = 1; k < matrix.Rows; k++)
            for (var j = 1; j < matrix.Columns; j++)
                if (numbers.Canonical(matrix[k, j]) != numbers.Canonical(matrix[k - 1, j - 1])) return false;
        return true;
    }

    private static (int[] Rows, int[] Columns)? Find(NumberMatrix matrix, NumberTable numbers)
    {
        var values = matrix.Map(numbers.Canonical);
        var distinct = new HashSet<int>();
        foreach (var value in values.Entries) distinct.Add(value);
        if (distinct.Count > matrix.Rows + matrix.Columns - 1) return null;
        var natural = Span(0, matrix.Columns);
        var rows = Path(values);
        var columns = Path(values.Transpose());
        foreach (var (rowOrder, columnOrder) in new[] { (Span(0, matrix.Rows), natural), (Span(0, matrix.Rows), Reversed(natural)), (rows, columns), (rows, Reversed(columns)) })
            if (IsOrdered(values.Select(rowOrder, columnOrder), numbers)) return (rowOrder, columnOrder);
        return null;
    }

    /// <summary>The rows from one that overlaps least with all others, each followed by the one that overlaps most with it.</summary>
    private static int[] Path(NumberMatrix values)
    {
        var counts = Enumerable.Range(0, values.Rows).Select(k => Counts(values.Row(k))).ToArray();
        var left = Enumerable.Range(0, values.Rows).ToList();
        var path = new List<int> { left.OrderBy(k => left.Sum(other => Overlap(counts[k], counts[other]))).First() };
        for (left.Remove(path[0]); left.Count > 0; left.Remove(path[path.Count - 1]))
        {
            var end = counts[path[path.Count - 1]];
            path.Add(left.OrderByDescending(k => Overlap(end, counts[k])).First());
        }

        return path.ToArray();
    }

    private static Dictionary<int, int> Counts(ReadOnlySpan<int> row)
    {
        var counts = new Dictionary<int, int>();
        foreach (var value in row) counts[value] = counts.TryGetValue(value, out var count) ? count + 1 : 1;
        return counts;
    }

    private static int Overlap(Dictionary<int, int> a, Dictionary<int, int> b) =>
        a.Sum(entry => b.TryGetValue(entry.Key, out var count) ? Math.Min(entry.Value, count) : 0);

    private static int[] Reversed(int[] order) => Enumerable.Reverse(order).ToArray();

    private static bool IsRange(int[] order) => order.SequenceEqual(Span(0, order.Length));

    private static int[] Span(int start, int count) => Enumerable.Range(start, count).ToArray();
}
