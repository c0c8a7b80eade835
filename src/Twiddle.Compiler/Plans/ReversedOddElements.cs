using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Plans;

/// <summary>
/// Observes a core of even length L, used for real parts only, whose odd elements in reverse order enter every output like the even ones do:
/// then one transform of length L/2 serves both.
/// </summary>
/// <remarks>
/// <para>
/// F[m] = E[m] + ω^m·O[m] with the half-length transforms of the elements 2i and 2i + 1. A real output takes Re(f·ω^m·O[m]) =
/// Re(f̄·ω^(−m)·conj O[m]), and conj O[m] = ω^(−2dm)·R[m], where R transforms the conjugates of the odd elements placed at d − i.
/// If f̄·ω^(−m·(1 + 2d)) = ρ·f for some d and ρ in all uses, then F[m] is replaced by the transform of (even elements) + ρ·(reversed odd elements).
/// </para>
/// <para>
/// Exponents with half-sample shifts, (2n + 1)·k, are of this kind. For the cosine transform it is the reordering of Narasimha and Peterson,
/// 1978, and Makhoul, <i>A fast cosine transform in one and two dimensions</i>, 1980.
/// </para>
/// </remarks>
internal static class ReversedOddElements
{
    public static PlanDraft Apply(PlanDraft draft, HarmonicMap map, CancellationToken cancellation)
    {
        for (var c = 0; c < draft.Cores.Length; c++)
        {
            while (TryApply(draft, c, map) is { } next)
            {
                cancellation.ThrowIfCancellationRequested();
                draft = next;
            }
        }

        return draft;
    }

    private static PlanDraft? TryApply(PlanDraft draft, int c, HarmonicMap map)
    {
        var core = draft.Cores[c];
        if (core.Length % 2 != 0 || !IsUsedForRealParts(draft, c, map)) return null;
        if (Placement(draft, c) is not var (d, ratio)) return null;

        var half = core.Length / 2;
        var sources = core.Sources
            .SelectMany(s => s.SplitByParity(core.Length))
            .Select(s => s.Offset % 2 == 0 ? Even(s, half) : ReversedOdd(s, half, d, ratio));
        var halved = new CoreInput(half, core.Sign, sources.ToImmutableArray());
        return draft.Replace(c, halved, use => [use with { Stride = use.Stride % half, Offset = use.Offset % half }]);
    }

    private static bool IsUsedForRealParts(PlanDraft draft, int core, HarmonicMap map) =>
        draft.Segments
            .SelectMany(s => s.Sums)
            .All(sum => !sum.Of(core).Any() || (!map.Outputs[sum.Lane].IsComplex && sum.Of(core).All(u => !u.Conjugates && u.Factor.Harmonics.Length == 1)));

    /// <summary>d and ρ, or null.</summary>
    private static (int D, Cyclotomic Ratio)? Placement(PlanDraft draft, int c)
    {
        var core = draft.Cores[c];
        var longest = draft.Segments.OrderByDescending(s => s.Count).SelectMany(s => s.Sums).SelectMany(s => s.Of(c)).First();
        for (var d = 0; d < core.Length / 2; d++)
        {
            if (!HasConstantRatio(longest, core, d)) continue;
            var ratio = Ratio(longest, core, d);
            var holds = ratio is not null && draft.UsesOf(c).All(u => ReversedFactor(u, core, d).SameAs(u.Factor * ratio));
            return holds ? (d, ratio!) : null;
        }

        return null;
    }

    /// <summary>Whether −2ψ − Stride·(1 + 2d)/L is an integer: a quick necessary condition, on integers.</summary>
    private static bool HasConstantRatio(CoreUse use, CoreInput core, int d)
    {
        var target = use.Factor.Harmonics[0].Phase * (-2 * (long)core.Length);
        return target.IsInteger
            && Modular.Reduce((long)(target.Numerator % core.Length) - (long)core.Sign * use.Stride * (1 + 2 * d), core.Length) == 0;
    }

    private static Cyclotomic? Ratio(CoreUse use, CoreInput core, int d) =>
        use.Factor.Harmonics[0].Coefficient.TryInvert() is { } inverse ? ReversedFactor(use, core, d).Harmonics[0].Coefficient * inverse : null;

    /// <summary>f̄·ω^(−m·(1 + 2d)), m = Stride·t + Offset.</summary>
    private static HarmonicFactor ReversedFactor(CoreUse use, CoreInput core, int d)
    {
        var unit = new Rational(-core.Sign * (1 + 2 * (long)d), core.Length);
        return use.Factor.Conjugate() * HarmonicFactor.Of(Cyclotomic.Root(unit * use.Offset), unit * use.Stride);
    }

    /// <summary>Element 2i goes to i.</summary>
    private static Source Even(Source source, int half) => source with { Stride = source.Stride / 2 % half, Offset = source.Offset / 2 % half };

    /// <summary>The conjugate of element 2i + 1 goes to d − i.</summary>
    private static Source ReversedOdd(Source source, int half, int d, Cyclotomic ratio) => source with
    {
        ConjugatesInput = !source.ConjugatesInput,
        Stride = Modular.Reduce(-source.Stride / 2, half),
        Offset = Modular.Reduce(d - source.Offset / 2, half),
        Factor = source.Factor.Conjugate() * ratio,
    };
}
