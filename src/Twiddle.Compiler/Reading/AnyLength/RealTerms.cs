using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading.AnyLength;

/// <summary>
/// A sum of harmonic terms whose real part is meant, as a sum of exponentials on one rectangle of indices: each angle in one way, so that sums can be compared by
/// their coefficients. Re z = z/2 + z̄/2; a complex number is its parts, Re c·(a + ib) = Re c·a + Re ic·b; and where there is only one index, its share of the angle goes to the
/// coefficient.
/// </summary>
internal sealed class RealTerms
{
    private readonly Dictionary<Exponential, Cyclotomic> coefficients = [];

    private RealTerms(IEnumerable<RealTerm> terms, IndexRange columns, IndexRange rows)
    {
        foreach (var (part, term) in terms.Select(t => (t.Part, t.Term)))
        {
            Add(new(part, term.Bilinear, term.InputPhase, term.OutputPhase), term.Coefficient);
            Add(new(part, -term.Bilinear, -term.InputPhase, -term.OutputPhase), term.Coefficient.Conjugate());
        }

        void Add(Exponential angle, Cyclotomic coefficient)
        {
            var (key, factor) = angle.On(columns, rows);
            coefficient *= factor * Rational.Half;
            coefficients[key] = coefficients.TryGetValue(key, out var known) ? known + coefficient : coefficient;
        }
    }

    /// <summary>e^(2πi·(Bilinear·jk + Input·j + Output·k)), of the real part of x[j], 0, or of its imaginary part, 1.</summary>
    private readonly record struct Exponential(int Part, Rational Bilinear, Rational Input, Rational Output)
    {
        public (Exponential Angle, Cyclotomic Factor) On(IndexRange columns, IndexRange rows)
        {
            var (bilinear, input, output, turns) = (Bilinear, Input, Output, Rational.Zero);
            if (columns.Count == 1) (output, turns, bilinear, input) = (output + bilinear * columns.Start, turns + input * columns.Start, 0, 0);
            if (rows.Count == 1) (input, turns, bilinear, output) = (input + bilinear * rows.Start, turns + output * rows.Start, 0, 0);
            return (new(Part, bilinear.Fraction(), input.Fraction(), output.Fraction()), Cyclotomic.Root(turns));
        }
    }

    /// <summary>Whether two sums of terms are the same function of j and k, on all of their rectangles.</summary>
    public static bool AreSame(IReadOnlyList<RealTerm> left, IReadOnlyList<RealTerm> right)
    {
        var all = left.Concat(right).Select(t => t.Term).ToList();
        foreach (var columns in Ranges(all.Select(t => t.InputRange)))
            foreach (var rows in Ranges(all.Select(t => t.OutputRange)))
                if (!On(left, columns, rows).SameAs(On(right, columns, rows))) return false;
        return true;
    }

    /// <summary>The terms that hold on a rectangle.</summary>
    public static RealTerms On(IEnumerable<RealTerm> terms, IndexRange columns, IndexRange rows) =>
        new(terms.Where(t => Holds(t.Term.InputRange, columns) && Holds(t.Term.OutputRange, rows)), columns, rows);

    private static bool Holds(IndexRange range, IndexRange part) => range.Start <= part.Start && part.End <= range.End;

    /// <summary>The pieces that the ends of all ranges cut.</summary>
    private static List<IndexRange> Ranges(IEnumerable<IndexRange> ranges)
    {
        var cuts = ranges.SelectMany(r => new[] { r.Start, r.End }).Distinct().OrderBy(cut => cut).ToList();
        return cuts.Zip(cuts.Skip(1), (start, end) => new IndexRange(start, end)).ToList();
    }

    private bool SameAs(RealTerms other) =>
        coefficients.All(c => other.coefficients.TryGetValue(c.Key, out var value) ? c.Value.SameAs(value) : c.Value.IsZero())
        && other.coefficients.All(c => coefficients.ContainsKey(c.Key) || c.Value.IsZero());

    /// <summary>The factor by which these are another sum of one term; null where they are not, as far as its first angle tells.</summary>
    public Cyclotomic? Over(RealTerms unit)
    {
        foreach (var (angle, coefficient) in unit.coefficients.Select(c => (c.Key, c.Value)))
            if (coefficient.TryInvert() is { } inverse) return coefficients.TryGetValue(angle, out var value) ? value * inverse : null;
        return null;
    }
}

/// <summary>A harmonic term of one part of the inputs: of their real parts, 0, or of their imaginary parts, 1.</summary>
internal readonly record struct RealTerm(int Part, HarmonicTerm Term)
{
    /// <summary>A term of numbers, real or complex, as terms of their parts.</summary>
    public static IEnumerable<RealTerm> Of(HarmonicTerm term, bool isComplex)
    {
        yield return new(0, term);
        if (isComplex) yield return new(1, term with { Coefficient = term.Coefficient * (term.ConjugatesInput ? -Cyclotomic.ImaginaryOne : Cyclotomic.ImaginaryOne) });
    }
}
