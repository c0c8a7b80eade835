using System.Runtime.CompilerServices;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>The rows of a matrix in classes 0 … Count − 1.</summary>
internal sealed record RowPartition(int[] ClassOf, int Count)
{
    public int[][] Classes() =>
        Enumerable.Range(0, Count).Select(a => Enumerable.Range(0, ClassOf.Length).Where(k => ClassOf[k] == a).ToArray()).ToArray();
}

/// <summary>
/// Given classes P_a of rows, groups the columns whose mutual ratios are constant on every class: then each block (class a, group b) has rank one,
/// M[k, j] = u_{a,b}[k]·v_{a,b}[j], so that M = (⊕_a U_a)∘(⊕_b V_b) with V_b of a row per class, U_a of a column per group. All butterflies are
/// of this form: Cooley–Tukey steps, split radix, even/odd symmetry.
/// </summary>
/// <remarks>
/// Where a column is zero on a whole class it fits any ratio there. The reference column of each group, that with V = 1, is the one with
/// the fewest distinct values, then the fewest non-units: this choice alone finds the twiddle-free form where there is one (Good–Thomas).
/// </remarks>
internal sealed class RankOneSplit
{
    private readonly NumberMatrix matrix;
    private readonly NumberTable numbers;
    private readonly int[][] classes;

    /// <summary>By column: its entries class after class, each class divided by its first non-zero entry.</summary>
    private readonly int[][] shapes;

    /// <summary>By column and class: the first non-zero entry, or zero.</summary>
    private readonly int[][] leads;

    private RankOneSplit(NumberMatrix matrix, RowPartition partition, NumberTable numbers)
    {
        this.matrix = matrix;
        this.numbers = numbers;
        classes = partition.Classes();
        shapes = new int[matrix.Columns][];
        leads = new int[matrix.Columns][];
        for (var j = 0; j < matrix.Columns; j++) DivideByLeads(j);
    }

    /// <summary>The factorisation with its size when both layers are dense; null where columns do not group.</summary>
    public static (LayeredProduct Product, int DenseSize)? TryFactor(NumberMatrix matrix, RowPartition partition, NumberTable numbers)
    {
        if (matrix.Entries.IndexOf(NumberTable.Zero) < 0 && !HasEqualShapes(matrix, partition, numbers)) return null;
        var split = new RankOneSplit(matrix, partition, numbers);
        var groups = split.GroupColumns();
        return groups.Count < matrix.Columns ? split.Factor(groups) : null;
    }

