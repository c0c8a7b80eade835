using System.Collections.Immutable;
using System.Numerics;

namespace Twiddle.Compiler.Numbers;

/// <summary>
/// An exact cyclotomic number: a sum of rational multiples of roots of unity, Σ cᵢ·e^(2πi·tᵢ) with distinct tᵢ in [0, 1).
/// </summary>
/// <remarks>
/// Of the two ways c·ζ and (−c)·(−ζ) to write a term, the one whose root has the smaller order is kept (ζ₃ rather than −ζ₆, −1 rather than
/// the root −1), or the smaller angle where the orders are equal.
/// <para>
/// The sum is kept as it was formed: two sums that look different may be the same number (1 + ζ₃ + ζ₃² = 0), so equality is decided by
/// <see cref="IsZero"/> of a difference, on a basis of the cyclotomic field.
/// </para>
/// </remarks>
public sealed class Cyclotomic
{
    private const int DeepestMemo = 512;

    private static readonly IComparer<Term> ByTurns = Comparer<Term>.Create((s, t) => s.Turns.CompareTo(t.Turns));

    /// <summary>
    /// Some numbers of one term that were made lately, by a hash of the term, so that the same ones are made once: of a large transform there are as many as entries, and only as many
    /// different ones as its order is. It does not matter which thread's number is kept.
    /// </summary>
    private static readonly Cyclotomic?[] Singles = new Cyclotomic?[1 << 12];

    private readonly ImmutableArray<Term> terms;
    private Cyclotomic? negative;
    private Cyclotomic? conjugate;
    private Memo? lastSum;
    private Memo? earlierSum;
    private Memo? lastProduct;
    private Memo? earlierProduct;
    private Multiple? lastMultiple;
    private int memoDepth;

    private Cyclotomic(ImmutableArray<Term> terms) => this.terms = terms;

    /// <summary>
    /// What this number gave with another the last time, or the time before. A recurrence takes every input through the same numbers: with this it makes each of them once, and not
    /// once for each input. Only up to a depth, or a number would hold all that was ever made of it.
    /// </summary>
    private sealed record Memo(Cyclotomic Operand, Cyclotomic Result);

    private sealed record Multiple(Rational Factor, Cyclotomic Result);

    /// <summary>c·e^(2πi·<see cref="Turns"/>).</summary>
    public readonly record struct Term(Rational Turns, Rational Coefficient);

    public static Cyclotomic Zero { get; } = new(ImmutableArray<Term>.Empty);

    public static Cyclotomic One { get; } = FromRational(Rational.One);

    public static Cyclotomic ImaginaryOne { get; } = Root(new Rational(1, 4));

    /// <summary>The terms, by ascending <see cref="Term.Turns"/>; no coefficient is zero.</summary>
    public ImmutableArray<Term> Terms => terms;

    /// <summary>The smallest m such that every term is a rational multiple of an m-th root of unity.</summary>
    public BigInteger Order
    {
        get
        {
            var order = BigInteger.One;
            foreach (var term in terms) order = LeastCommonMultiple(order, term.Turns.Denominator);
            return order;
        }
    }

    /// <summary>The rational value, when the sum is written with the root 1 alone.</summary>
    public Rational? AsRational => terms.Length switch
    {
        0 => Rational.Zero,
        1 when terms[0].Turns.IsZero => terms[0].Coefficient,
        _ => null,
    };

    public static Cyclotomic FromRational(Rational value) => Single(Rational.Zero, value);

    /// <summary>e^(2πi·turns).</summary>
    public static Cyclotomic Root(Rational turns) => Single(turns.Fraction(), Rational.One);

    /// <summary>cos(2π·turns).</summary>
    public static Cyclotomic Cos(Rational turns) => (Root(turns) + Root(-turns)) * Rational.Half;

    /// <summary>sin(2π·turns).</summary>
    public static Cyclotomic Sin(Rational turns) => Cos(turns - new Rational(1, 4));

    /// <summary>
    /// The non-negative square root of a rational number of square-free part at most <paramref name="limit"/>, as a sum of Gauss sums;
    /// null where it is larger or negative.
    /// </summary>
    /// <remarks>For an odd prime p, Σⱼ (j/p)·ζₚʲ is √p where p ≡ 1 (mod 4), and i·√p where p ≡ 3 (mod 4) (Gauss).</remarks>
    public static Cyclotomic? SquareRoot(Rational value, int limit = 10_000)
    {
        if (value.Sign < 0) return null;
        if (value.IsZero) return Zero;
        // √(a/b) = √(ab)/b
        var radicand = value.Numerator * value.Denominator;
        var root = FromRational(new Rational(1, value.Denominator));
        for (BigInteger p = 2; p <= limit && p * p <= radicand; p++)
        {
            while ((radicand % (p * p)).IsZero)
            {
                radicand /= p * p;
                root *= p;
            }

            if (!(radicand % p).IsZero) continue;
            radicand /= p;
            root *= PrimeSquareRoot((int)p);
        }

        if (radicand.IsOne) return root;
        var whole = IntegerSquareRoot(radicand);
        if (whole * whole == radicand) return root * whole;
        return radicand <= limit ? root * PrimeSquareRoot((int)radicand) : null;
    }

