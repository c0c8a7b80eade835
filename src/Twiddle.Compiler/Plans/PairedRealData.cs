using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Plans;

/// <summary>
/// Observes two cores u and v of the same length over real numbers: one transform A of u + i·v serves both, since
/// F_u[m] = (A[m] + conj A[−m])/2 and F_v[m] = (A[m] − conj A[−m])/(2i).
/// </summary>
internal static class PairedRealData
{
    public static PlanDraft Apply(PlanDraft draft, HarmonicMap map)
    {
        while (FindPair(draft, map) is var (u, v) && v > 0) draft = Pair(draft, u, v);
        return draft;
    }

    private static (int U, int V) FindPair(PlanDraft draft, HarmonicMap map)
    {
        for (var u = 0; u < draft.Cores.Length; u++)
        {
            if (Mirror.Of(draft.Cores[u], map) != 0) continue;
            for (var v = u + 1; v < draft.Cores.Length; v++)
                if (draft.Cores[v].Length == draft.Cores[u].Length && Mirror.Of(draft.Cores[v], map) == 0) return (u, v);
        }

        return (0, 0);
    }

    private static PlanDraft Pair(PlanDraft draft, int u, int v)
    {
        var length = draft.Cores[u].Length;
        var rotated = draft.Cores[v].Sources.Select(s => s with { Factor = s.Factor * Cyclotomic.ImaginaryOne });
        var pair = draft.Cores[u] with { Sources = draft.Cores[u].Sources.AddRange(rotated) };
        var half = Cyclotomic.FromRational(Rational.Half);
        var halfOverI = Cyclotomic.Root(new Rational(3, 4)) * half;
        var paired = draft
            .Replace(u, pair, use => Split(use, half, half))
            .Replace(v, draft.Cores[v], use => Split(use, halfOverI, -halfOverI));
        return new(
            paired.Cores.RemoveAt(v),
            paired.Segments.Select(s => s.MapUses(use => [use.Core > v ? use with { Core = use.Core - 1 } : use])).ToImmutableArray());

        IEnumerable<CoreUse> Split(CoreUse use, Cyclotomic direct, Cyclotomic mirrored) =>
        [
            use with { Core = u, Factor = use.Factor * direct },
            use with
            {
                Core = u,
                Conjugates = true,
                Stride = Modular.Reduce(-use.Stride, length),
                Offset = Modular.Reduce(-use.Offset, length),
                Factor = use.Factor * mirrored,
            },
        ];
    }
}
