using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Plans;

/// <summary>
/// Observes a core of even length L of which only real parts are used: Re F is the transform of h[q] = (z[q] + conj z[−q])/2, and two of its
/// results fit into one complex number: G[i] = Re F[2i] + i·Re F[2i + 1] is the transform of length L/2 of g[q] = Σ h[q']·(1 + i·ω^q'), q' ≡ q.
/// </summary>
/// <remarks>The transposed form of <see cref="HalfLengthRealData"/>.</remarks>
internal static class HalfLengthRealResults
{
    public static PlanDraft Apply(PlanDraft draft, HarmonicMap map)
    {
        for (var c = 0; c < draft.Cores.Length; c++)
        {
            var core = draft.Cores[c];
            if (core.Length < 4 || core.Length % 2 != 0 || Mirror.Of(core, map) is not null || !IsUsedForRealParts(draft, c, map)) continue;
            var sources = core.Sources.SelectMany(s => new[] { s, Reflect(s, core.Length) }).Select(s => Fold(s, core));
            var halved = new CoreInput(core.Length / 2, core.Sign, sources.ToImmutableArray());
            draft = draft.SplitByParity(c).Replace(c, halved, use => [Halve(use)]);
        }

        return draft;
    }

    private static bool IsUsedForRealParts(PlanDraft draft, int core, HarmonicMap map) =>
        draft.Segments
            .SelectMany(s => s.Sums)
            .All(sum => !sum.Of(core).Any() || (!map.Outputs[sum.Lane].IsComplex && sum.Of(core).All(u => u.Factor.IsReal())));

    /// <summary>The conjugate at the index −q.</summary>
    private static Source Reflect(Source source, int length) => source with
    {
        ConjugatesInput = !source.ConjugatesInput,
        Stride = Modular.Reduce(-source.Stride, length),
        Offset = Modular.Reduce(-source.Offset, length),
        Factor = source.Factor.Conjugate(),
    };

    private static Source Fold(Source source, CoreInput core)
    {
        var half = core.Length / 2;
        var unit = new Rational(core.Sign, core.Length);
        var rotation = HarmonicFactor.Of(Cyclotomic.ImaginaryOne * Cyclotomic.Root(unit * source.Offset), unit * source.Stride);
        return source with
        {
            Stride = source.Stride % half,
            Offset = source.Offset % half,
            Factor = source.Factor * Cyclotomic.FromRational(Rational.Half) * (HarmonicFactor.One + rotation),
        };
    }

    /// <summary>Re F[2i] = Re G[i], and Re F[2i + 1] = Im G[i] = Re(−i·G[i]).</summary>
    private static CoreUse Halve(CoreUse use) => use with
    {
        Conjugates = false,
        Stride = use.Stride / 2,
        Offset = use.Offset / 2,
        Factor = use.Offset % 2 == 0 ? use.Factor : use.Factor * -Cyclotomic.ImaginaryOne,
    };
}
