using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Plans;

/// <summary>
/// Observes two core transforms of the same length that enter every output with one constant ratio: F_u and ρ·F_v at the same index.
/// Then the vector u + ρ·v needs one transform only, for the transform is linear. (A complex transform written as sums of real parts
/// is found again so, with ρ = i; so is a range whose first element has a weight of its own.)
/// </summary>
internal static class ProportionalCores
{
    public static PlanDraft Merge(PlanDraft draft, CancellationToken cancellation)
    {
        for (var u = 0; u < draft.Cores.Length; u++)
        {
            for (var v = u + 1; v < draft.Cores.Length; v++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (draft.Cores[u].Length != draft.Cores[v].Length) continue;
                if (Ratio(draft, u, v) is not { } ratio) continue;
                draft = Merge(draft, u, v, ratio);
                v = u;
            }
        }

        return draft;
    }

    private static PlanDraft Merge(PlanDraft draft, int u, int v, Cyclotomic ratio)
    {
        var sources = draft.Cores[v].Sources.Select(s => s with { Factor = s.Factor * ratio });
        var merged = draft.Cores[u] with { Sources = draft.Cores[u].Sources.AddRange(sources) };
        return new(
            draft.Cores.SetItem(u, merged).RemoveAt(v),
            draft.Segments.Select(s => s.MapUses(use => use.Core == v ? [] : [use.Core > v ? use with { Core = use.Core - 1 } : use])).ToImmutableArray());
    }

    /// <summary>ρ with F_v's factor = ρ·F_u's in all uses (ρ̄ where the use is a conjugate), or null.</summary>
    private static Cyclotomic? Ratio(PlanDraft draft, int u, int v)
    {
        Cyclotomic? ratio = null;
        foreach (var sum in draft.Segments.SelectMany(s => s.Sums))
        {
            var left = sum.Of(u).ToList();
            var right = sum.Of(v).ToList();
            if (left.Count != right.Count) return null;
            foreach (var (a, b) in left.Zip(right, (a, b) => (a, b)))
            {
                if ((a.Conjugates, a.Stride, a.Offset) != (b.Conjugates, b.Stride, b.Offset)) return null;
                ratio ??= FirstRatio(a, b);
                if (ratio is null || !b.Factor.SameAs(a.Factor * (a.Conjugates ? ratio.Conjugate() : ratio))) return null;
            }
        }

        return ratio;
    }

    private static Cyclotomic? FirstRatio(CoreUse a, CoreUse b)
    {
        var quotient = a.Factor.Harmonics[0].Coefficient.TryInvert() is { } inverse ? b.Factor.Harmonics[0].Coefficient * inverse : null;
        return a.Conjugates ? quotient?.Conjugate() : quotient;
    }
}
