using System.Runtime.CompilerServices;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>
/// Two columns (rows) are proportional: M[k, j'] = c·M[k, j]. Then x_j + c·x_j' enters as one value (an output is c times another): one
/// multiplication for a whole column. Collinearity.
/// </summary>
internal static class Proportional
{
    public static Factorisation? TryMerge(NumberMatrix matrix, NumberTable numbers)
    {
        if (Group(matrix.Transpose(), numbers) is { } columns)
        {
            var merged = matrix.Select(Enumerable.Range(0, matrix.Rows).ToArray(), columns.Select(g => g.Reference).ToArray());
            var sums = columns.Select(g => (IReadOnlyList<Term>)g.Members.Select(m => new Term(m.Index, m.Factor)).ToArray()).ToArray();
            return new Composition(new Factorisation[] { Combination.Of(numbers, matrix.Kind, sums), new Subproblem(merged) }, "proportional columns merged");
        }

        if (Group(matrix, numbers) is not { } rows) return null;
        var multiples = new IReadOnlyList<Term>[matrix.Rows];
        for (var g = 0; g < rows.Count; g++)
            foreach (var (row, factor) in rows[g].Members) multiples[row] = new[] { new Term(g, factor) };
        var distinct = matrix.Select(rows.Select(g => g.Reference).ToArray(), Enumerable.Range(0, matrix.Columns).ToArray());
        return new Composition(new Factorisation[] { new Subproblem(distinct), Combination.Of(numbers, matrix.Kind, multiples) }, "proportional rows merged");
    }

    private static bool HasEqual(ulong[] shapes)
    {
        var sorted = (ulong[])shapes.Clone();
        Array.Sort(sorted);
        for (var i = 1; i < sorted.Length; i++)
            if (sorted[i] == sorted[i - 1]) return true;
        return false;
    }

    /// <summary>A hash of a vector divided by its first entry that is not zero; and that entry.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    private static (ulong Shape, int Lead) ShapeOf(ReadOnlySpan<int> vector, NumberTable numbers)
    {
        var (shape, lead, inverse) = (0UL, NumberTable.Zero, NumberTable.Zero);
        foreach (var entry in vector)
            if (entry != NumberTable.Zero)
            {
                (lead, inverse) = (entry, numbers.Invert(entry));
                break;
            }

        foreach (var entry in vector) shape = Mixing.Mix(shape, numbers.FingerprintOfProduct(entry, inverse));
        return (shape, lead);
    }

    /// <summary>The rows in groups of multiples of each other; null where no two are.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    private static List<(int Reference, (int Index, int Factor)[] Members)>? Group(NumberMatrix matrix, NumberTable numbers)
    {
        var count = matrix.Rows;
        var (shapes, leads) = (new ulong[count], new int[count]);
        for (var i = 0; i < count; i++) (shapes[i], leads[i]) = ShapeOf(matrix.Row(i), numbers);
        if (!HasEqual(shapes)) return null;
        var groups = new List<List<(int Index, int Lead, int Units)>>();
        var index = new Dictionary<ulong, List<(int Index, int Lead, int Units)>>();
        for (var i = 0; i < count; i++)
        {
            var units = 0;
            foreach (var entry in matrix.Row(i))
                if (numbers.IsUnit(entry)) units++;
            if (!index.TryGetValue(shapes[i], out var group))
            {
                group = new();
                index.Add(shapes[i], group);
                groups.Add(group);
            }

            group.Add((i, leads[i], units));
        }

        return groups.Count == count ? null : groups.ConvertAll(Scale);

        // The member with the most units is the reference: its entries cost least.
        (int Reference, (int Index, int Factor)[] Members) Scale(List<(int Index, int Lead, int Units)> group)
        {
            var reference = group.OrderByDescending(m => m.Units).First();
            return (reference.Index, group.Select(m => (m.Index, numbers.Divide(m.Lead, reference.Lead))).ToArray());
        }
    }
}
