using System.Collections.Immutable;
using System.Globalization;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Plans;

/// <summary>From a harmonic map to a plan: draft, rules on the draft, passes.</summary>
internal sealed class PlanDerivation(HarmonicMap map, DerivationOptions options, CancellationToken cancellation)
{
    /// <summary>Bounds on what is tried, so that no input keeps the compiler busy.</summary>
    private const int LargestLength = 1 << 20;
    private const int MostTerms = 256;

    private readonly ConvolutionChoice convolutions = new(new PassCosts(options.HasVectors));
    private readonly List<RadixCodelet> radixCodelets = [];
    private readonly List<string> steps = [];

    /// <summary>The plan, or why there is none.</summary>
    public (PassPlan? Plan, string? Problem) Derive()
    {
        if (map.Terms.Any(t => t.Bilinear.Denominator > LargestLength)) return (null, $"its period is longer than {Text(LargestLength)} points");
        if (map.Terms.Count > MostTerms) return (null, $"it is a sum of more than {Text(MostTerms)} harmonic terms");
        var draft = Improve(Drafting.Draft(map, cancellation));
        var cores = ImmutableArray.CreateBuilder<CoreTransform>();
        foreach (var core in draft.Cores)
        {
            var convolution = convolutions.Of(core.Length);
            var transformed = convolution is null ? core : core with { Length = convolution.Length };
            var radices = options.RadicesOf(transformed.Length);
            var indices = radices.Select(r => CodeletIndex(r, core.Sign)).ToImmutableArray();
            if (indices.Contains(-1)) return (null, "no straight-line code was found for one of its radices " + string.Join(", ", radices.Select(Text)));
            cores.Add(new(core, StockhamPasses.Split(radices, indices)) { Convolution = convolution });
            if (convolution is not null) steps.Add(Describe(core, convolution));
            steps.Add(DescribePasses(transformed, radices));
        }

        return (new(cores.ToImmutable(), draft.Segments, radixCodelets.ToImmutableArray(), steps.ToImmutableArray()), null);
    }

    /// <summary>The lengths of the transforms that a plan would have; null where one of them would be a convolution, or there is no plan.</summary>
    public IReadOnlyList<int>? Lengths()
    {
        if (map.Terms.Count > MostTerms || map.Terms.Any(t => t.Bilinear.Denominator > LargestLength)) return null;
        var lengths = Improve(Drafting.Draft(map, cancellation)).Cores.Select(c => c.Length).Where(n => n > 1).Distinct().ToList();
        return lengths.Any(n => convolutions.Of(n) is not null) ? null : lengths;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Number(int count) => count switch
    {
        1 => "one",
        2 => "two",
        3 => "three",
        4 => "four",
        _ => Text(count),
    };

    private PlanDraft Improve(PlanDraft draft)
    {
        draft = SharedUses.Normalize(draft, map);
        Note("The exponents make it", draft);
        draft = Step("the odd elements in reverse order enter like the even ones", draft, d => ReversedOddElements.Apply(d, map, cancellation));
        draft = Step("vectors that enter every output in a constant ratio are added first", draft, d => ProportionalCores.Merge(d, cancellation));
        draft = SharedUses.Normalize(draft, map);
        draft = Step("every odd result is the conjugate of an even one", draft, d => MirroredHalf.Apply(d, map));
        draft = Step("only real parts are used, two of them fit into one complex number", draft, d => HalfLengthRealResults.Apply(d, map));
        draft = Step("two real vectors share one complex transform", draft, d => PairedRealData.Apply(d, map));
        draft = Step("the data are real, two of them become one complex number", draft, d => HalfLengthRealData.Apply(d, map));
        return WithDirections(SharedUses.Normalize(draft, map));
    }

    private PlanDraft Step(string observation, PlanDraft draft, Func<PlanDraft, PlanDraft> rule)
    {
        var next = rule(draft);
        var changed = next.Cores.Length != draft.Cores.Length || next.Cores.Zip(draft.Cores, (a, b) => a.Length != b.Length).Any(isOther => isOther);
        if (changed) Note(char.ToUpperInvariant(observation[0]) + observation.Substring(1) + ", which leaves", next);
        return next;
    }

    private void Note(string lead, PlanDraft draft)
    {
        var transforms = draft.Cores
            .GroupBy(c => c.Length)
            .OrderByDescending(g => g.Key)
            .Select(g => $"{Number(g.Count())} discrete Fourier transform{(g.Count() == 1 ? "" : "s")} of {Text(g.Key)} point{(g.Key == 1 ? "" : "s")}");
        steps.Add($"{lead} {string.Join(" and ", transforms)}.");
    }

    private static string Describe(CoreInput core, Convolution convolution) => convolution switch
    {
        GeneratorConvolution { Generator: var generator } =>
            $"{Text(core.Length)} is prime, and the indices 1 … {Text(core.Length - 1)} are the powers of {Text(generator)}: between outputs and inputs in that order, "
            + $"the exponents depend on the difference of the logarithms alone, a cyclic convolution of {Text(convolution.Length)} points (Rader).",
        _ => $"2·n·k = n² + k² − (k − n)²: but for a factor at each input and each output, the {Text(core.Length)} points enter by the difference of the indices alone, "
            + $"a convolution that fits into a cyclic one of {Text(convolution.Length)} points (Bluestein).",
    };

    private static string DescribePasses(CoreInput core, ImmutableArray<int> radices) => radices.Length switch
    {
        0 => "A transform of one point is a sum.",
        1 => $"The transform of {Text(core.Length)} points is straight-line code.",
        _ => $"{Text(core.Length)} = {string.Join(" · ", radices.Select(Text))}: columns n and n + {Text(core.Length / radices[0])} have a ratio that depends "
            + $"on k mod {Text(radices[0])} alone, and so on (Cooley–Tukey): {Text(radices.Length)} passes, in the order of Stockham.",
    };

    /// <summary>The direction of each transform in which most results are used in ascending order.</summary>
    private static PlanDraft WithDirections(PlanDraft draft)
    {
        for (var c = 0; c < draft.Cores.Length; c++)
        {
            var core = draft.Cores[c];
            var main = draft.Segments.OrderByDescending(s => s.Count).SelectMany(s => s.Sums).SelectMany(s => s.Of(c)).First();
            if (2L * main.Stride <= core.Length) continue;
            draft = draft.Replace(c, core with { Sign = -core.Sign }, use => [use with
            {
                Stride = Modular.Reduce(-use.Stride, core.Length),
                Offset = Modular.Reduce(-use.Offset, core.Length),
            }]);
        }

        return draft;
    }

    private int CodeletIndex(int radix, int sign)
    {
        var known = radixCodelets.FindIndex(c => c.Radix == radix && c.Sign == sign);
        if (known >= 0) return known;
        if (options.RadixCodelets.Of(radix, sign, options.Codelets, cancellation) is not { } codelet) return -1;
        radixCodelets.Add(codelet);
        return radixCodelets.Count - 1;
    }

    /// <summary>The matrix e^(2πi·sign·u·v/r).</summary>
    internal static ExactMatrix RadixMatrix(int radix, int sign) =>
        ExactMatrix.Define(radix, radix, (v, u) => Cyclotomic.Root(new Rational((long)sign * u * v, radix)));
}
