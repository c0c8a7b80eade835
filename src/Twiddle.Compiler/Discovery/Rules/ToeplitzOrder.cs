using System.Runtime.CompilerServices;
using Twiddle.Compiler.Discovery.Toeplitz;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>
/// A Toeplitz or Hankel matrix, M[k + 1, j + 1] = ±M[k, j], whose rows and columns are shuffled and have signs of their own. Neighbouring rows share
/// all values but one each, or, in a band, all places but one each, so that their order is a path of greatest overlap; a column's successor then is the one that
/// stands a row lower. <see cref="Karatsuba"/>, <see cref="BlockToeplitz"/> and <see cref="FastFilter"/> see the blocks in that order alone.
/// </summary>
internal static class ToeplitzOrder
{
    /// <summary>The matrix in Toeplitz order, its signs taken out; null where there is no such order.</summary>
    public static Factorisation? TryPropose(NumberMatrix matrix, NumberTable numbers)
    {
        if (Math.Min(matrix.Rows, matrix.Columns) < 3 || Find(matrix, numbers) is not { } order) return null;
        var ordered = matrix.Select(order.Rows, order.Columns);
        if (TryUnits(ordered, numbers) is not { } units) return null;
        var core = NumberMatrix.Define(matrix.Kind, matrix.Rows, matrix.Columns, (k, j) => numbers.TimesUnit(ordered[k, j], (units.Rows[k] + units.Columns[j]) % 4));
        if (ToeplitzShape.TryRead(core) is null) return null;
        var inputs = order.Columns.Select((c, j) => new UnitImage(c, (4 - units.Columns[j]) % 4, false)).ToArray();
        var outputs = new UnitImage[matrix.Rows];
        for (var k = 0; k < outputs.Length; k++) outputs[order.Rows[k]] = new(k, (4 - units.Rows[k]) % 4, false);
        return new Composition(
            new Factorisation[] { new UnitMap(inputs), new DirectSum(new[] { new Part(Span(matrix.Columns), Span(matrix.Rows), new Subproblem(core)) }, matrix.Rows), new UnitMap(outputs) },
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
        foreach (var rows in Paths(values))
            if (TryFollow(values, rows) is { } columns) return (rows, columns);
        var transposed = values.Transpose();
        foreach (var columns in Paths(transposed))
            if (TryFollow(transposed, columns) is { } rows) return (rows, columns);
        return null;
    }

    /// <summary>The orders that rows may have: the one they are in, by common values, by common places.</summary>
    private static IEnumerable<int[]> Paths(NumberMatrix values)
    {
        yield return Span(values.Rows);
        var sorted = new int[values.Rows][];
        for (var k = 0; k < sorted.Length; k++)
        {
            sorted[k] = values.Row(k).ToArray();
            Array.Sort(sorted[k]);
        }

        yield return Path(values.Rows, (k, other) => Overlap(sorted[k], sorted[other]));
        if (values.Entries.IndexOf(NumberTable.Zero) < 0) yield break;
        yield return Path(values.Rows, (k, other) => CommonPlaces(values.Row(k), values.Row(other)));
    }

    /// <summary>From the one that overlaps least with all others, each followed by the one that overlaps most with it.</summary>
    private static int[] Path(int count, Func<int, int, int> overlap)
    {
        var left = Enumerable.Range(0, count).ToList();
        var path = new List<int> { left.OrderBy(k => left.Sum(other => overlap(k, other))).First() };
        for (left.Remove(path[0]); left.Count > 0; left.Remove(path[path.Count - 1]))
        {
            var end = path[path.Count - 1];
            path.Add(left.OrderByDescending(k => overlap(end, k)).First());
        }

        return path.ToArray();
    }

    /// <summary>
    /// The columns in the order in which each is the one before it, a row lower; null where there is none. A band with as many zeros as it has rows less one
    /// can also be followed around from its end to its beginning: of several orders the one with the narrowest band counts.
    /// </summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    private static int[]? TryFollow(NumberMatrix values, int[] rows)
    {
        var columns = Enumerable.Range(0, values.Columns).Select(j => rows.Select(k => values[k, j]).ToArray()).ToArray();
        int[]? best = null;
        var (hasZeros, least) = (values.Entries.IndexOf(NumberTable.Zero) >= 0, int.MaxValue);
        for (var start = 0; start < columns.Length && (best is null || hasZeros); start++)
        {
            if (TryFollow(columns, start) is not { } order) continue;
            var taps = ToeplitzShape.TryRead(values.Select(rows, order))!.Value.Taps;
            if (taps >= least) continue;
            (best, least) = (order, taps);
        }

        return best;
    }

    private static int[]? TryFollow(int[][] columns, int start)
    {
        var left = Enumerable.Range(0, columns.Length).Where(j => j != start).ToList();
        var order = new List<int> { start };
        while (left.FindIndex(j => IsLower(columns[order[order.Count - 1]], columns[j])) is var next && next >= 0)
        {
            order.Add(left[next]);
            left.RemoveAt(next);
        }

        return left.Count == 0 ? order.ToArray() : null;
    }

    private static bool IsLower(int[] column, int[] next) => column.AsSpan(0, column.Length - 1).SequenceEqual(next.AsSpan(1));

    /// <summary>
    /// Exponents u and v for which i^(u[k] + v[j])·M[k, j] is Toeplitz itself: with a[k] = u[k + 1] − u[k] and b likewise, i^(a[k] + b[j]) is the unit between
    /// neighbours on a diagonal; a[0] = 0 is free, and the others follow as far as entries that are not zero connect them.
    /// </summary>
    private static (int[] Rows, int[] Columns)? TryUnits(NumberMatrix matrix, NumberTable numbers)
    {
        var a = new int?[matrix.Rows - 1];
        var b = new int?[matrix.Columns - 1];
        a[0] = 0;
        for (var isSpreading = true; isSpreading;)
        {
            isSpreading = false;
            for (var k = 0; k < a.Length; k++)
                for (var j = 0; j < b.Length; j++)
                {
                    if (matrix[k, j] == NumberTable.Zero || a[k].HasValue == b[j].HasValue) continue;
                    var unit = numbers.UnitOf(matrix[k, j]) - numbers.UnitOf(matrix[k + 1, j + 1]) + 8;
                    if (a[k] is { } row) b[j] = (unit - row) & 3;
                    else a[k] = (unit - b[j]!.Value) & 3;
                    isSpreading = true;
                }
        }

        return (Summed(a), Summed(b));
    }

    private static int[] Summed(int?[] steps)
    {
        var sums = new int[steps.Length + 1];
        for (var i = 0; i < steps.Length; i++) sums[i + 1] = (sums[i] + (steps[i] ?? 0)) & 3;
        return sums;
    }

    /// <summary>How many values two rows, in order, have in common.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    private static int Overlap(int[] a, int[] b)
    {
        var common = 0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            if (a[i] == b[j]) common++;
            if (a[i] <= b[j])
            {
                if (a[i] == b[j]) j++;
                i++;
            }
            else j++;
        }

        return common;
    }

    private static int CommonPlaces(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var count = 0;
        for (var j = 0; j < a.Length; j++)
            if (a[j] != NumberTable.Zero && b[j] != NumberTable.Zero) count++;
        return count;
    }

    private static int[] Span(int count) => Enumerable.Range(0, count).ToArray();
}
