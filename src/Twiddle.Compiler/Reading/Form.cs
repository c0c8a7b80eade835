using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Reading;

/// <summary>
/// An exact number that may depend linearly on inputs: Σ coefficient · factor, with complex cyclotomic coefficients. Real values are the forms
/// that equal their conjugate.
/// </summary>
internal sealed class Form
{
    private Form(ImmutableArray<(Factor Factor, Cyclotomic Coefficient)> terms) => Terms = terms;

    public static Form Zero { get; } = new(ImmutableArray<(Factor, Cyclotomic)>.Empty);

    public static Form One { get; } = Constant(Cyclotomic.One);

    /// <summary>The terms in order of first appearance, factors distinct.</summary>
    public ImmutableArray<(Factor Factor, Cyclotomic Coefficient)> Terms { get; }

    /// <summary>Whether no input (and no carried value) occurs.</summary>
    public bool IsFreeOfData => Terms.All(t => t.Factor.Atom is null);

    /// <summary>The number, where neither data nor symbols nor π occur; null otherwise.</summary>
    public Cyclotomic? AsConstant => Terms.Length switch
    {
        0 => Cyclotomic.Zero,
        1 when Terms[0].Factor.IsConstant && Terms[0].Factor.PiPower == 0 => Terms[0].Coefficient,
        _ => null,
    };

    public Rational? AsRational => AsConstant is not { } constant ? null : constant.AsRational ?? ReducedRational(constant);

    public static Form Constant(Cyclotomic value) => value.Terms.IsEmpty ? Zero : Of(Factor.One, value);

    public static Form Of(Factor factor, Cyclotomic coefficient) => new(ImmutableArray.Create((factor, coefficient)));

    public static Form Of(Polynomial polynomial) =>
        new(polynomial.Terms.Select(t => (t.Monomial.IsOne ? Factor.One : new Factor(null, Polynomial.Zero, t.Monomial, 0, ImmutableArray<Symbol>.Empty), Cyclotomic.FromRational(t.Coefficient)))
            .ToImmutableArray());

    /// <summary>e^(2πi·turns).</summary>
    public static Form Harmonic(Polynomial turns)
    {
        var coefficient = Cyclotomic.Root(turns.ConstantTerm);
        var phase = turns.WithoutConstant().ModuloOne();
        return phase.Terms.IsEmpty ? Constant(coefficient) : Of(new Factor(null, phase, Monomial.One, 0, ImmutableArray<Symbol>.Empty), coefficient);
    }

    public bool DependsOn(Symbol symbol) => Terms.Any(t => t.Factor.DependsOn(symbol));

    public Form Conjugate() => Sum(Terms.Select(t => (t.Factor.Conjugate(), t.Coefficient.Conjugate())));

    public Form RealPart() => (this + Conjugate()) * Rational.Half;

    public Form ImaginaryPart() => (this - Conjugate()).Scale(Cyclotomic.Root(new Rational(3, 4)) * Rational.Half);

    /// <summary>The terms with the factors the predicate accepts.</summary>
    public Form Where(Func<Factor, bool> accepts) => new(Terms.Where(t => accepts(t.Factor)).ToImmutableArray());

    public Form Scale(Cyclotomic by)
    {
        if (by.Terms.IsEmpty) return Zero;
        return by.AsRational is { IsOne: true } ? this : new(Terms.Select(t => (t.Factor, t.Coefficient * by)).ToImmutableArray());
    }

    /// <summary>Replaces a symbol everywhere but where it is bound.</summary>
    public Form Substitute(Symbol symbol, Polynomial value) => DependsOn(symbol) ? Sum(Terms.Select(t => Substitute(t, symbol, value)).SelectMany(f => f.Terms)) : this;

    /// <summary>Σ over the symbol's range.</summary>
    public Form SumOver(Symbol symbol) =>
        Sum(Terms.Select(t => t.Factor.DependsOn(symbol) ? (t.Factor.BoundBy(symbol), t.Coefficient) : (t.Factor, t.Coefficient * (Rational)symbol.Count)));

    /// <summary>Drops the terms whose coefficient is zero, decided exactly.</summary>
    public Form Normalise() => Terms.Any(t => t.Coefficient.IsZero()) ? new(Terms.Where(t => !t.Coefficient.IsZero()).ToImmutableArray()) : this;

