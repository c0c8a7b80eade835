using System.Collections.Immutable;
using System.Numerics;

namespace Twiddle.Compiler.Reading.Convolutions;

/// <summary>An integer that is affine in unknown integers: lengths, parameters and loop counters, each known by a number.</summary>
internal sealed class Affine : IEquatable<Affine>
{
    private readonly ImmutableArray<(int Unknown, BigInteger Coefficient)> terms;

    private Affine(ImmutableArray<(int Unknown, BigInteger Coefficient)> terms, BigInteger constant)
    {
        this.terms = terms;
        Constant = constant;
    }

    public static Affine Zero { get; } = Of(0);

    /// <summary>The unknowns in the order of their numbers, none with coefficient zero.</summary>
    public ImmutableArray<(int Unknown, BigInteger Coefficient)> Terms => terms;

    public BigInteger Constant { get; }

    public bool IsConstant => terms.IsEmpty;

    public static Affine Of(BigInteger constant) => new(ImmutableArray<(int, BigInteger)>.Empty, constant);

    public static Affine OfUnknown(int unknown) => new(ImmutableArray.Create((unknown, BigInteger.One)), 0);

    public BigInteger CoefficientOf(int unknown)
    {
        foreach (var term in terms)
            if (term.Unknown == unknown) return term.Coefficient;
        return 0;
    }

    public static Affine operator +(Affine a, Affine b)
    {
        var sum = ImmutableArray.CreateBuilder<(int, BigInteger)>(a.terms.Length + b.terms.Length);
        var (i, j) = (0, 0);
        while (i < a.terms.Length || j < b.terms.Length)
        {
            if (j == b.terms.Length || (i < a.terms.Length && a.terms[i].Unknown < b.terms[j].Unknown)) sum.Add(a.terms[i++]);
            else if (i == a.terms.Length || b.terms[j].Unknown < a.terms[i].Unknown) sum.Add(b.terms[j++]);
            else
            {
                var coefficient = a.terms[i].Coefficient + b.terms[j].Coefficient;
                if (!coefficient.IsZero) sum.Add((a.terms[i].Unknown, coefficient));
                i++;
                j++;
            }
        }

        return new(sum.ToImmutable(), a.Constant + b.Constant);
    }

    public static Affine operator -(Affine a, Affine b) => a + b.Times(-1);

    public static Affine operator +(Affine a, int b) => new(a.terms, a.Constant + b);

    public static Affine operator -(Affine a, int b) => new(a.terms, a.Constant - b);

    public Affine Times(BigInteger factor)
    {
        if (factor.IsZero) return Zero;
        if (factor.IsOne) return this;
        var products = ImmutableArray.CreateBuilder<(int, BigInteger)>(terms.Length);
        foreach (var (unknown, coefficient) in terms) products.Add((unknown, coefficient * factor));
        return new(products.MoveToImmutable(), Constant * factor);
    }

    /// <summary>The same with a value in the place of an unknown.</summary>
    public Affine With(int unknown, Affine value)
    {
        var coefficient = CoefficientOf(unknown);
        return coefficient.IsZero ? this : new Affine(terms.Where(t => t.Unknown != unknown).ToImmutableArray(), Constant) + value.Times(coefficient);
    }

    /// <summary>For an inequality this ≥ 0: the tightest with the same integer solutions.</summary>
    public Affine Tightened()
    {
        if (terms.IsEmpty) return this;
        var divisor = BigInteger.Zero;
        foreach (var term in terms)
        {
            divisor = BigInteger.GreatestCommonDivisor(divisor, term.Coefficient);
            if (divisor.IsOne) return this;
        }

        var floor = BigInteger.DivRem(Constant, divisor, out var rest) - (rest.Sign < 0 ? 1 : 0);
        return new(terms.Select(t => (t.Unknown, t.Coefficient / divisor)).ToImmutableArray(), floor);
    }

    /// <summary>Whether two differ by a constant.</summary>
    public bool HasSameTerms(Affine other)
    {
        if (terms.Length != other.terms.Length) return false;
        for (var i = 0; i < terms.Length; i++)
            if (terms[i].Unknown != other.terms[i].Unknown || terms[i].Coefficient != other.terms[i].Coefficient) return false;
        return true;
    }

    public bool Equals(Affine? other) => other is not null && Constant == other.Constant && HasSameTerms(other);

    public override bool Equals(object? obj) => Equals(obj as Affine);

    public override int GetHashCode() => TermsHash() * 31 + Constant.GetHashCode();

    public int TermsHash()
    {
        var hash = 17;
        foreach (var (unknown, coefficient) in terms) hash = unchecked((hash * 31 + unknown) * 31 + coefficient.GetHashCode());
        return hash;
    }
}
