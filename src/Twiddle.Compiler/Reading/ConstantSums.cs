using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <summary>
/// What is added to the outputs of a summarised loop and is no data: a level shift before a transform goes through it like data, and comes out as a number for each
/// output index, most of them zero.
/// </summary>
/// <remarks>
/// Σₛ e^(2πi·(θs + φ)) over s = 0 … C − 1 is C·e^(2πiφ) where θ is an integer, and e^(2πiφ)·(1 − ωᶜ)/(1 − ω) with ω = e^(2πiθ) elsewhere. Of a cosine's two
/// such terms the denominators are 1 − ω and 1 − ω̄ = −ω̄·(1 − ω): brought to one of them, the numerators cancel where the sum is zero, and nothing has to be divided.
/// </remarks>
internal static class ConstantSums
{
    private const int MaximumRanges = 8;
    private const int LargestRange = 1 << 16;

    /// <summary>The value of a piece with its constants evaluated, for ranges of its index in which they are the same.</summary>
    public static IReadOnlyList<(IndexRange Range, Value Value)> Evaluated(OutputPiece piece, Value value)
    {
        var constants = Constants(value).ToList();
        if (constants.All(c => c.AsConstant is not null) || piece.Range.Count > LargestRange) return [(piece.Range, value)];
        var ranges = new List<(IndexRange Range, ImmutableArray<Cyclotomic> Numbers)>();
        for (var k = piece.Range.Start; k < piece.Range.End; k++)
        {
            var numbers = ImmutableArray.CreateBuilder<Cyclotomic>();
            foreach (var constant in constants)
            {
                if (At(constant, piece.Index, k) is not { } number) return [(piece.Range, value)];
                numbers.Add(number);
            }

            if (ranges.Count > 0 && ranges[ranges.Count - 1].Numbers.Zip(numbers, (x, y) => x.SameAs(y)).All(same => same))
                ranges[ranges.Count - 1] = (ranges[ranges.Count - 1].Range with { End = k + 1 }, ranges[ranges.Count - 1].Numbers);
            else if (ranges.Count == MaximumRanges) return [(piece.Range, value)];
            else ranges.Add((new IndexRange(k, k + 1), numbers.ToImmutable()));
        }

        return ranges.Select(r => (r.Range, WithConstants(value, r.Numbers))).ToList();
    }

    private static IEnumerable<Form> Constants(Value value) => value switch
    {
        FormValue form => [form.Form.Where(f => f.Atom is null).Normalise()],
        NonLinearValue nonLinear => nonLinear.Arguments.SelectMany(Constants),
        _ => [],
    };

    private static Value WithConstants(Value value, ImmutableArray<Cyclotomic> numbers)
    {
        var next = 0;
        return Interpreter.MapForms(value, form => form.Where(f => f.Atom is not null) + Form.Constant(numbers[next++]));
    }

    /// <summary>The number at one index; null where it is none that can be found.</summary>
    private static Cyclotomic? At(Form constant, Symbol index, int k)
    {
        var sum = Cyclotomic.Zero;
        var numerators = new Dictionary<Rational, Cyclotomic>();
        foreach (var (factor, coefficient) in constant.Terms)
        {
            if (!factor.Power.IsOne || factor.PiPower != 0 || factor.Bound.Length > 1) return null;
            var phase = factor.Phase.Substitute(index, Polynomial.Constant(k));
            if (factor.Bound.IsEmpty)
            {
                if (!phase.IsConstant) return null;
                sum += coefficient * Cyclotomic.Root(phase.ConstantTerm);
                continue;
            }

            var bound = factor.Bound[0];
            if (phase.AffineIn(bound) is not { Intercept: { IsConstant: true, ConstantTerm: var start }, Slope: var slope }) return null;
            var turns = slope.Fraction();
            var first = coefficient * Cyclotomic.Root(start);
            if (turns.IsZero)
            {
                sum += first * (Rational)bound.Count;
                continue;
            }

            var numerator = first * (Cyclotomic.One - Cyclotomic.Root(turns * bound.Count));
            if (turns > Rational.Half)
            {
                // 1/(1 − ω) = −ω̄/(1 − ω̄)
                turns = 1 - turns;
                numerator = -(numerator * Cyclotomic.Root(turns));
            }

            numerators.TryGetValue(turns, out var others);
            numerators[turns] = (others ?? Cyclotomic.Zero) + numerator;
        }

        foreach (var (turns, numerator) in numerators.OrderBy(n => n.Key).Select(n => (n.Key, n.Value)))
        {
            if (numerator.IsZero()) continue;
            if ((Cyclotomic.One - Cyclotomic.Root(turns)).TryInvertPair() is not { } inverse) return null;
            sum += numerator * inverse;
        }

        return sum;
    }
}
