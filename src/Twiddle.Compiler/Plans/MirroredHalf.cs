using System.Collections.Immutable;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Plans;

/// <summary>
/// Observes a core of even length L whose odd results are conjugates of its even ones, F[m] = conj(F[−m − 1]): data that are real but for
/// a factor e^(πi·q/L). Only the even results are computed, F[2m] = Σ z[q]·(ω²)^(q·m), which is a transform of length L/2 with z folded.
/// </summary>
internal static class MirroredHalf
{
    public static PlanDraft Apply(PlanDraft draft, HarmonicMap map)
    {
        for (var c = 0; c < draft.Cores.Length; c++)
        {
            var core = draft.Cores[c];
            if (core.Length % 2 != 0 || Mirror.Of(core, map) != 1) continue;
            var half = core.Length / 2;
            var folded = core.Sources.Select(s => s with { Stride = s.Stride % half, Offset = s.Offset % half });
            draft = draft.SplitByParity(c).Replace(c, new(half, core.Sign, folded.ToImmutableArray()), use => [Even(use, core.Length)]);
        }

        return draft;
    }

    private static CoreUse Even(CoreUse use, int length)
    {
        if (use.Offset % 2 != 0)
        {
            use = use with
            {
                Conjugates = !use.Conjugates,
                Stride = Modular.Reduce(-use.Stride, length),
                Offset = Modular.Reduce(-use.Offset - 1, length),
            };
        }

        return use with { Stride = use.Stride / 2, Offset = use.Offset / 2 };
    }
}
