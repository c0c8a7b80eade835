using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Reading;

/// <summary>
/// Writes, for all values of <see cref="Counters"/>, <see cref="Value"/> into the element <see cref="Index"/>, both functions of them. The index is affine in each
/// counter, with slopes that are not zero, and no two values of the counters write the same element.
/// </summary>
/// <param name="Counters">The counters of the loops that write, the innermost first.</param>
/// <param name="Index">The element.</param>
/// <param name="Value">What is written.</param>
internal sealed record ArrayWrite(ImmutableArray<Symbol> Counters, Polynomial Index, Value Value)
{
    public ArrayWrite(Symbol counter, Polynomial index, Value value) : this(ImmutableArray.Create(counter), index, value)
    {
    }

    /// <summary>The counter, where there is one.</summary>
    public Symbol Counter => Counters[0];

    /// <summary>Whether different values of the counters mean different elements: each slope is more than all smaller ones can make together, as in i·columns + j.</summary>
    public static bool IsOneToOne(IEnumerable<Symbol> counters, Polynomial index)
    {
        var reach = Rational.Zero;
        foreach (var (slope, counter) in Slopes(counters, index))
        {
            if (!slope.IsInteger || slope.IsZero || Size(slope) <= reach) return false;
            reach += Size(slope) * (Rational)(counter.Count - 1);
        }

        return true;
    }

    /// <summary>The values of the counters at which the element is written, as polynomials; null where the element is not certainly one of those written.</summary>
    public ImmutableArray<Polynomial>? PositionOf(Polynomial index) => PositionOf(index, static polynomial => polynomial.Bounds());

    /// <summary>The same, where more is known of polynomials than their symbols tell.</summary>
    public ImmutableArray<Polynomial>? PositionOf(Polynomial index, Func<Polynomial, (Rational Least, Rational Greatest)> bounds)
    {
        if (Equate(index) is not { } positions) return null;
        foreach (var (counter, position) in positions.Select(p => (p.Key, p.Value)))
        {
            var (least, greatest) = bounds(position);
            if (least.Sign < 0 || greatest >= counter.Count) return null;
        }

        return Counters.Select(counter => positions[counter]).ToImmutableArray();
    }

    /// <summary>What the counters would have to be, whether they ever are or not; null where that is no polynomial with integer coefficients.</summary>
    public Dictionary<Symbol, Polynomial>? Equate(Polynomial index)
    {
        var slopes = Slopes(Counters, Index);

        // From the least index on, where counters with negative slopes are at their ends.
        var rest = index - slopes.Aggregate(Index, (at, s) => at.Substitute(s.Counter, Polynomial.Constant(s.Slope.Sign < 0 ? s.Counter.Count - 1 : 0)));
        var positions = new Dictionary<Symbol, Polynomial>();
        for (var i = slopes.Count - 1; i >= 0; i--)
        {
            var (slope, counter) = slopes[i];
            if (slope.IsZero) return null;
            // Of a row-major index, what the slope divides is of the outer counter, and the rest of the inner ones.
            var quotient = i == 0 ? rest * Size(slope).Reciprocal() : Divided(rest, Size(slope));
            if (quotient.Terms.Any(t => !t.Coefficient.IsInteger)) return null;
            positions[counter] = slope.Sign < 0 ? Polynomial.Constant(counter.Count - 1) - quotient : quotient;
            rest -= quotient * Size(slope);
        }

        return positions;
    }

    /// <summary>The value at such a position.</summary>
    public Value At(ImmutableArray<Polynomial> position) => Counters.Zip(position, (counter, at) => (counter, at)).Aggregate(Value, (value, c) => Interpreter.MapForms(value, form => form.Substitute(c.counter, c.at)));

    public bool Covers(long index) => PositionOf(Polynomial.Constant(index)) is not null;

    /// <summary>Whether no values of the counters and of the index's own symbols make both indices equal.</summary>
    public bool IsDisjointFrom(Polynomial index)
    {
        if (Counters.Length > 1)
        {
            var (low, high) = (index - Index).Bounds();
            return low.Sign > 0 || high.Sign < 0;
        }

        if (Index.AffineIn(Counter) is not { } affine) return false;
        var difference = index - affine.Intercept;
        var (least, greatest) = (difference * affine.Slope.Reciprocal()).Bounds();
        if (greatest.Sign < 0 || least >= Counter.Count) return true;
        // Equal only where slope · counter = difference: impossible when the slope divides every coefficient but not the constant.
        var quotient = difference * affine.Slope.Reciprocal();
        return quotient.WithoutConstant().Terms.All(t => t.Coefficient.IsInteger) && !quotient.ConstantTerm.IsInteger;
    }

    /// <summary>The terms that the slope divides, each by the slope, and as much of the constant.</summary>
    private static Polynomial Divided(Polynomial polynomial, Rational slope)
    {
        var all = polynomial * slope.Reciprocal();
        return all.Terms.Where(t => !t.Monomial.IsOne && t.Coefficient.IsInteger)
            .Aggregate(Polynomial.Constant(all.ConstantTerm.Floor()), (sum, t) => sum + Polynomial.Of(t.Monomial, t.Coefficient));
    }

    /// <summary>The slopes, the smallest first.</summary>
    private static List<(Rational Slope, Symbol Counter)> Slopes(IEnumerable<Symbol> counters, Polynomial index) =>
        counters.Select(counter => (index.AffineIn(counter)?.Slope ?? Rational.Zero, counter)).OrderBy(s => Size(s.Item1)).ThenBy(s => s.counter).ToList();

    private static Rational Size(Rational slope) => slope.Sign < 0 ? -slope : slope;
}