    public bool SameAs(Form other) => ReferenceEquals(this, other) || (this - other).Normalise().Terms.IsEmpty;

    public static Form operator +(Form a, Form b)
    {
        if (a.Terms.IsEmpty) return b;
        if (b.Terms.IsEmpty) return a;
        var terms = a.Terms.ToBuilder();
        foreach (var term in b.Terms) Accumulate(terms, term);
        return new(terms.ToImmutable());
    }

    public static Form operator -(Form a) => new(a.Terms.Select(t => (t.Factor, -t.Coefficient)).ToImmutableArray());

    public static Form operator -(Form a, Form b) => a + -b;

    public static Form operator *(Form a, Rational b) => a.Scale(Cyclotomic.FromRational(b));

    /// <summary>The product, where one operand at least is free of data; null otherwise.</summary>
    public static Form? TryMultiply(Form a, Form b)
    {
        if (b.AsConstant is { } right) return a.Scale(right);
        if (a.AsConstant is { } left) return b.Scale(left);
        if (!a.IsFreeOfData && !b.IsFreeOfData) return null;
        return Sum(
            from s in a.Terms
            from t in b.Terms
            from term in Multiply(s, t).Terms
            select term);
    }

    private static Form Multiply((Factor Factor, Cyclotomic Coefficient) s, (Factor Factor, Cyclotomic Coefficient) t)
    {
        var factor = new Factor(
            s.Factor.Atom ?? t.Factor.Atom,
            (s.Factor.Phase + t.Factor.Phase).ModuloOne(),
            s.Factor.Power * t.Factor.Power,
            s.Factor.PiPower + t.Factor.PiPower,
            s.Factor.Bound.AddRange(t.Factor.Bound));
        return Of(factor, s.Coefficient * t.Coefficient);
    }

    private static Form Substitute((Factor Factor, Cyclotomic Coefficient) term, Symbol symbol, Polynomial value)
    {
        var (factor, coefficient) = term;
        var phase = factor.Phase.Substitute(symbol, value);
        var atom = factor.Atom is { } a ? a with { Index = a.Index.Substitute(symbol, value) } : null;
        var rest = new Factor(atom, phase.WithoutConstant().ModuloOne(), Monomial.One, factor.PiPower, factor.Bound);
        var form = Of(rest, coefficient * Cyclotomic.Root(phase.ConstantTerm));
        var power = Polynomial.Of(factor.Power, Rational.One).Substitute(symbol, value);
        return factor.Power.IsOne ? form : TryMultiply(form, Of(power))!;
    }

    private static Form Sum(IEnumerable<(Factor Factor, Cyclotomic Coefficient)> terms)
    {
        var sum = ImmutableArray.CreateBuilder<(Factor, Cyclotomic)>();
        foreach (var term in terms) Accumulate(sum, term);
        return new(sum.ToImmutable());
    }

    private static void Accumulate(ImmutableArray<(Factor Factor, Cyclotomic Coefficient)>.Builder terms, (Factor Factor, Cyclotomic Coefficient) term)
    {
        for (var i = 0; i < terms.Count; i++)
        {
            if (!terms[i].Factor.Equals(term.Factor)) continue;
            var sum = terms[i].Coefficient + term.Coefficient;
            if (sum.Terms.IsEmpty) terms.RemoveAt(i);
            else terms[i] = (term.Factor, sum);
            return;
        }

        if (!term.Coefficient.Terms.IsEmpty) terms.Add(term);
    }

    /// <summary>√2·√2/2 is written as a sum of roots, and yet is 1.</summary>
    private static Rational? ReducedRational(Cyclotomic constant)
    {
        if (!constant.IsReal()) return null;
        var coordinates = CyclotomicBasis.Reduce(constant);
        if (coordinates.Count == 0) return Rational.Zero;
        // 1 itself is written on the basis; a rational multiple of it has proportional coordinates.
        var unit = CyclotomicBasis.Reduce(constant, Cyclotomic.One);
        if (unit.Count != coordinates.Count) return null;
        Rational? ratio = null;
        foreach (var (exponent, coefficient) in unit.Select(u => (u.Key, u.Value)))
        {
            if (!coordinates.TryGetValue(exponent, out var coordinate)) return null;
            var quotient = coordinate / coefficient;
            if (ratio is { } known && known != quotient) return null;
            ratio = quotient;
        }

        return ratio;
    }
}
