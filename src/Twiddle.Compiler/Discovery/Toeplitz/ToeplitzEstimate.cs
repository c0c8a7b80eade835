namespace Twiddle.Compiler.Discovery.Toeplitz;

/// <summary>How a Toeplitz matrix may be split.</summary>
internal enum ToeplitzSplit
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>The first rows and the rest.</summary>
    Rows,

    /// <summary>The first columns and the rest.</summary>
    Columns,

    /// <summary>The first diagonals and the rest.</summary>
    Taps,

    /// <summary>Three products of the size of its quarters: see <see cref="Rules.BlockToeplitz"/>.</summary>
    Halves,

    /// <summary>Five products of a third of its side: see <see cref="Rules.ToomCook"/>.</summary>
    Thirds,

    /// <summary>Three filters of half the outputs and taps: see <see cref="Rules.FastFilter"/>.</summary>
    Filter,
}

/// <summary>A way to split, and where: rows, columns or diagonals of the first part, the side of the quarters, or the shift between paired outputs.</summary>
internal readonly record struct ToeplitzStep(ToeplitzSplit Split, int At);

/// <summary>
/// What a Toeplitz matrix with arbitrary values on its diagonals costs when it is split in the best way, by recursion on its shape alone. It chooses the
/// one split that is worth a search: with values of its own in every part, nothing but the shape matters.
/// </summary>
internal sealed class ToeplitzEstimate
{
    private readonly DiscoveryRules rules;
    private readonly Dictionary<ToeplitzShape, (ToeplitzStep Step, int Flops)> known = new();

    public ToeplitzEstimate(DiscoveryRules rules) => this.rules = rules;

    public ToeplitzStep BestStep(ToeplitzShape shape) => Best(shape).Step;

    public int Flops(ToeplitzShape shape)
    {
        var trimmed = shape.Trimmed();
        return trimmed.IsZero ? 0 : Best(trimmed).Flops;
    }

    private (ToeplitzStep Step, int Flops) Best(ToeplitzShape shape)
    {
        if (known.TryGetValue(shape, out var best)) return best;
        var entries = Enumerable.Range(0, shape.Rows).Sum(shape.InRow);
        best = (default, 2 * entries - shape.Rows);
        if (Math.Min(shape.Rows, shape.Columns) > 1)
            foreach (var (step, flops) in Splits(shape))
                if (flops < best.Flops) best = (step, flops);
        known.Add(shape, best);
        return best;
    }

    private IEnumerable<(ToeplitzStep Step, int Flops)> Splits(ToeplitzShape shape)
    {
        if ((rules & DiscoveryRules.FastFilter) != 0)
            foreach (var filter in Filters(shape)) yield return filter;
        if ((rules & DiscoveryRules.BlockToeplitz) != 0)
            foreach (var block in Blocks(shape)) yield return block;
        if ((rules & DiscoveryRules.ToomCook) != 0 && shape.Rows == shape.Columns && shape.Rows % 3 == 0)
        {
            var third = shape.Rows / 3;
            yield return (new(ToeplitzSplit.Thirds, third), 5 * Flops(new(third, third, 1 - third, third - 1)) + 16 * third);
        }
    }

    /// <summary>Filters, and products of polynomials, which are filters transposed: their additions differ as inputs and outputs do.</summary>
    private IEnumerable<(ToeplitzStep Step, int Flops)> Filters(ToeplitzShape shape)
    {
        var filter = shape.IsFilter ? shape : shape.Transpose();
        if (!filter.IsFilter || filter.Rows % 2 != 0) yield break;
        var (half, taps) = (filter.Rows / 2, filter.Taps);
        var surplus = shape.Columns - filter.Columns;
        if (taps > 1)
            yield return (new(ToeplitzSplit.Filter, 1), 2 * FilterFlops(half, (taps + 1) / 2) + FilterFlops(half, taps / 2) + 4 * half + taps - 2 + surplus);
        if (half > 1 && taps > half && taps <= 2 * half)
            yield return (new(ToeplitzSplit.Filter, half), 2 * FilterFlops(half, half) + FilterFlops(half, taps - half) + 3 * half + taps - 1 + surplus);
    }

    private int FilterFlops(int outputs, int taps) => Flops(new(outputs, outputs + taps - 1, 0, taps - 1));

    private IEnumerable<(ToeplitzStep Step, int Flops)> Blocks(ToeplitzShape shape)
    {
        var (rows, columns) = (shape.Rows, shape.Columns);
        var least = (Math.Max(rows, columns) + 1) / 2;
        for (var side = least; side < Math.Min(Math.Min(rows, columns), least + 2); side++)
        {
            var a = shape.Select(0, side, 0, side);
            var upper = shape.Select(0, side, side, columns - side).Union(a.Select(0, side, 0, columns - side));
            var lower = shape.Select(side, rows - side, 0, side).Union(a.Select(0, rows - side, 0, side));
            var sums = columns - side + (upper.IsZero ? 0 : side) + (lower.IsZero ? 0 : rows - side);
            yield return (new(ToeplitzSplit.Halves, side), Flops(a) + Flops(upper) + Flops(lower) + sums);
        }

        foreach (var first in Places(rows))
            yield return (new(ToeplitzSplit.Rows, first), Flops(shape.Select(0, first, 0, columns)) + Flops(shape.Select(first, rows - first, 0, columns)));
        foreach (var first in Places(columns))
            yield return (new(ToeplitzSplit.Columns, first), Sum(shape.Select(0, rows, 0, first), shape.Select(0, rows, first, columns - first)));
        if (!shape.IsFilter && !shape.IsProduct) yield break;
        foreach (var first in Places(shape.Taps))
            yield return (new(ToeplitzSplit.Taps, first), Sum(shape with { High = shape.Low + first - 1 }, shape with { Low = shape.Low + first }));
    }

    private int Sum(ToeplitzShape a, ToeplitzShape b) =>
        Flops(a) + Flops(b) + Enumerable.Range(0, a.Rows).Count(k => a.InRow(k) > 0 && b.InRow(k) > 0);

    /// <summary>The middle, and the largest power of two.</summary>
    private static IEnumerable<int> Places(int count)
    {
        if (count < 2) yield break;
        yield return count / 2;
        var power = 1;
        while (2 * power < count) power *= 2;
        if (power != count / 2) yield return power;
    }
}
