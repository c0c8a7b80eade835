using CsCheck;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Tests.Numbers;

public class RationalTests
{
    private static readonly Gen<Rational> AnyRational =
        Gen.Select(Gen.Int[-1000, 1000], Gen.Int[-1000, 1000].Where(d => d != 0), (n, d) => new Rational(n, d));

    [Fact]
    public void Default_is_zero_and_terms_are_lowest()
    {
        Assert.Equal(Rational.Zero, default);
        Assert.Equal(1, default(Rational).Denominator);
        Assert.Equal("-2/3", new Rational(4, -6).ToString());
        Assert.Equal(Rational.Zero, new Rational(0, -7));
        Assert.Throws<DivideByZeroException>(() => new Rational(1, 0));
    }

    [Fact]
    public void Field_laws() =>
        Gen.Select(AnyRational, AnyRational, AnyRational).Sample((a, b, c) =>
            a + b == b + a
            && a * (b + c) == a * b + a * c
            && a - b + b == a
            && (b.IsZero || a / b * b == a)
            && (b.IsZero || b * b.Reciprocal() == Rational.One));

    [Fact]
    public void Floor_is_the_largest_integer_not_above() =>
        AnyRational.Sample(a => a.Floor() <= a && a < a.Floor() + 1 && a.Fraction() == a - a.Floor());

    [Fact]
    public void Order_and_hash_agree_with_equality() =>
        Gen.Select(AnyRational, AnyRational).Sample((a, b) =>
            (a < b) == (a - b).Sign < 0
            && (a == b) == (a.CompareTo(b) == 0)
            && (a != b || a.GetHashCode() == b.GetHashCode()));
}
