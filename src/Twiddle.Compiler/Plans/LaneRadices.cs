using System.Collections.Immutable;
using Twiddle.Compiler.Plans.Tuning;

namespace Twiddle.Compiler.Plans;

/// <summary>Which lanes of the vectors may be empty at the ends of a straight line.</summary>
internal enum LaneEnds
{
    /// <summary>None.</summary>
    Whole,

    /// <summary>A quarter of them where complex numbers are stored.</summary>
    ShortAtTarget,

    /// <summary>Half of them, but it is dearer where results are stored.</summary>
    ShortAtSource,

    /// <summary>Half of them at both ends.</summary>
    Short,
}

/// <summary>
/// Chooses the radices for vectors of some number of lanes, also where groups of lanes do not divide the columns of a pass, by a count of instructions.
/// </summary>
internal static class LaneRadices
{
    /// <summary>Beyond, what was measured for lengths whose passes fit evenly (<see cref="Radices"/>) counts more than the count.</summary>
    private const int LongestCounted = 128;

    /// <summary>
    /// What was measured are <c>double</c>s: of <c>float</c>s on sixteen lanes, 1536 and 1920 points took 0.84 and 0.85 of the time with radices that should take 0.85 and 0.90. On eight lanes, 240 points with 16 · 15 took 0.86 where
    /// there are 32 registers, and 1.67 where there are 16.
    /// </summary>
    private const double ClearlyLess = 0.91;

    /// <summary>Only <c>float</c>s come in so many.</summary>
    private const int LanesOfFloats = 16;

    /// <summary>
    /// The passes of loops are generic over the vectors, and of a longer butterfly than this the just-in-time compiler does not make all operations part of the method: each is
    /// called. With a first pass of radix 20, 360 and 1000 complex <c>float</c>s took 2.8 and 2.2 times as long on 16 lanes as on 8.
    /// </summary>
    private const int LargestInLoops = 16;

    /// <summary>What a loop costs beside its rounds.</summary>
    private const double Loop = 60;

    /// <summary>Instructions of transforms on vectors of real parts and vectors of imaginary parts, with fused multiplications and additions.</summary>
    private static readonly ImmutableDictionary<int, int> Butterflies = new Dictionary<int, int>
    {
        [2] = 4, [3] = 14, [4] = 16, [5] = 36, [6] = 40, [7] = 72, [8] = 56, [9] = 96, [10] = 96, [11] = 200, [12] = 108, [13] = 220, [14] = 170, [15] = 180, [16] = 150, [20] = 230,
    }.ToImmutableDictionary();

    /// <summary>The radices, or null where none fit these lanes.</summary>
    public static ImmutableArray<int>? Of(int length, int lanes, LaneEnds ends) => Choice(length, lanes, ends)?.Radices;

    /// <summary>Instructions of the whole transform, or null where no radices fit these lanes.</summary>
    public static double? Cost(int length, int lanes, LaneEnds ends) => Choice(length, lanes, ends)?.Cost;

    private static (double Cost, ImmutableArray<int> Radices)? Choice(int length, int lanes, LaneEnds ends)
    {
        if (VectorRadices.Of(length, lanes) is { } powers) return (VectorRadices.Cost(length, lanes)!.Value * length / lanes, powers);
        var known = Radices.Of(length);
        if (length <= LongestCounted || known.Length < 2 || !LaneFit.Fits(known, lanes)) return Best(length, length, lanes, ends, mayOverlap: true, []);
        var cost = CostOf(known, lanes, ends);
        return lanes == LanesOfFloats && Best(length, length, lanes, ends, mayOverlap: true, []) is { } best && best.Cost < ClearlyLess * cost ? best : (cost, known);
    }

    private static double CostOf(ImmutableArray<int> radices, int lanes, LaneEnds ends)
    {
        var (columns, cost) = (1, 0.0);
        var length = radices.Aggregate(1, (product, radix) => product * radix);
        foreach (var radix in radices)
        {
            cost += CostOf(radix, length / columns / radix, columns, lanes, length, ends);
            columns *= radix;
        }

        return cost;
    }

