using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Plans;

/// <summary>
/// Writes the terms of a harmonic map as discrete Fourier transforms, by the exponents alone.
/// </summary>
/// <remarks>
/// With Bilinear = a/L in lowest terms, e^(2πi·(a·k·j/L + φ·j + ψ·k)) = ω^((a·k + s)·j) · e^(2πi·ρ·j) · e^(2πi·ψ·k), where ω = e^(2πi/L) and
/// φ = s/L + ρ with an integer s and 0 ≤ ρ &lt; 1/L. So the term is c·e^(2πi·ψ·k)·F[a·k + s], F the L-point transform of the vector to
/// which x_j·e^(2πi·ρ·j) is added at index j mod L. Terms that agree in lane, range, L and ρ share one transform.
/// </remarks>
internal sealed class Drafting
{
    private readonly HarmonicMap map;
    private readonly List<CoreInput> cores = [];
    private readonly Dictionary<(int Lane, IndexRange Range, int Length, Rational Phase), int> coreOf = [];

    private Drafting(HarmonicMap map) => this.map = map;

    public static PlanDraft Draft(HarmonicMap map, CancellationToken cancellation) => new Drafting(map).Draft(cancellation);

    private PlanDraft Draft(CancellationToken cancellation)
    {
        var segments = ImmutableArray.CreateBuilder<OutputSegment>();
        foreach (var range in ElementaryRanges())
        {
            cancellation.ThrowIfCancellationRequested();
            var sums = map.Terms
                .Where(t => t.OutputRange.Start <= range.Start && range.End <= t.OutputRange.End)
                .GroupBy(t => t.OutputLane)
                .OrderBy(g => g.Key)
                .Select(g => new LaneSum(g.Key, g.Select(t => Use(t, range.Start)).ToImmutableArray()))
                .ToImmutableArray();
            if (!sums.IsEmpty) segments.Add(new(range.Start, 1, range.Count, sums));
        }

        return new(cores.ToImmutableArray(), segments.ToImmutable());
    }

    /// <summary>The output indices, cut wherever the range of a term begins or ends.</summary>
    private IEnumerable<IndexRange> ElementaryRanges()
    {
        var cuts = map.Terms.SelectMany(t => new[] { t.OutputRange.Start, t.OutputRange.End }).Distinct().OrderBy(c => c).ToArray();
        for (var i = 0; i + 1 < cuts.Length; i++) yield return new(cuts[i], cuts[i + 1]);
    }

    /// <summary>The term at the output indices k = first + t.</summary>
    private CoreUse Use(HarmonicTerm term, int first)
    {
        var lane = map.Inputs[term.InputLane];
        // c·Σ e^(iθ)·conj(x) = c·conj(Σ e^(−iθ)·x), θ without the part that depends on k alone
        var conjugates = term.ConjugatesInput && lane.IsComplex;
        var bilinear = conjugates ? -term.Bilinear : term.Bilinear;
        var phase = conjugates ? -term.InputPhase : term.InputPhase;
        var length = (int)bilinear.Denominator;
        var shift = (phase * length).Floor();
        var rest = phase - new Rational(shift, length);
        var core = Core(term.InputLane, term.InputRange, length, rest);
        var stride = Modular.Reduce(bilinear, length);
        var offset = Modular.Reduce((long)stride * first + Modular.Reduce(new Rational(shift, length), length), length);
        var factor = HarmonicFactor.Of(term.Coefficient, term.OutputPhase).Substitute(first, 1);
        return new(core, conjugates, stride, offset, factor);
    }

    private int Core(int lane, IndexRange range, int length, Rational phase)
    {
        if (coreOf.TryGetValue((lane, range, length, phase), out var known)) return known;
        var factor = HarmonicFactor.Of(Cyclotomic.One, phase).Substitute(range.Start, 1);
        var source = new Source(lane, false, range.Start, 1, range.Count, 1 % length, range.Start % length, factor);
        cores.Add(new(length, 1, ImmutableArray.Create(source)));
        return coreOf[(lane, range, length, phase)] = cores.Count - 1;
    }
}
