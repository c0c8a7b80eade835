using System.Globalization;
using System.Numerics;

namespace Twiddle.Compiler.Numbers;

/// <summary>An exact rational number in lowest terms, its denominator positive.</summary>
/// <remarks>
/// Where numerator and denominator both fit 31 bits they are kept as such, and the arithmetic is that of machine words: products of two fit 62 bits, sums of
/// two products 63. All other numbers, and no others, are <see cref="Large"/>, so that equal numbers are written equally.
/// </remarks>
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    private readonly Large? large;
    private readonly int numerator;

    /// <summary>Stored less one, so that the default value is zero.</summary>
    private readonly int denominatorLessOne;

    public Rational(BigInteger numerator, BigInteger denominator) => this = Reduce(numerator, denominator);

    public Rational(int numerator, int denominator) => this = Reduce((long)numerator, denominator);

    private Rational(int numerator, int denominatorLessOne, Large? large)
    {
        this.numerator = numerator;
        this.denominatorLessOne = denominatorLessOne;
        this.large = large;
    }

    private sealed record Large(BigInteger Numerator, BigInteger Denominator);

    public static Rational Zero => default;

    public static Rational One => new(1, 0, null);

    public static Rational Half => new(1, 1, null);

    public BigInteger Numerator => large?.Numerator ?? numerator;

    public BigInteger Denominator => large?.Denominator ?? 1L + denominatorLessOne;

    public bool IsZero => numerator == 0 && large is null;

    public bool IsOne => numerator == 1 && denominatorLessOne == 0 && large is null;

    public bool IsInteger => large?.Denominator.IsOne ?? denominatorLessOne == 0;

    public int Sign => large?.Numerator.Sign ?? Math.Sign(numerator);

    /// <summary>The number, where it is an integer of at most 31 bits.</summary>
    internal int? AsSmallInteger => large is null && denominatorLessOne == 0 ? numerator : null;

    /// <summary>Whether numerator and denominator are of at most 31 bits.</summary>
    internal bool IsSmall => large is null;

    /// <summary>The numerator, where the number is small.</summary>
    internal int SmallNumerator => numerator;

    /// <summary>The denominator, where it is of at most 31 bits; 0 where not.</summary>
    internal int SmallDenominator => large is null && denominatorLessOne < int.MaxValue ? denominatorLessOne + 1 : 0;

    /// <summary>The largest integer not above this number.</summary>
    public BigInteger Floor()
    {
        if (large is null)
        {
            var rest = SmallRemainder();
            return (numerator - rest) / (1L + denominatorLessOne);
        }

        var quotient = BigInteger.DivRem(Numerator, Denominator, out var remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }

    /// <summary>This number less its floor, in [0, 1).</summary>
    public Rational Fraction()
    {
        if (IsInteger) return Zero;
        return large is null ? new(SmallRemainder(), denominatorLessOne, null) : this - Floor();
    }

    public Rational Reciprocal() => new(Denominator, Numerator);

    /// <summary>Whether the denominator is a multiple of a power of two.</summary>
    internal bool HasDenominatorDivisibleBy(int power) => ((large is null ? 1L + denominatorLessOne : (long)(large.Denominator & (power - 1))) & (power - 1)) == 0;

    public int CompareTo(Rational other)
    {
        if (large is not null || other.large is not null) return (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);
        if (denominatorLessOne == other.denominatorLessOne) return numerator.CompareTo(other.numerator);
        return (numerator * (1L + other.denominatorLessOne)).CompareTo(other.numerator * (1L + denominatorLessOne));
    }

    public bool Equals(Rational other) => numerator == other.numerator && denominatorLessOne == other.denominatorLessOne && (large is null ? other.large is null : large.Equals(other.large));

    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    public override int GetHashCode() => large?.GetHashCode() ?? unchecked(numerator * 397 + denominatorLessOne);

    public override string ToString() =>
        IsInteger
            ? Numerator.ToString(CultureInfo.InvariantCulture)
            : Numerator.ToString(CultureInfo.InvariantCulture) + "/" + Denominator.ToString(CultureInfo.InvariantCulture);

    public static implicit operator Rational(BigInteger value) => Canonical(value, BigInteger.One);

    public static implicit operator Rational(long value) => Canonical(value, 1);

    public static implicit operator Rational(int value) => Canonical(value, 1);

    public static Rational operator +(Rational a, Rational b)
    {
        if (a.large is not null || b.large is not null) return Reduce(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);
        if ((a.denominatorLessOne | b.denominatorLessOne) == 0) return Canonical((long)a.numerator + b.numerator, 1);
        if (a.denominatorLessOne == b.denominatorLessOne) return Reduce((long)a.numerator + b.numerator, 1L + a.denominatorLessOne);
        long p = 1L + a.denominatorLessOne, q = 1L + b.denominatorLessOne;
        return Reduce(a.numerator * q + b.numerator * p, p * q);
    }

    public static Rational operator -(Rational a) => a.large is null ? new(-a.numerator, a.denominatorLessOne, null) : Canonical(-a.Numerator, a.Denominator);

    public static Rational operator -(Rational a, Rational b) => a + -b;

    public static Rational operator *(Rational a, Rational b)
    {
        if (a.IsOne) return b;
        if (b.IsOne) return a;
        if (a.large is not null || b.large is not null) return Reduce(a.Numerator * b.Numerator, a.Denominator * b.Denominator);
        return Reduce((long)a.numerator * b.numerator, (1L + a.denominatorLessOne) * (1L + b.denominatorLessOne));
    }

    public static Rational operator /(Rational a, Rational b) =>
        a.large is null && b.large is null
            ? Reduce(a.numerator * (1L + b.denominatorLessOne), (1L + a.denominatorLessOne) * b.numerator)
            : Reduce(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static bool operator ==(Rational a, Rational b) => a.Equals(b);

    public static bool operator !=(Rational a, Rational b) => !a.Equals(b);

    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;

    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;

    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;

    /// <summary>The remainder of numerator by denominator, from 0.</summary>
    private int SmallRemainder()
    {
        var rest = (int)(numerator % (1L + denominatorLessOne));
        return rest < 0 ? (int)(rest + (1L + denominatorLessOne)) : rest;
    }

    private static Rational Reduce(long numerator, long denominator)
    {
        if (denominator == 0) throw new DivideByZeroException();
        if (denominator < 0) (numerator, denominator) = (-numerator, -denominator);
        if (denominator == 1) return Canonical(numerator, 1);
        var (divisor, rest) = (denominator, Math.Abs(numerator));
        while (rest != 0) (divisor, rest) = (rest, divisor % rest);
        return Canonical(numerator / divisor, denominator / divisor);
    }

    private static Rational Reduce(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero) throw new DivideByZeroException();
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (denominator.Sign < 0) divisor = -divisor;
        return Canonical(numerator / divisor, denominator / divisor);
    }

    /// <summary>The quotient of numbers without a common divisor, the denominator positive.</summary>
    private static Rational Canonical(long numerator, long denominator) =>
        numerator is >= -int.MaxValue and <= int.MaxValue && denominator <= int.MaxValue
            ? new((int)numerator, (int)(denominator - 1), null)
            : new(0, 0, new Large(numerator, denominator));

    private static Rational Canonical(BigInteger numerator, BigInteger denominator) =>
        BigInteger.Abs(numerator) <= int.MaxValue && denominator <= int.MaxValue
            ? new((int)numerator, (int)denominator - 1, null)
            : new(0, 0, new Large(numerator, denominator));
}
