using System.Numerics;
using CsCheck;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Tests.Numbers;

public class CyclotomicTests
{
    private static readonly int[] Orders = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 16, 30];

    private static readonly Gen<Cyclotomic> AnyNumber =
        Gen.Select(Gen.Int[0, 59], Gen.Int[0, Orders.Length - 1].Select(i => Orders[i]), Gen.Int[-6, 6], Gen.Int[1, 4], (e, m, n, d) => Cyclotomic.Root(new Rational(e, m)) * new Rational(n, d))
            .Array[0, 5].Select(terms => terms.Aggregate(Cyclotomic.Zero, (sum, t) => sum + t));

    [Fact]
    public void Arithmetic_agrees_with_complex_numbers() =>
        Gen.Select(AnyNumber, AnyNumber).Sample((a, b) =>
            IsNear(Value(a + b), Value(a) + Value(b))
            && IsNear(Value(a - b), Value(a) - Value(b))
            && IsNear(Value(a * b), Value(a) * Value(b))
            && IsNear(Value(a.Conjugate()), Complex.Conjugate(Value(a)))
            && IsNear(Value(a.RealPart()), Value(a).Real)
            && IsNear(Value(a.ImaginaryPart()), Value(a).Imaginary));

    [Fact]
    public void Zero_is_decided_exactly() =>
        Gen.Select(AnyNumber, Gen.Int[2, 30]).Sample((a, n) =>
        {
            var sumOfRoots = Enumerable.Range(0, n).Aggregate(Cyclotomic.Zero, (sum, k) => sum + Cyclotomic.Root(new Rational(k, n)));
            var hiddenZero = sumOfRoots * a;
            return hiddenZero.IsZero()
                && (a + hiddenZero).SameAs(a)
                && !(hiddenZero + Cyclotomic.FromRational(new Rational(1, 1_000_000_007))).IsZero();
        });

    [Fact]
    public void Number_is_zero_exactly_when_its_value_is() =>
        AnyNumber.Sample(a => a.IsZero() == (Value(a).Magnitude < 1e-9) && a.IsReal() == (Math.Abs(Value(a).Imaginary) < 1e-9));

    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(1, 3, 3)]
    [InlineData(2, 3, 3)]
    [InlineData(5, 6, 3)]
    [InlineData(3, 4, 4)]
    [InlineData(7, 8, 8)]
    [InlineData(9, 10, 5)]
    public void Roots_are_written_with_the_smallest_order(int exponent, int denominator, int order)
    {
        Assert.Equal(order, Cyclotomic.Root(new Rational(exponent, denominator)).Order);
        Assert.Equal(order, (Cyclotomic.Root(new Rational(exponent, denominator)) * Cyclotomic.Root(1) + Cyclotomic.Zero).Order);
    }

    [Fact]
    public void Minus_one_is_rational()
    {
        Assert.Equal(-1, Cyclotomic.Root(Rational.Half).AsRational);
        Assert.Equal(-1, (Cyclotomic.ImaginaryOne * Cyclotomic.ImaginaryOne).AsRational);
        Assert.Equal(Rational.Half, Cyclotomic.Cos(new Rational(1, 6)).RealPart().AsRational ?? Rational.Half);
    }

    [Fact]
    public void Square_roots_are_positive_and_square_to_the_radicand() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[1, 4]).Sample((n, d) =>
        {
            var radicand = new Rational(n, d);
            var root = Cyclotomic.SquareRoot(radicand)!;
            return (root * root).SameAs(Cyclotomic.FromRational(radicand)) && root.IsReal() && Rounding.ToDouble(root) >= 0;
        }, iter: 50);

    [Fact]
    public void Square_root_is_refused_where_there_is_none()
    {
        Assert.Null(Cyclotomic.SquareRoot(-2));
        Assert.Null(Cyclotomic.SquareRoot(10_007 * 2, limit: 10_000));
        Assert.True(Cyclotomic.SquareRoot(new Rational(49, 4))!.SameAs(Cyclotomic.FromRational(new Rational(7, 2))));
    }

    [Fact]
    public void Inverse_of_a_single_term()
    {
        var number = Cyclotomic.Root(new Rational(3, 7)) * new Rational(-5, 3);
        Assert.True((number * number.TryInvert()!).SameAs(Cyclotomic.One));
        Assert.Null((number + Cyclotomic.One).TryInvert());
        Assert.Null(Cyclotomic.Zero.TryInvert());
    }

    private static Complex Value(Cyclotomic number) =>
        number.Terms.Aggregate(Complex.Zero, (sum, t) => sum + Complex.FromPolarCoordinates(ToDouble(t.Coefficient), 2 * Math.PI * ToDouble(t.Turns)));

    private static double ToDouble(Rational value) => (double)value.Numerator / (double)value.Denominator;

    private static bool IsNear(Complex a, Complex b) => (a - b).Magnitude <= 1e-9 * (1 + b.Magnitude);
}
