using System.Collections.Immutable;

namespace Twiddle.Compiler.Plans;

/// <summary>
/// Chooses the radices of powers of two for vectors of some number of lanes: the order of fewest instructions, by a count that was calibrated on measurements.
/// </summary>
/// <remarks>
/// A pass works on whole vectors of columns. Passes with fewer columns than lanes have several blocks in a vector and exchange lanes for results, a shuffle per
/// vector for each bit; so all lanes are busy in every pass if there are enough blocks.
/// </remarks>
internal static class VectorRadices
{
    /// <summary>Loads and stores of a complex number in a pass, and twiddle factors.</summary>
    private const double Traffic = 4, Twiddles = 4;

    /// <summary>
    /// From so many points on, the numbers come from the second-level cache, and from the third: fewer passes are worth more, where there are registers for the radix 16 that makes
    /// them fewer.
    /// </summary>
    private const int Long = 1 << 14, Longest = 1 << 18;

    /// <summary>From so many columns on, the results of a butterfly are a multiple of 4096 bytes from each other, where sixteen of them contend for the same lines of a cache.</summary>
    private const int ContendingColumns = 256;

    /// <summary>Instructions per complex number and lane, the whole transform.</summary>
    public static double? Cost(int length, int lanes) => Best(length, length, lanes, [])?.Cost;

    /// <summary>The radices, or null where the length is no power of two or too short for the lanes.</summary>
    public static ImmutableArray<int>? Of(int length, int lanes) => Best(length, length, lanes, [])?.Radices;

    /// <summary>The passes of what remains after some have left this many columns; how these came about does not matter, so each is found once.</summary>
    private static (double Cost, ImmutableArray<int> Radices)? Best(int length, int remaining, int lanes, Dictionary<int, (double Cost, ImmutableArray<int> Radices)?> known)
    {
        if (known.TryGetValue(remaining, out var found)) return found;
        if ((remaining & (remaining - 1)) != 0) return null;
        var columns = length / remaining;
        (double Cost, ImmutableArray<int> Radices)? best = null;
        foreach (var radix in new[] { 2, 4, 8, 16 })
        {
            if (radix > remaining || (columns == 1 && radix == remaining)) continue;
            var blocks = remaining / radix;
            if (CostOf(length, radix, blocks, columns, lanes) is not { } cost) continue;
            var rest = blocks == 1 ? (0, ImmutableArray<int>.Empty) : Best(length, blocks, lanes, known);
            if (rest is not var (restCost, restRadices) || (best is not null && best.Value.Cost <= cost + restCost)) continue;
            best = (cost + restCost, restRadices.Insert(0, radix));
        }

        known.Add(remaining, best);
        return best;
    }

    private static double? CostOf(int length, int radix, int blocks, int columns, int lanes)
    {
        var together = Math.Max(1, lanes / columns);
        if (blocks % together != 0) return null;
        // Two lanes share their text with others: with eight where it is short, else with four.
        var hasFewRegisters = lanes == 4 || (lanes < 4 && length >= Long);
        var butterfly = radix switch { 2 => 2, 4 => 4, 8 => 7, _ => hasFewRegisters ? 18 : 13.5 };
        var twiddles = blocks == 1 ? 0 : Twiddles * (radix - 1) / radix;
        var shuffles = 0.0;
        for (var bits = together; bits > 1; bits /= 2) shuffles += 2;
        // Twiddle factors of several blocks are loaded, those of one stay in registers.
        return butterfly + twiddles + shuffles + Traffic + (together > 1 && columns > 1 ? 1 : 0) + (lanes > 4 ? Memory(length, radix, blocks, columns) : 0);
    }

    /// <summary>What the numbers of a pass cost that do not come from the first cache.</summary>
    private static double Memory(int length, int radix, int blocks, int columns)
    {
        if (length < Long) return 0;
        var contention = radix < 16 || columns < ContendingColumns ? 0 : blocks == 1 ? 2 : 1;
        return contention + (length < Longest ? 3 : 7);
    }
}
