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

    /// <summary>Instructions per complex number and lane, the whole transform.</summary>
    public static double? Cost(int length, int lanes) => Best(length, lanes, 1, [])?.Cost;

    /// <summary>The radices, or null where the length is no power of two or too short for the lanes.</summary>
    public static ImmutableArray<int>? Of(int length, int lanes) => Best(length, lanes, 1, [])?.Radices;

    /// <summary>The passes of what remains after some have left this many columns; how these came about does not matter, so each is found once.</summary>
    private static (double Cost, ImmutableArray<int> Radices)? Best(int remaining, int lanes, int columns, Dictionary<int, (double Cost, ImmutableArray<int> Radices)?> known)
    {
        if (known.TryGetValue(remaining, out var found)) return found;
        if ((remaining & (remaining - 1)) != 0) return null;
        (double Cost, ImmutableArray<int> Radices)? best = null;
        foreach (var radix in new[] { 2, 4, 8, 16 })
        {
            if (radix > remaining || (columns == 1 && radix == remaining)) continue;
            var blocks = remaining / radix;
            if (CostOf(radix, blocks, columns, lanes) is not { } cost) continue;
            var rest = blocks == 1 ? (0, ImmutableArray<int>.Empty) : Best(blocks, lanes, columns * radix, known);
            if (rest is not var (restCost, restRadices) || (best is not null && best.Value.Cost <= cost + restCost)) continue;
            best = (cost + restCost, restRadices.Insert(0, radix));
        }

        known.Add(remaining, best);
        return best;
    }

    private static double? CostOf(int radix, int blocks, int columns, int lanes)
    {
        var together = Math.Max(1, lanes / columns);
        if (blocks % together != 0) return null;
        var butterfly = radix switch { 2 => 2, 4 => 4, 8 => 7, _ => lanes == 4 ? 18 : 13.5 };
        var twiddles = blocks == 1 ? 0 : Twiddles * (radix - 1) / radix;
        var shuffles = 0.0;
        for (var bits = together; bits > 1; bits /= 2) shuffles += 2;
        // Twiddle factors of several blocks are loaded, those of one stay in registers.
        return butterfly + twiddles + shuffles + Traffic + (together > 1 && columns > 1 ? 1 : 0);
    }
}
