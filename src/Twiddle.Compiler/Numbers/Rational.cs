using System.Numerics;

namespace Twiddle.Compiler.Numbers;

/// <summary>An exact rational number in lowest terms, its denominator positive.</summary>
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    private readonly BigInteger denominatorLessOne;

    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero) throw new DivideByZeroException();
        if (!denominator.IsOne)
        {
            var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
            if (denominator.Sign < 0) divisor = -divisor;
            numerator /= divisor;
            denominator /= divisor;
        }

        Numerator = numerator;
        denominatorLessOne = denominator - 1;
    }

    private Rational(BigInteger numerator)
    {
        Numerator = numerator;
        denominatorLessOne = BigInteger.Zero;
    }

    public static Rational Zero => default;

    public static Rational One => new(1, 1);

    public static Rational Half => new(1, 2);

    public BigInteger Numerator { get; }

    /// <summary>Stored less one, so that the default value is zero.</summary>
    public BigInteger Denominator => denominatorLessOne + 1;

    public bool IsZero => Numerator.IsZero;

    public bool IsOne => Numerator.IsOne && denominatorLessOne.IsZero;

    public bool IsInteger => denominatorLessOne.IsZero;

    public int Sign => Numerator.Sign;

    /// <summary>The largest integer not above this number.</summary>
    public BigInteger Floor()
    {
        var quotient = BigInteger.DivRem(Numerator, Denominator, out var remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }

    /// <summary>This number less its floor, in [0, 1).</summary>
    public Rational Fraction() => IsInteger ? Zero : this - Floor();

    public Rational Reciprocal() => new(Denominator, Numerator);

    public int CompareTo(Rational other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public bool Equals(Rational other) => Numerator == other.Numerator && denominatorLessOne == other.denominatorLessOne;

    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    public override int GetHashCode() => unchecked(Numerator.GetHashCode() * 397 + denominatorLessOne.GetHashCode());

    public override string ToString() =>
        IsInteger
            ? Numerator.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : Numerator.ToString(System.Globalization.CultureInfo.InvariantCulture) + "/" + Denominator.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static implicit operator Rational(BigInteger value) => new(value);

    public static implicit operator Rational(long value) => new((BigInteger)value);

    public static implicit operator Rational(int value) => new((BigInteger)value);

    public static Rational operator +(Rational a, Rational b) =>
        a.IsInteger && b.IsInteger
            ? new(a.Numerator + b.Numerator)
            : new(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    public static Rational operator -(Rational a) => a.IsInteger ? new(-a.Numerator) : new(-a.Numerator, a.Denominator);

    public static Rational operator -(Rational a, Rational b) => a + -b;

    public static Rational operator *(Rational a, Rational b) =>
        a.IsOne ? b : b.IsOne ? a : a.IsInteger && b.IsInteger ? new(a.Numerator * b.Numerator) : new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Rational operator /(Rational a, Rational b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static bool operator ==(Rational a, Rational b) => a.Equals(b);

    public static bool operator !=(Rational a, Rational b) => !a.Equals(b);

    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;

    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;

    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;
}
