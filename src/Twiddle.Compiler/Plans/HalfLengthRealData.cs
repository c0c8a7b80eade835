using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Plans;

/// <summary>
/// Observes a core of even length L over real numbers: pairs of neighbours become one complex number, w[i] = z[2i] + i·z[2i+1], and with
/// G the transform of w of length L/2,
/// F[m] = G[m]·(1 − i·ω^m)/2 + conj(G[−m])·(1 + i·ω^m)/2.
/// </summary>
/// <remarks>
/// E[m] = (G[m] + conj G[−m])/2 and O[m] = (G[m] − conj G[−m])/(2i) are the transforms of the even and the odd elements, and F[m] = E[m] + ω^m·O[m].
/// Cooley, Lewis and Welch, <i>The fast Fourier transform algorithm: programming considerations</i>, 1970.
/// </remarks>
internal static class HalfLengthRealData
{
    public static PlanDraft Apply(PlanDraft draft, HarmonicMap map)
    {
        for (var c = 0; c < draft.Cores.Length; c++)
        {
            var core = draft.Cores[c];
            if (core.Length < 4 || core.Length % 2 != 0 || Mirror.Of(core, map) != 0) continue;
            var half = new CoreInput(core.Length / 2, core.Sign, core.Sources.SelectMany(s => s.SplitByParity(core.Length)).Select(s => Halve(s, core.Length)).ToImmutableArray());
            draft = draft.Replace(c, half, use => Unpair(use, core));
        }

        return draft;
    }

    /// <summary>All indices of this source are even, or all are odd.</summary>
    private static Source Halve(Source source, int length) => source with
    {
        Stride = source.Stride / 2 % (length / 2),
        Offset = source.Offset / 2,
        Factor = source.Offset % 2 == 0 ? source.Factor : source.Factor * Cyclotomic.ImaginaryOne,
    };

    private static IEnumerable<CoreUse> Unpair(CoreUse use, CoreInput core)
    {
        var half = core.Length / 2;
        var unit = new Rational(core.Sign, core.Length);
        // i·ω^m at m = Stride·t + Offset
        var rotation = HarmonicFactor.Of(Cyclotomic.ImaginaryOne * Cyclotomic.Root(unit * use.Offset), unit * use.Stride);
        var minusOne = -Cyclotomic.One;
        var halved = use.Factor * Cyclotomic.FromRational(Rational.Half);
        yield return use with
        {
            Stride = use.Stride % half,
            Offset = use.Offset % half,
            Factor = halved * (HarmonicFactor.One + rotation * minusOne),
        };
        yield return use with
        {
            Conjugates = true,
            Stride = Modular.Reduce(-use.Stride, half),
            Offset = Modular.Reduce(-use.Offset, half),
            Factor = halved * (HarmonicFactor.One + rotation),
        };
    }
}
