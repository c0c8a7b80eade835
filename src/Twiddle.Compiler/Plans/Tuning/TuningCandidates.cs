using System.Collections.Immutable;

namespace Twiddle.Compiler.Plans.Tuning;

/// <summary>The orders of radices that are worth measuring for a length.</summary>
public static class TuningCandidates
{
    private static readonly int[] Factors = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 16];

    /// <summary>Orders that fit the lanes: those that would be chosen without measuring first, then the others by what they should cost.</summary>
    /// <param name="length">The points of the transform.</param>
    /// <param name="lanes">The numbers in a vector.</param>
    /// <param name="most">How many at most.</param>
    public static ImmutableArray<ImmutableArray<int>> Of(int length, int lanes, int most)
    {
        var first = LaneRadices.Of(length, lanes, LaneEnds.Whole) ?? Radices.Of(length);
        if (!(LaneFit.Fits(first, lanes) || LaneFit.FitsUnevenly(first, lanes, mayBeShort: false)) || first.Length < 2) return ImmutableArray<ImmutableArray<int>>.Empty;
        var others = Orders(length, 1, lanes)
            .Where(order => order.Length >= 2 && !order.SequenceEqual(first))
            .OrderBy(order => order.Sum(PassCosts.OfPoint) + ShortPasses(order, lanes))
            .ThenBy(order => string.Join(",", order.Select(r => (char)('A' + r))), StringComparer.Ordinal);
        return (first.Max() <= TuningReader.LargestRadix ? others.Prepend(first) : others).Take(most).ToImmutableArray();
    }

    /// <summary>Passes of fewer columns than lanes exchange lanes.</summary>
    private static double ShortPasses(ImmutableArray<int> order, int lanes)
    {
        var (columns, cost) = (1, 0.0);
        foreach (var radix in order)
        {
            if (columns < lanes) cost += 0.5;
            columns *= radix;
        }

        return cost;
    }

    private static IEnumerable<ImmutableArray<int>> Orders(int remaining, int columns, int lanes)
    {
        if (remaining == 1) return [ImmutableArray<int>.Empty];
        return Factors
            .Where(radix => remaining % radix == 0 && LaneFit.Fits(radix, remaining / radix, columns, lanes))
            // Two passes of two are one of four.
            .Where(radix => radix > 2 || columns == 1 || remaining == 2)
            .SelectMany(radix => Orders(remaining / radix, columns * radix, lanes).Select(rest => rest.Insert(0, radix)));
    }
}
