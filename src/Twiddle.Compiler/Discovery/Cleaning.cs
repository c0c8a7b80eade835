using System.Runtime.CompilerServices;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery;

/// <summary>
/// What is always done first: drops zero rows and columns; adds inputs whose columns are equal up to a unit (±1; ±1, ±i in complex matrices)
/// before anything else, computes outputs whose rows are equal up to a unit once (collinearity); and splits what is not connected.
/// </summary>
internal static class Cleaning
{
    /// <summary>Of a vector of zeros.</summary>
    private const int NoUnit = -1;

    /// <summary>The matrix as a composition or sum of smaller ones; null where it is clean.</summary>
    public static Factorisation? TryClean(NumberMatrix matrix, Origin origin, NumberTable numbers) =>
        TryMergeColumns(matrix, origin, numbers) ?? TryMergeRows(matrix, origin, numbers) ?? TrySplit(matrix, origin);

    private static Factorisation? TryMergeColumns(NumberMatrix matrix, Origin origin, NumberTable numbers)
    {
        if (GroupUpToUnit(matrix.Transpose(), numbers) is not { } groups || groups.Count == matrix.Columns) return null;
        var sums = groups.Select(Sum).ToArray();
        var merged = matrix.Select(Range(matrix.Rows), groups.Select(g => g[0].Index).ToArray());
        if (groups.Count == 0) return Combination.Of(numbers, matrix.Kind, Enumerable.Repeat<IReadOnlyList<Term>>(Array.Empty<Term>(), matrix.Rows).ToArray());
        return new Composition(new Factorisation[] { Combination.Of(numbers, matrix.Kind, sums), new Subproblem(merged, origin) }, null);

        IReadOnlyList<Term> Sum(List<(int Index, int Unit)> group) =>
            group.Select(m => new Term(m.Index, numbers.TimesUnit(NumberTable.One, m.Unit - group[0].Unit + 4))).ToArray();
    }

    private static Factorisation? TryMergeRows(NumberMatrix matrix, Origin origin, NumberTable numbers)
    {
        if (GroupUpToUnit(matrix, numbers) is not { } groups || groups.Count == matrix.Rows) return null;
        var copies = Enumerable.Repeat<IReadOnlyList<Term>>(Array.Empty<Term>(), matrix.Rows).ToArray();
        for (var g = 0; g < groups.Count; g++)
            foreach (var (row, unit) in groups[g])
                copies[row] = new[] { new Term(g, numbers.TimesUnit(NumberTable.One, unit - groups[g][0].Unit + 4)) };
        var merged = matrix.Select(groups.Select(g => g[0].Index).ToArray(), Range(matrix.Columns));
        return new Composition(new Factorisation[] { new Subproblem(merged, origin), Combination.Of(numbers, matrix.Kind, copies) }, null);
    }

    /// <summary>The non-zero rows in groups of rows iᵗ·v, in the order of their first members, each with its t; null where none is zero and no two are alike.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    private static List<List<(int Index, int Unit)>>? GroupUpToUnit(NumberMatrix matrix, NumberTable numbers)
    {
        var units = new int[matrix.Rows];
        var hashes = new ulong[matrix.Rows];
        for (var i = 0; i < units.Length; i++) (units[i], hashes[i]) = WithoutUnit(matrix.Row(i), numbers);
        if (Array.IndexOf(units, NoUnit) < 0 && AreAllDifferent(hashes)) return null;
        var groups = new List<List<(int Index, int Unit)>>();
        var index = new Dictionary<ulong, List<(int Index, int Unit)>>();
        for (var i = 0; i < units.Length; i++)
        {
            if (units[i] == NoUnit) continue;
            if (!index.TryGetValue(hashes[i], out var group))
            {
                index.Add(hashes[i], group = new());
                groups.Add(group);
            }

            group.Add((i, units[i]));
        }

        return groups;
    }

    /// <summary>The t for which a vector is iᵗ·v, where the first entry of v that is not zero is canonical; and a hash of v.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    private static (int Unit, ulong Hash) WithoutUnit(ReadOnlySpan<int> vector, NumberTable numbers)
    {
        var (unit, hash) = (NoUnit, 0UL);
        foreach (var entry in vector)
        {
            if (entry == NumberTable.Zero)
            {
                hash = Mixing.Mix(hash, 0);
                continue;
            }

            if (unit == NoUnit) unit = numbers.UnitOf(entry);
            hash = Mixing.Mix(hash, numbers.FingerprintOf(unit == 0 ? entry : numbers.TimesUnit(entry, 4 - unit)));
        }

        return (unit, hash);
    }

    private static bool AreAllDifferent(ulong[] hashes)
    {
        var sorted = (ulong[])hashes.Clone();
        Array.Sort(sorted);
        for (var i = 1; i < sorted.Length; i++)
            if (sorted[i] == sorted[i - 1]) return false;
        return true;
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
