using System.Collections.Immutable;
using System.Numerics;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Reading;

/// <summary>A polynomial with rational coefficients in the symbols of summarised loops.</summary>
internal sealed class Polynomial : IEquatable<Polynomial>
{
    private const int Cached = 256;

    private static readonly Polynomial[] small = new Polynomial[Cached];

    private readonly int hash;

    private Polynomial(ImmutableArray<(Monomial Monomial, Rational Coefficient)> terms)
    {
        Terms = terms;
        foreach (var (monomial, coefficient) in terms)
            hash = unchecked((hash * 31 + monomial.GetHashCode()) * 31 + coefficient.GetHashCode());
    }

    public static Polynomial Zero { get; } = new(ImmutableArray<(Monomial, Rational)>.Empty);

    /// <summary>The terms in ascending order of their monomials, none with coefficient zero.</summary>
    public ImmutableArray<(Monomial Monomial, Rational Coefficient)> Terms { get; }

    public bool IsConstant => Terms.IsEmpty || (Terms.Length == 1 && Terms[0].Monomial.IsOne);

    public Rational ConstantTerm => Terms.Length > 0 && Terms[0].Monomial.IsOne ? Terms[0].Coefficient : Rational.Zero;

    public IEnumerable<Symbol> Symbols => Terms.SelectMany(t => t.Monomial.Symbols).Distinct();

    /// <summary>A number; small integers, which indices are, are made once.</summary>
    public static Polynomial Constant(Rational value)
    {
        if (value.IsZero) return Zero;
        if (value.AsSmallInteger is > 0 and < Cached and { } index) return small[index] ??= new(ImmutableArray.Create((Monomial.One, value)));
        return new(ImmutableArray.Create((Monomial.One, value)));
    }

    public static Polynomial Of(Symbol symbol) => new(ImmutableArray.Create((Monomial.Of(symbol), Rational.One)));

    public static Polynomial Of(Monomial monomial, Rational coefficient) => coefficient.IsZero ? Zero : new(ImmutableArray.Create((monomial, coefficient)));

    public bool DependsOn(Symbol symbol) => Terms.Any(t => t.Monomial.Degree(symbol) > 0);

    /// <summary>The least and greatest value while each symbol runs through its range, bounded term by term.</summary>
    public (Rational Least, Rational Greatest) Bounds()
    {
        if (IsConstant) return (ConstantTerm, ConstantTerm);
        Rational least = 0, greatest = 0;
        foreach (var (monomial, coefficient) in Terms)
        {
            if (monomial.IsOne)
            {
                least += coefficient;
                greatest += coefficient;
                continue;
            }

            var extreme = coefficient * monomial.Maximum;
            if (extreme.Sign > 0) greatest += extreme;
            else least += extreme;
        }

        return (least, greatest);
    }

    /// <summary>Writes this as Slope·symbol + Intercept with a rational slope and an intercept free of the symbol; null where it is not of that form.</summary>
    public (Rational Slope, Polynomial Intercept)? AffineIn(Symbol symbol)
    {
        Rational slope = 0;
        foreach (var (monomial, coefficient) in Terms)
        {
            if (monomial.Degree(symbol) == 0) continue;
            if (monomial.Symbols.Length != 1) return null;
            slope = coefficient;
        }

        return (slope, this - Of(Monomial.Of(symbol), slope));
    }

    public Polynomial Substitute(Symbol symbol, Polynomial value)
    {
        if (!DependsOn(symbol)) return this;
        var sum = Zero;
        foreach (var (monomial, coefficient) in Terms)
        {
            var term = Of(monomial.Without(symbol), coefficient);
            for (var i = monomial.Degree(symbol); i > 0; i--) term *= value;
            sum += term;
        }

        return sum;
    }

    /// <summary>Reduces every coefficient modulo 1: the same phase, since symbols are integers.</summary>
    public Polynomial ModuloOne() => IsConstant ? Constant(ConstantTerm.Fraction()) : Map(c => c.Fraction());

    public Polynomial WithoutConstant() => this - Constant(ConstantTerm);

    public static Polynomial operator +(Polynomial a, Polynomial b)
    {
        if (a.Terms.IsEmpty) return b;
        if (b.Terms.IsEmpty) return a;
        if (a.IsConstant && b.IsConstant) return Constant(a.ConstantTerm + b.ConstantTerm);
        var sums = new SortedDictionary<Monomial, Rational>();
        foreach (var (monomial, coefficient) in a.Terms.Concat(b.Terms))
        {
            sums.TryGetValue(monomial, out var sum);
            sums[monomial] = sum + coefficient;
        }

        return new(sums.Where(s => !s.Value.IsZero).Select(s => (s.Key, s.Value)).ToImmutableArray());
    }

    public static Polynomial operator -(Polynomial a) => a.IsConstant ? Constant(-a.ConstantTerm) : a.Map(c => -c);

    public static Polynomial operator -(Polynomial a, Polynomial b) => a + -b;

    public static Polynomial operator *(Polynomial a, Rational b) => a.IsConstant ? Constant(a.ConstantTerm * b) : a.Map(c => c * b);

    public static Polynomial operator *(Polynomial a, Polynomial b)
    {
        if (a.IsConstant) return b * a.ConstantTerm;
        if (b.IsConstant) return a * b.ConstantTerm;
        var sum = Zero;
        foreach (var (monomial, coefficient) in a.Terms)
            sum += new Polynomial(b.Terms.Select(t => (t.Monomial * monomial, t.Coefficient * coefficient)).OrderBy(t => t.Item1).ToImmutableArray());
        return sum;
    }

    public bool Equals(Polynomial? other) => other is not null && (ReferenceEquals(this, other) || hash == other.hash && Terms.SequenceEqual(other.Terms));

    public override bool Equals(object? obj) => Equals(obj as Polynomial);

    public override int GetHashCode() => hash;

    private Polynomial Map(Func<Rational, Rational> change)
    {
        return new(Terms.Select(t => (t.Monomial, change(t.Coefficient))).Where(t => !t.Item2.IsZero).ToImmutableArray());
    }
}
