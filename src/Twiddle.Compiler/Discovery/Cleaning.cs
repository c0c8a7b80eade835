using System.Runtime.CompilerServices;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery;

/// <summary>
/// What is always done first: drops zero rows and columns; adds inputs whose columns are equal up to a unit (±1; ±1, ±i in complex matrices)
/// before anything else, computes outputs whose rows are equal up to a unit once (collinearity); and splits what is not connected.
/// </summary>
internal static class Cleaning
{
    /// <summary>The matrix as a composition or sum of smaller ones; null where it is clean.</summary>
    public static Factorisation? TryClean(NumberMatrix matrix, Origin origin, NumberTable numbers) =>
        TryMergeColumns(matrix, origin, numbers) ?? TryMergeRows(matrix, origin, numbers) ?? TrySplit(matrix, origin);

    private static Factorisation? TryMergeColumns(NumberMatrix matrix, Origin origin, NumberTable numbers)
    {
        var groups = GroupUpToUnit(matrix.Columns, matrix.Column, numbers);
        if (groups.Count == matrix.Columns) return null;
        var sums = groups.Select(Sum).ToArray();
        var merged = matrix.Select(Range(matrix.Rows), groups.Select(g => g[0].Index).ToArray());
        if (groups.Count == 0) return Combination.Of(numbers, matrix.Kind, Enumerable.Repeat<IReadOnlyList<Term>>(Array.Empty<Term>(), matrix.Rows).ToArray());
        return new Composition(new Factorisation[] { Combination.Of(numbers, matrix.Kind, sums), new Subproblem(merged, origin) }, null);

        IReadOnlyList<Term> Sum(List<(int Index, int Unit)> group) =>
            group.Select(m => new Term(m.Index, numbers.TimesUnit(NumberTable.One, m.Unit - group[0].Unit + 4))).ToArray();
    }

    private static Factorisation? TryMergeRows(NumberMatrix matrix, Origin origin, NumberTable numbers)
    {
        var groups = GroupUpToUnit(matrix.Rows, k => matrix.Row(k).ToArray(), numbers);
        if (groups.Count == matrix.Rows) return null;
        var copies = Enumerable.Repeat<IReadOnlyList<Term>>(Array.Empty<Term>(), matrix.Rows).ToArray();
        for (var g = 0; g < groups.Count; g++)
            foreach (var (row, unit) in groups[g])
                copies[row] = new[] { new Term(g, numbers.TimesUnit(NumberTable.One, unit - groups[g][0].Unit + 4)) };
        var merged = matrix.Select(groups.Select(g => g[0].Index).ToArray(), Range(matrix.Columns));
        return new Composition(new Factorisation[] { new Subproblem(merged, origin), Combination.Of(numbers, matrix.Kind, copies) }, null);
    }

    /// <summary>The non-zero vectors in groups of vectors iᵗ·v, in the order of their first members, each with its t.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    private static List<List<(int Index, int Unit)>> GroupUpToUnit(int count, Func<int, int[]> vectorAt, NumberTable numbers)
    {
        var groups = new List<List<(int Index, int Unit)>>();
        var index = new Dictionary<int[], int>(SequenceComparer.Instance);
        for (var i = 0; i < count; i++)
        {
            var vector = vectorAt(i);
            var lead = Array.FindIndex(vector, v => v != NumberTable.Zero);
            if (lead < 0) continue;
            var unit = numbers.UnitOf(vector[lead]);
            if (unit != 0)
                for (var k = lead; k < vector.Length; k++) vector[k] = numbers.TimesUnit(vector[k], 4 - unit);
            if (!index.TryGetValue(vector, out var group))
            {
                group = groups.Count;
                index.Add(vector, group);
                groups.Add(new());
            }

            groups[group].Add((i, unit));
        }

        return groups;
    }

    /// <summary>The connected components of the bipartite graph of rows and columns, joined where an entry is not zero.</summary>
    private static Factorisation? TrySplit(NumberMatrix matrix, Origin origin)
    {
        var component = new int[matrix.Columns];
        var rowSeen = new bool[matrix.Rows];
        var parts = new List<Part>();
        for (var start = 0; start < matrix.Columns; start++)
        {
            if (component[start] != 0) continue;
            var (rows, columns) = Component(matrix, start, component, parts.Count + 1, rowSeen);
            if (columns.Count == matrix.Columns) return null;
            parts.Add(new(columns, rows, new Subproblem(matrix.Select(rows, columns), origin)));
        }

        return new DirectSum(parts, matrix.Rows);
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    private static (List<int> Rows, List<int> Columns) Component(NumberMatrix matrix, int start, int[] component, int label, bool[] rowSeen)
    {
        var rows = new List<int>();
        var columns = new List<int> { start };
        component[start] = label;
        for (var next = 0; next < columns.Count; next++)
            for (var k = 0; k < matrix.Rows; k++)
            {
                if (rowSeen[k] || matrix[k, columns[next]] == NumberTable.Zero) continue;
                rowSeen[k] = true;
                rows.Add(k);
                for (var j = 0; j < matrix.Columns; j++)
                {
                    if (component[j] != 0 || matrix[k, j] == NumberTable.Zero) continue;
                    component[j] = label;
                    columns.Add(j);
                }
            }

        rows.Sort();
        columns.Sort();
        return (rows, columns);
    }

    private static int[] Range(int count) => Enumerable.Range(0, count).ToArray();
}
