using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <summary>
/// Joins real lanes into complex ones where that leaves fewer harmonic terms: cos and −sin sums become one e^(−iθ).
/// </summary>
internal static class LanePairing
{
    public static (IReadOnlyList<LaneKey> Inputs, IReadOnlyList<LaneKey> Outputs, EquatableArray<HarmonicTerm> Terms, Func<int, bool, int> Number) Pair(
        ImmutableArray<Dictionary<TermKey, Cyclotomic>> terms, IReadOnlyList<LaneKey> keys, Func<LaneKey, int> elements)
    {
        var (outputs, outputTerms, number) = PairOutputs(terms, keys, elements);
        foreach (var (real, imaginary) in CandidatePairs(InputsOf(outputTerms)))
        {
            var joined = outputTerms.Select(t => JoinInputs(t, real, imaginary)).ToList();
            if (joined.Sum(t => t.Count) < outputTerms.Sum(t => t.Count)) outputTerms = joined;
        }

        var inputs = InputsOf(outputTerms);
        var result = ImmutableArray.CreateBuilder<HarmonicTerm>();
        for (var lane = 0; lane < outputs.Count; lane++)
        {
            foreach (var (key, coefficient) in outputTerms[lane].Select(t => (t.Key, t.Value)))
            {
                result.Add(new HarmonicTerm(
                    inputs.IndexOf(key.Input), key.ConjugatesInput, key.InputRange, lane, key.OutputRange, coefficient, key.Bilinear, key.InputPhase, key.OutputPhase));
            }
        }

        return (inputs, outputs, result.ToImmutable(), number);
    }

    /// <summary>Adds a coefficient to a sum of terms.</summary>
    public static void Add(Dictionary<TermKey, Cyclotomic> terms, TermKey key, Cyclotomic coefficient)
    {
        terms.TryGetValue(key, out var sum);
        sum = (sum ?? Cyclotomic.Zero) + coefficient;
        if (sum.IsZero()) terms.Remove(key);
        else terms[key] = sum;
    }

    private static (List<LaneKey> Outputs, List<Dictionary<TermKey, Cyclotomic>> Terms, Func<int, bool, int> Number) PairOutputs(
        ImmutableArray<Dictionary<TermKey, Cyclotomic>> terms, IReadOnlyList<LaneKey> keys, Func<LaneKey, int> elements)
    {
        var partners = new Dictionary<int, int>();
        foreach (var (real, imaginary) in CandidatePairs(keys))
        {
            var (i, j) = (IndexOf(keys, real), IndexOf(keys, imaginary));
            if (partners.ContainsKey(i) || partners.ContainsValue(i) || partners.ContainsKey(j) || partners.ContainsValue(j)) continue;
            // A complex lane is as long as both its parts.
            if (real.ToLane(elements(real)).Count != imaginary.ToLane(elements(imaginary)).Count) continue;
            var joined = Join(terms[i], terms[j]);
            if (joined.Count > Math.Max(terms[i].Count, terms[j].Count)) continue;
            // The numbers under a non-linear end have no order of their own: Atan2(im, re) is of re + i·im, not of im + i·re = i·conj(re + i·im).
            if (real.Leaf != imaginary.Leaf && joined.Keys.All(term => term.ConjugatesInput)) partners.Add(j, i);
            else partners.Add(i, j);
        }

        var outputs = new List<LaneKey>();
        var outputTerms = new List<Dictionary<TermKey, Cyclotomic>>();
        var numbers = new int[keys.Count];
        for (var lane = 0; lane < keys.Count; lane++)
        {
            if (partners.ContainsValue(lane)) continue;
            numbers[lane] = 2 * outputs.Count;
            var isPair = partners.TryGetValue(lane, out var partner);
            if (isPair) numbers[partner] = (2 * outputs.Count) + 1;
            outputs.Add(isPair ? keys[lane] with { Imaginary = keys[partner] } : keys[lane]);
            outputTerms.Add(isPair ? Join(terms[lane], terms[partner]) : terms[lane]);
        }

        return (outputs, outputTerms, (lane, isImaginary) => numbers[lane] + (isImaginary ? 1 : 0));
    }

    /// <summary>real + i·imaginary.</summary>
    private static Dictionary<TermKey, Cyclotomic> Join(Dictionary<TermKey, Cyclotomic> real, Dictionary<TermKey, Cyclotomic> imaginary)
    {
        var sum = new Dictionary<TermKey, Cyclotomic>(real);
        foreach (var (key, coefficient) in imaginary.Select(t => (t.Key, t.Value))) Add(sum, key, coefficient * Cyclotomic.ImaginaryOne);
        return sum;
    }

    /// <summary>With z = a + i·b: c·a + d·b = (c − i·d)/2 · z + (c + i·d)/2 · z̄.</summary>
    private static Dictionary<TermKey, Cyclotomic> JoinInputs(Dictionary<TermKey, Cyclotomic> terms, LaneKey real, LaneKey imaginary)
    {
        var pair = real with { Imaginary = imaginary };
        var sum = new Dictionary<TermKey, Cyclotomic>();
        foreach (var (key, coefficient) in terms.Select(t => (t.Key, t.Value)))
        {
            if (key.Input != real && key.Input != imaginary)
            {
                Add(sum, key, coefficient);
                continue;
            }

            var isReal = key.Input == real;
            var turn = isReal ? Cyclotomic.One : Cyclotomic.ImaginaryOne;
            Add(sum, key with { Input = pair }, coefficient * turn.Conjugate() * Rational.Half);
            Add(sum, key with { Input = pair, ConjugatesInput = true }, coefficient * turn * Rational.Half);
        }

        return sum;
    }

    /// <summary>Pairs of real lanes that may be the parts of complex numbers: components of one element, neighbours, two buffers.</summary>
    private static IEnumerable<(LaneKey Real, LaneKey Imaginary)> CandidatePairs(IReadOnlyList<LaneKey> lanes) =>
        from real in lanes
        from imaginary in lanes
        where !real.IsComplex && !imaginary.IsComplex && real.Imaginary is null && imaginary.Imaginary is null && real.Stride == imaginary.Stride
        where imaginary == real with { Component = real.Component + 1 }
            || imaginary == real with { Leaf = real.Leaf + 1 }
            || imaginary == real with { Residue = real.Residue + 1 }
            || imaginary == real with { Buffer = real.Buffer + 1 }
        select (real, imaginary);

    private static List<LaneKey> InputsOf(List<Dictionary<TermKey, Cyclotomic>> terms) =>
        terms.SelectMany(t => t.Keys).Select(k => k.Input).Distinct()
            .OrderBy(l => l.Buffer).ThenBy(l => l.Residue).ThenBy(l => l.Component).ToList();

    private static int IndexOf(IReadOnlyList<LaneKey> lanes, LaneKey lane)
    {
        for (var i = 0; i < lanes.Count; i++)
            if (lanes[i] == lane) return i;
        return -1;
    }
}
