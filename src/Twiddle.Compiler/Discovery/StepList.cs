using System.Collections.Immutable;
using System.Globalization;

namespace Twiddle.Compiler.Discovery;

/// <summary>Tells a factorisation in words: the rules that it is made of, level by level from the outside, each with how often it is used there.</summary>
internal static class StepList
{
    public static ImmutableArray<string> Of(Factorisation factorisation)
    {
        var order = new List<string>();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var level = new List<Factorisation> { factorisation };
        while (level.Count > 0)
        {
            foreach (var step in level.Select(StepOf))
            {
                if (step is null) continue;
                counts.TryGetValue(step, out var count);
                if (count == 0) order.Add(step);
                counts[step] = count + 1;
            }

            level = level.SelectMany(Children).ToList();
        }

        return order.Select(step => counts[step] == 1 ? step : step + ", " + counts[step].ToString(CultureInfo.InvariantCulture) + " times").ToImmutableArray();
    }

    private static string? StepOf(Factorisation factorisation) => factorisation switch
    {
        Composition composition => composition.Step,
        Realified realified => realified.Step,
        Complexified complexified => complexified.Step,
        _ => null,
    };

    private static IEnumerable<Factorisation> Children(Factorisation factorisation) => factorisation switch
    {
        Composition composition => composition.Layers,
        DirectSum sum => sum.Parts.Select(p => p.Factorisation),
        Realified realified => new[] { realified.Real },
        PairedOutputs paired => new[] { paired.Real },
        OutputParts parts => new[] { parts.Complex },
        Complexified complexified => new[] { complexified.Complex },
        _ => Array.Empty<Factorisation>(),
    };
}