    /// <summary>The cheapest passes behind some that have left this many columns.</summary>
    private static (double Cost, ImmutableArray<int> Radices)? Best(
        int length, int remaining, int lanes, LaneEnds ends, bool mayOverlap, Dictionary<(int, bool), (double Cost, ImmutableArray<int> Radices)?> known)
    {
        if (known.TryGetValue((remaining, mayOverlap), out var choice)) return choice;
        var columns = length / remaining;
        var least = ends is LaneEnds.ShortAtSource or LaneEnds.Short && LaneFit.IsStraight(length, lanes) ? lanes / 2 : lanes;
        var leastColumns = ends == LaneEnds.Short && least < lanes ? LaneFit.LeastColumns(lanes) : least;
        foreach (var radix in Butterflies.Keys.Where(r => remaining % r == 0).OrderBy(r => r))
        {
            var blocks = remaining / radix;
            var overlaps = mayOverlap && (columns > 1 || (blocks >= least && (radix >= leastColumns || (ends == LaneEnds.ShortAtTarget && LaneFit.IsStraight(length, lanes) && LaneFit.MayEndShort(radix, blocks, lanes)))));
            if (!overlaps && !((columns > 1 || blocks > 1) && LaneFit.Fits(radix, blocks, columns, lanes))) continue;
            if (LaneFit.IsStraight(length, lanes) && columns > 1 && blocks > 1) continue;
            if (radix > LargestInLoops && !LaneFit.IsStraight(length, lanes)) continue;
            var cost = CostOf(radix, blocks, columns, lanes, length, ends);
            var rest = blocks == 1 ? (Cost: 0, Radices: ImmutableArray<int>.Empty) : Best(length, blocks, lanes, ends, overlaps, known);
            if (rest is { } passes && !(choice?.Cost <= cost + passes.Cost)) choice = (cost + passes.Cost, passes.Radices.Insert(0, radix));
        }

        known[(remaining, mayOverlap)] = choice;
        return choice;
    }

    private static double CostOf(int radix, int blocks, int columns, int lanes, int length, LaneEnds ends)
    {
        var together = Math.Max(1, lanes / columns);
        var groups = together > 1 && blocks > 1 ? Groups(blocks, together) : (double)blocks * Groups(columns, lanes);
        // Real and imaginary parts that there are no registers for are stored and loaded again.
        var registers = lanes > 4 ? 32 : 16;
        var spills = Math.Max(0, 2 * radix + 2 - registers) * 1.5;
        var twiddles = blocks == 1 ? 0 : (radix - 1) * (columns == 1 ? 5.0 : 4.5);
        var shuffles = columns > 1 && blocks > 1 && together == 1 ? 0 : 2.0 * radix;
        // Between passes of groups that overlap, elements are in their own order: on vectors of several parts of 128 bits, one step more to put them together.
        if (blocks == 1 && columns % lanes != 0 && ends is LaneEnds.Whole or LaneEnds.ShortAtTarget) shuffles += 2.0 * radix;
        var rows = blocks % together == 0 && together % radix == 0 ? radix : together;
        if (together > 1 && blocks > 1) shuffles += 2.0 * Groups(radix, rows) * rows * Math.Log(rows, 2);
        var loop = LaneFit.IsStraight(length, lanes) ? 0 : Loop;
        // What is put together from results has to be picked from more vectors; where they are stored first, it is in two parts, and to be loaded again across them.
        if (blocks == 1 && columns < lanes && ends == LaneEnds.ShortAtSource) shuffles += 2.0 * radix;
        return groups * (Butterflies.TryGetValue(radix, out var count) ? count : 1.5 * radix * radix) + groups * (spills + twiddles + shuffles + 4.0 * radix) + loop;
    }

    private static int Groups(int count, int lanes) => (count + lanes - 1) / lanes;
}