    public Cyclotomic Conjugate()
    {
        if (conjugate is { } known) return known;
        var made = Collect(terms.Select(t => new Term((-t.Turns).Fraction(), t.Coefficient)));
        if (!made.terms.IsEmpty) made.conjugate = this;
        return conjugate = made;
    }


    public Cyclotomic RealPart() => (this + Conjugate()) * Rational.Half;

    public Cyclotomic ImaginaryPart() => (this - Conjugate()) * Root(new Rational(3, 4)) * Rational.Half;

    /// <summary>Whether this is the number zero, decided exactly.</summary>
    public bool IsZero()
    {
        if (terms.IsEmpty) return true;
        if (terms.Length == 1) return false;
        return CyclotomicBasis.IsZero(this);
    }

    public bool IsReal() => (this - Conjugate()).IsZero();

    /// <summary>Whether both are the same number, decided exactly.</summary>
    public bool SameAs(Cyclotomic other) => (this - other).IsZero();

    /// <summary>The number's inverse, where the sum is a rational multiple of one root; null for longer sums.</summary>
    public Cyclotomic? TryInvert() => terms.Length == 1 ? Single((-terms[0].Turns).Fraction(), terms[0].Coefficient.Reciprocal()) : null;

    /// <summary>
    /// The inverse of a sum of two roots, a·ζˢ ± a·ζᵗ = a·ζˢ·(1 − ω), as sines and cosines are; null where it is no such sum, or ω is of an order beyond <paramref name="limit"/>.
    /// </summary>
    /// <remarks>For ω ≠ 1 of order m, (1 − ω)·Σⱼ j·ωʲ = Σⱼ ωʲ⁺¹ − m = −m, summed from 0 to m − 1.</remarks>
    public Cyclotomic? TryInvertPair(int limit = 1024)
    {
        if (terms.Length != 2) return null;
        var ((s, a), (t, b)) = (terms[0], terms[1]);
        if (a != b && a != -b) return null;
        var omega = (a == b ? t - s + Rational.Half : t - s).Fraction();
        if (omega.IsZero || omega.Denominator > limit) return null;
        var order = (int)omega.Denominator;
        var scale = -(a * order).Reciprocal();
        return Collect(Enumerable.Range(1, order - 1).Select(j => new Term((omega * j - s).Fraction(), scale * j)));
    }

    public static Cyclotomic operator +(Cyclotomic a, Cyclotomic b)
    {
        if (a.terms.IsEmpty) return b;
        if (b.terms.IsEmpty) return a;
        if (a.lastSum is { } last && ReferenceEquals(last.Operand, b)) return last.Result;
        if (a.earlierSum is { } earlier && ReferenceEquals(earlier.Operand, b)) return earlier.Result;
        var sum = Merge(a.terms, b.terms);
        if (a.terms.Length == 1 || a.memoDepth == DeepestMemo) return sum;
        a.earlierSum = a.lastSum;
        return (a.lastSum = a.Remember(b, sum)).Result;
    }

    public static Cyclotomic operator -(Cyclotomic a)
    {
        if (a.terms.IsEmpty) return a;
        if (a.negative is { } known) return known;
        var negative = a.Scale(-Rational.One);
        negative.negative = a;
        return a.negative = negative;
    }

    public static Cyclotomic operator -(Cyclotomic a, Cyclotomic b) => a + -b;

    public static Cyclotomic operator *(Cyclotomic a, Rational b)
    {
        if (b.IsZero) return Zero;
        if (b.IsOne) return a;
        if (a.terms.Length <= 1) return a.Scale(b);
        if (a.lastMultiple is { } last && last.Factor == b) return last.Result;
        return (a.lastMultiple = new(b, a.Scale(b))).Result;
    }

    public static Cyclotomic operator *(Cyclotomic a, BigInteger b) => a * (Rational)b;

    public static Cyclotomic operator *(Cyclotomic a, Cyclotomic b)
    {
        if (b.AsRational is { } rational) return a * rational;
        if (a.AsRational is { } factor) return b * factor;
        if (a.terms.Length == 1 && b.terms.Length == 1)
            return Single((a.terms[0].Turns + b.terms[0].Turns).Fraction(), a.terms[0].Coefficient * b.terms[0].Coefficient);
        if (a.lastProduct is { } last && ReferenceEquals(last.Operand, b)) return last.Result;
        if (a.earlierProduct is { } earlier && ReferenceEquals(earlier.Operand, b)) return earlier.Result;
        var product = CyclotomicProduct.OnGrid(a.terms, b.terms) is { } terms ? new Cyclotomic(terms) : OneByOne(a.terms, b.terms);
        if (a.terms.Length == 1 || a.memoDepth == DeepestMemo) return product;
        a.earlierProduct = a.lastProduct;
        return (a.lastProduct = a.Remember(b, product)).Result;
    }

    public override string ToString() =>
        terms.IsEmpty ? "0" : string.Join(" + ", terms.Select(t => t.Turns.IsZero ? t.Coefficient.ToString() : $"{t.Coefficient}·e^(2πi·{t.Turns})"));