    /// <summary>Whether two columns of a matrix without zeros have the same ratios within each class.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    private static bool HasEqualShapes(NumberMatrix matrix, RowPartition partition, NumberTable numbers)
    {
        var seen = new HashSet<ulong>();
        var inverses = new int[partition.Count];
        for (var j = 0; j < matrix.Columns; j++)
        {
            Array.Clear(inverses, 0, inverses.Length);
            var shape = 0UL;
            for (var k = 0; k < matrix.Rows; k++)
            {
                ref var inverse = ref inverses[partition.ClassOf[k]];
                if (inverse == NumberTable.Zero) inverse = numbers.Invert(matrix[k, j]);
                shape = Mixing.Mix(shape, numbers.FingerprintOfProduct(matrix[k, j], inverse));
            }

            if (!seen.Add(shape)) return true;
        }

        return false;
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    private void DivideByLeads(int column)
    {
        var shape = new int[matrix.Rows];
        var lead = new int[classes.Length];
        var position = 0;
        for (var a = 0; a < classes.Length; a++)
            foreach (var row in classes[a])
            {
                var entry = matrix[row, column];
                if (lead[a] == NumberTable.Zero) lead[a] = entry;
                shape[position++] = entry == NumberTable.Zero ? entry : numbers.Divide(entry, lead[a]);
            }

        shapes[column] = shape;
        leads[column] = lead;
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    private List<Group> GroupColumns()
    {
        var groups = new List<Group>();
        var index = new Dictionary<int[], Group>(SequenceComparer.Instance);
        foreach (var isWhole in new[] { true, false })
            for (var j = 0; j < matrix.Columns; j++)
            {
                if (Array.IndexOf(leads[j], NumberTable.Zero) < 0 != isWhole) continue;
                var group = isWhole ? index.TryGetValue(shapes[j], out var known) ? known : null : groups.Find(g => Fits(g, j));
                if (group is null)
                {
                    group = new((int[])shapes[j].Clone(), leads[j].Select(l => l != NumberTable.Zero).ToArray());
                    groups.Add(group);
                    if (isWhole) index.Add(shapes[j], group);
                }

                Join(group, j);
            }

        return groups;
    }

    private bool Fits(Group group, int column)
    {
        var start = 0;
        for (var a = 0; a < classes.Length; start += classes[a++].Length)
        {
            if (!group.IsUsed[a] || leads[column][a] == NumberTable.Zero) continue;
            if (!group.Shape.AsSpan(start, classes[a].Length).SequenceEqual(shapes[column].AsSpan(start, classes[a].Length))) return false;
        }

        return true;
    }

    private void Join(Group group, int column)
    {
        group.Members.Add(column);
        var start = 0;
        for (var a = 0; a < classes.Length; start += classes[a++].Length)
        {
            if (group.IsUsed[a] || leads[column][a] == NumberTable.Zero) continue;
            group.IsUsed[a] = true;
            Array.Copy(shapes[column], start, group.Shape, start, classes[a].Length);
        }
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    private (LayeredProduct Product, int DenseSize) Factor(List<Group> groups)
    {
        var inner = new List<Block>();
        var outer = classes.Select(_ => new List<(int Middle, int[] Column)>()).ToArray();
        var size = 0;
        var middle = 0;
        foreach (var group in groups)
        {
            var used = Enumerable.Range(0, classes.Length).Where(a => group.IsUsed[a]).ToArray();
            var reference = Reference(group, used);
            var weights = NumberMatrix.Define(
                matrix.Kind,
                used.Length,
                group.Members.Count,
                (a, i) => leads[group.Members[i]][used[a]] is var lead && lead == NumberTable.Zero ? lead : numbers.Divide(lead, reference[used[a]]));
            inner.Add(new(group.Members.ToArray(), Enumerable.Range(middle, used.Length).ToArray(), weights));
            foreach (var a in used) outer[a].Add((middle++, OuterColumn(group, a, reference[a])));
            size += used.Length * group.Members.Count;
        }

        var outerBlocks = new List<Block>();
        for (var a = 0; a < classes.Length; a++)
        {
            var columns = outer[a];
            if (columns.Count == 0) continue;
            var block = NumberMatrix.Define(matrix.Kind, classes[a].Length, columns.Count, (k, b) => columns[b].Column[k]);
            outerBlocks.Add(new(columns.Select(c => c.Middle).ToArray(), classes[a], block));
            size += block.Size;
        }

        var layers = new[] { new BlockLayer(matrix.Columns, middle, inner), new BlockLayer(middle, matrix.Rows, outerBlocks) };
        return (new(layers), size);
    }

    /// <summary>The leads of the reference column; where no column has all, of the first that has one, class by class.</summary>
    private int[] Reference(Group group, int[] used)
    {
        int[]? best = null;
        var least = (Distinct: int.MaxValue, NonUnits: int.MaxValue);
        foreach (var column in group.Members)
        {
            if (!Array.TrueForAll(used, a => leads[column][a] != NumberTable.Zero)) continue;
            var weight = Weight(column, used);
            if (weight.CompareTo(least) >= 0) continue;
            (best, least) = (leads[column], weight);
        }

        if (best is not null) return best;
        var reference = new int[classes.Length];
        foreach (var a in used) reference[a] = leads[group.Members.First(j => leads[j][a] != NumberTable.Zero)][a];
        return reference;
    }

    /// <summary>The distinct values of a column, up to units, in the classes used; and how many of its values are no units.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    private (int Distinct, int NonUnits) Weight(int column, int[] used)
    {
        var distinct = numbers.EmptySet();
        var nonUnits = 0;
        foreach (var a in used)
            foreach (var row in classes[a])
            {
                var value = numbers.Canonical(matrix[row, column]);
                if (value == NumberTable.Zero) continue;
                distinct.Add(value);
                if (value != NumberTable.One) nonUnits++;
            }

        return (distinct.Count, nonUnits);
    }

    private int[] OuterColumn(Group group, int a, int lead)
    {
        var start = 0;
        for (var b = 0; b < a; b++) start += classes[b].Length;
        var column = new int[classes[a].Length];
        for (var k = 0; k < column.Length; k++) column[k] = numbers.Multiply(group.Shape[start + k], lead);
        return column;
    }

    /// <summary>Columns that agree, up to a factor per class.</summary>
    private sealed record Group(int[] Shape, bool[] IsUsed)
    {
        public List<int> Members { get; } = new();
    }
}
