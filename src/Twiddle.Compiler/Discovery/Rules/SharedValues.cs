using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>
/// Rows (or columns) that have no value in common with the others, up to sign, are likely a transform of their own: a matrix of half the inputs
/// of a DCT-II is a DCT-II of half the size above a DCT-IV. The largest such set and the rest are computed apart.
/// </summary>
internal static class SharedValues
{
    public static Factorisation? TrySplit(NumberMatrix matrix, NumberTable numbers)
    {
        if (LargestSet(matrix, numbers) is { } rows)
        {
            var rest = Rest(matrix.Rows, rows);
            var all = Enumerable.Range(0, matrix.Columns).ToArray();
            var parts = new[] { rows, rest }.Select(r => new Part(all, r, new Subproblem(matrix.Select(r, all)))).ToArray();
            return new Composition(new[] { new DirectSum(parts, matrix.Rows) }, $"{rows.Length} rows of {matrix.Rows} apart, with values of their own");
        }

        if (LargestSet(matrix.Transpose(), numbers) is not { } columns) return null;
        var outputs = Enumerable.Range(0, matrix.Rows).ToArray();
        var halves = new[] { columns, Rest(matrix.Columns, columns) }
            .Select((c, i) => new Part(c, outputs.Select(k => i * matrix.Rows + k).ToArray(), new Subproblem(matrix.Select(outputs, c))))
            .ToArray();
        var sums = outputs.Select(k => (IReadOnlyList<Term>)new[] { new Term(k, NumberTable.One), new Term(matrix.Rows + k, NumberTable.One) }).ToArray();
        return new Composition(
            new Factorisation[] { new DirectSum(halves, 2 * matrix.Rows), Combination.Of(numbers, matrix.Kind, sums) },
            $"{columns.Length} columns of {matrix.Columns} apart, with values of their own");
    }

    /// <summary>The largest set of at least two rows that share values, where there are others.</summary>
    private static int[]? LargestSet(NumberMatrix matrix, NumberTable numbers)
    {
        var setOf = Enumerable.Range(0, matrix.Rows).ToArray();
        var firstWith = new Dictionary<int, int>();
        for (var k = 0; k < matrix.Rows; k++)
            foreach (var entry in matrix.Row(k))
            {
                var value = numbers.Canonical(entry);
                if (value == NumberTable.Zero || value == NumberTable.One) continue;
                if (firstWith.TryGetValue(value, out var first)) Join(setOf[first], setOf[k]);
                else firstWith.Add(value, k);
            }

        var largest = Enumerable.Range(0, matrix.Rows).GroupBy(k => setOf[k]).OrderByDescending(g => g.Count()).First().ToArray();
        return largest.Length > 1 && largest.Length < matrix.Rows ? largest : null;

        void Join(int a, int b)
        {
            if (a == b) return;
            for (var k = 0; k < setOf.Length; k++)
                if (setOf[k] == b) setOf[k] = a;
        }
    }

    private static int[] Rest(int count, int[] taken) => Enumerable.Range(0, count).Except(taken).ToArray();
}