    private Memo Remember(Cyclotomic operand, Cyclotomic result)
    {
        result.memoDepth = Math.Max(result.memoDepth, memoDepth + 1);
        return new(operand, result);
    }

    /// <summary>The product with a number that is not zero.</summary>
    private Cyclotomic Scale(Rational by)
    {
        if (terms.Length == 1) return new(ImmutableArray.Create(new Term(terms[0].Turns, terms[0].Coefficient * by)));
        var scaled = ImmutableArray.CreateBuilder<Term>(terms.Length);
        foreach (var term in terms) scaled.Add(new Term(term.Turns, term.Coefficient * by));
        return new(scaled.MoveToImmutable());
    }

    private static Cyclotomic Single(Rational turns, Rational coefficient)
    {
        if (coefficient.IsZero) return Zero;
        var term = Normalize(new Term(turns, coefficient));
        ref var known = ref Singles[unchecked(term.Turns.GetHashCode() * 31 + term.Coefficient.GetHashCode() * 7919) & (Singles.Length - 1)];
        return known is { } single && single.terms[0] == term ? single : known = new(ImmutableArray.Create(term));
    }

    /// <summary>
    /// Of ζ and −ζ = ζ·e^(πi), the root in which terms are written: of orders m ≡ 2 (mod 4) and m/2 the odd one, of equal orders that in [0, ½).
    /// </summary>
    private static bool IsWrittenAsOpposite(Rational turns)
    {
        if (!turns.HasDenominatorDivisibleBy(2)) return false;
        return turns >= Rational.Half || !turns.HasDenominatorDivisibleBy(4);
    }

    private static Term Normalize(Term term) =>
        IsWrittenAsOpposite(term.Turns) ? new((term.Turns + Rational.Half).Fraction(), -term.Coefficient) : term;

    /// <summary>Sums the terms by root; ζ and −ζ are one root with two signs.</summary>
    private static Cyclotomic Collect(IEnumerable<Term> terms) => Collect(terms.ToArray());

    private static Cyclotomic Collect(Term[] sorted)
    {
        for (var i = 0; i < sorted.Length; i++) sorted[i] = Normalize(sorted[i]);
        Array.Sort(sorted, ByTurns);
        var count = 0;
        for (var i = 0; i < sorted.Length;)
        {
            var (turns, sum) = sorted[i];
            for (i++; i < sorted.Length && sorted[i].Turns == turns; i++) sum += sorted[i].Coefficient;
            if (!sum.IsZero) sorted[count++] = new Term(turns, sum);
        }

        return count == 0 ? Zero : new(ImmutableArray.Create(sorted, 0, count));
    }

    /// <summary>The sum of two sums, each with distinct roots in ascending order.</summary>
    private static Cyclotomic Merge(ImmutableArray<Term> a, ImmutableArray<Term> b)
    {
        var merged = new Term[a.Length + b.Length];
        int i = 0, j = 0, count = 0;
        while (i < a.Length && j < b.Length)
        {
            var order = a[i].Turns.CompareTo(b[j].Turns);
            if (order != 0)
            {
                merged[count++] = order < 0 ? a[i++] : b[j++];
                continue;
            }

            var sum = a[i].Coefficient + b[j++].Coefficient;
            if (!sum.IsZero) merged[count++] = new Term(a[i].Turns, sum);
            i++;
        }

        while (i < a.Length) merged[count++] = a[i++];
        while (j < b.Length) merged[count++] = b[j++];
        return count == 0 ? Zero : new(ImmutableArray.Create(merged, 0, count));
    }

    private static Cyclotomic OneByOne(ImmutableArray<Term> a, ImmutableArray<Term> b)
    {
        if ((long)a.Length * b.Length > MostProducts) throw new NumberTooLargeException();
        var products = new Term[a.Length * b.Length];
        var count = 0;
        foreach (var s in a)
            foreach (var t in b)
                products[count++] = new Term((s.Turns + t.Turns).Fraction(), s.Coefficient * t.Coefficient);
        return Collect(products);
    }

    /// <summary>The most products of terms that are formed at once: some hundred megabytes.</summary>
    private const long MostProducts = 1 << 20;

    private static Cyclotomic PrimeSquareRoot(int p)
    {
        if (p == 2) return Root(new Rational(1, 8)) + Root(new Rational(-1, 8));
        var sum = Collect(Enumerable.Range(1, p - 1).Select(j => new Term(new Rational(j, p), LegendreSymbol(j, p))));
        return p % 4 == 1 ? sum : sum * Root(new Rational(3, 4));
    }

    private static int LegendreSymbol(int j, int p) => BigInteger.ModPow(j, (p - 1) / 2, p).IsOne ? 1 : -1;

    private static BigInteger LeastCommonMultiple(BigInteger a, BigInteger b) => a / BigInteger.GreatestCommonDivisor(a, b) * b;

    private static BigInteger IntegerSquareRoot(BigInteger value)
    {
        var root = value;
        for (var next = (root + 1) / 2; next < root; next = (root + value / root) / 2) root = next;
        return root;
    }
}
