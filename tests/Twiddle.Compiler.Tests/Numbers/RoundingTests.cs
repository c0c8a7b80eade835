using System.Globalization;
using System.Numerics;
using CsCheck;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Tests.Numbers;

public class RoundingTests
{
    [Theory]
    [InlineData(1, 8, 0.70710678118654752440)]
    [InlineData(1, 10, 0.80901699437494742410)]
    [InlineData(1, 16, 0.92387953251128675613)]
    [InlineData(1, 7, 0.62348980185873353053)]
    [InlineData(5, 14, -0.62348980185873353053)]
    [InlineData(1, 6, 0.5)]
    [InlineData(1, 4, 0.0)]
    [InlineData(1, 2, -1.0)]
    public void Cosines(int numerator, int denominator, double expected) =>
        Assert.Equal(expected, Rounding.ToDouble(Cyclotomic.Cos(new Rational(numerator, denominator))));

    /// <summary>The platform parses decimals correctly, so a rational with a power of ten below is an independent oracle.</summary>
    [Fact]
    public void Rationals_round_like_decimals_are_parsed() =>
        Gen.Select(Gen.Long, Gen.Int[-340, 310]).Sample((n, e) =>
        {
            var value = e >= 0 ? (Rational)(n * BigInteger.Pow(10, e)) : new Rational(n, BigInteger.Pow(10, -e));
            var text = $"{n}e{e}";
            return Rounding.ToDouble(value).Equals(double.Parse(text, CultureInfo.InvariantCulture) + 0.0)
                && Rounding.ToSingle(value).Equals(float.Parse(text, CultureInfo.InvariantCulture) + 0.0f);
        }, iter: 2000);

    [Fact]
    public void Every_double_and_float_is_its_own_rounding() =>
        Gen.Select(Gen.Double.Where(double.IsFinite), Gen.Float.Where(float.IsFinite)).Sample((d, f) =>
            Rounding.ToDouble(Exactly(d)) == d && Rounding.ToSingle(Exactly(f)) == f);

    [Fact]
    public void Ties_go_to_even()
    {
        var one = (Rational)1;
        var unit = BinaryFormat.PowerOfTwo(-52);
        Assert.Equal(1.0, Rounding.ToDouble(one + unit / 2));
        Assert.Equal(1.0 + 4 * Math.ScaleB(1, -53), Rounding.ToDouble(one + unit * new Rational(3, 2)));
        Assert.Equal(0.0, Rounding.ToDouble(BinaryFormat.PowerOfTwo(-1075)));
        Assert.Equal(double.Epsilon, Rounding.ToDouble(BinaryFormat.PowerOfTwo(-1075) * new Rational(1001, 1000)));
        Assert.Equal(double.PositiveInfinity, Rounding.ToDouble(BinaryFormat.PowerOfTwo(1024)));
    }

    /// <summary>A tie that hides behind irrational numbers: times √5·√5/5.</summary>
    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(1, 1.0 + 2.2204460492503131e-16)]
    [InlineData(-1, 1.0)]
    public void Hidden_ties_are_decided_exactly(int perturbation, double expected)
    {
        var tie = Cyclotomic.FromRational((Rational)1 + BinaryFormat.PowerOfTwo(-53) + BinaryFormat.PowerOfTwo(-2000) * perturbation);
        var root = Constant.Of(Cyclotomic.SquareRoot(5)!);
        var five = new ProductConstant(root, root);
        var hiddenOne = new QuotientConstant(five, Constant.Of(Cyclotomic.FromRational(5)));
        Assert.Equal(expected, Rounding.ToDouble(new ProductConstant(Constant.Of(tie), hiddenOne)));
        Assert.Equal(-expected, Rounding.ToDouble(new ProductConstant(Constant.Of(-tie), hiddenOne)));
    }

    [Fact]
    public void Hidden_zero_is_zero_and_tiny_differences_keep_all_digits()
    {
        var root = Cyclotomic.SquareRoot(7)!;
        var square = new ProductConstant(Constant.Of(root), Constant.Of(root));
        Assert.Equal(0.0, Rounding.ToDouble(new SumConstant(square, Constant.Of(Cyclotomic.FromRational(-7)))));

        var tiny = new Rational(1, BigInteger.Pow(10, 90));
        Assert.Equal(1e-90, Rounding.ToDouble(new SumConstant(square, Constant.Of(Cyclotomic.FromRational(tiny - 7)))));
    }

    [Fact]
    public void Composite_constants()
    {
        var sin = Constant.Of(Cyclotomic.Sin(new Rational(1, 16)));
        var cos = Constant.Of(Cyclotomic.Cos(new Rational(1, 16)));
        Assert.Equal(0.41421356237309504880, Rounding.ToDouble(new QuotientConstant(sin, cos)));

        var root = Constant.Of(Cyclotomic.Root(new Rational(1, 16)));
        Assert.Equal(1.8477590650225735, Rounding.ToDouble(new SumConstant(root, new ConjugateConstant(root))));
    }

    [Fact]
    public void Singles_are_rounded_once()
    {
        // Rounding to double first would make this a tie and then go to even.
        var value = (Rational)1 + BinaryFormat.PowerOfTwo(-24) + BinaryFormat.PowerOfTwo(-80);
        Assert.Equal(1 + MathF.ScaleB(1, -23), Rounding.ToSingle(value));
        Assert.Equal(1f, (float)Rounding.ToDouble(value));
    }

    [Fact]
    public void Pair_holds_twice_the_digits() =>
        Gen.Select(Gen.Int[1, 400], Gen.Int[3, 400]).Sample((n, d) =>
        {
            var number = Cyclotomic.Cos(new Rational(n, d));
            var (high, low) = Rounding.ToDoublePair(number);
            var rest = number - Cyclotomic.FromRational(Exactly(high) + Exactly(low));
            return high == Rounding.ToDouble(number) && Math.Abs(Rounding.ToDouble(rest)) <= Math.ScaleB(1, -106) && high + low == high;
        }, iter: 100);

    /// <summary>Walked as trees, these would take 2⁶⁰ steps and overflow the stack.</summary>
    [Fact]
    public void Shared_and_deep_constants()
    {
        var doubled = Constant.Of(Cyclotomic.SquareRoot(2)!);
        for (var i = 0; i < 60; i++) doubled = new SumConstant(doubled, doubled);
        Assert.Equal(Math.ScaleB(1.41421356237309504880, 60), Rounding.ToDouble(doubled));

        var root = Constant.Of(Cyclotomic.SquareRoot(3)!);
        var deep = root;
        for (var i = 1; i < 20_000; i++) deep = new SumConstant(deep, root);
        Assert.Equal(34641.016151377545871, Rounding.ToDouble(deep));
    }

    [Fact]
    public void What_is_not_a_real_number_is_an_error()
    {
        Assert.Throws<ArgumentException>(() => Rounding.ToDouble(Cyclotomic.ImaginaryOne));
        var zero = Constant.Of(Cyclotomic.One + Cyclotomic.Root(new Rational(1, 3)) + Cyclotomic.Root(new Rational(2, 3)));
        Assert.Throws<ArgumentException>(() => Rounding.ToDouble(new QuotientConstant(Constant.Of(Cyclotomic.One), zero)));
    }

    private static Rational Exactly(double value)
    {
        if (value == 0) return 0;
        var exponent = Math.Max(Math.ILogB(value), -1022) - 52;
        return BinaryFormat.PowerOfTwo(exponent) * (Rational)(BigInteger)Math.ScaleB(Math.ScaleB(value, -exponent / 2), -exponent + exponent / 2);
    }
}
