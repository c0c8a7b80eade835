using System.Numerics;
using CsCheck;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Tests.Numbers;

public class RootOfUnityTests
{
    [Fact]
    public void Pi_has_its_digits()
    {
        const string digits = "31415926535897932384626433832795028841971693993751058209749445923078164062862089986280348253421170679";
        var bits = 400;
        var scaled = Pi.Scaled(bits) * BigInteger.Pow(10, 100) >> bits;
        Assert.Equal(digits, scaled.ToString());
    }

    [Fact]
    public void Pi_is_the_same_at_every_precision() =>
        Gen.Int[8, 3000].Sample(bits => BigInteger.Abs((Pi.Scaled(3000) >> (3000 - bits)) - Pi.Scaled(bits)) <= 1, iter: 30, threads: 4);

    /// <summary>cos²+sin² = 1, ζᵃ·ζᵇ = ζᵃ⁺ᵇ and a coarse agreement with the platform fix every digit.</summary>
    [Fact]
    public void Roots_form_the_circle_group() =>
        Gen.Select(Gen.Int[-5000, 5000], Gen.Int[-5000, 5000], Gen.Int[1, 4096], Gen.Int[16, 500]).Sample((j, k, m, bits) =>
        {
            var (a, b) = (RootOfUnity.Evaluate(new Rational(j, m), bits), RootOfUnity.Evaluate(new Rational(k, m), bits));
            var (cos, sin) = RootOfUnity.Evaluate(new Rational(j + k, m), bits);
            var unit = BigInteger.One << bits;
            return IsWithin(a.Cos * a.Cos + a.Sin * a.Sin - unit * unit, 4 * unit)
                && IsWithin(a.Cos * b.Cos - a.Sin * b.Sin - cos * unit, 6 * unit)
                && IsWithin(a.Cos * b.Sin + a.Sin * b.Cos - sin * unit, 6 * unit)
                && Math.Abs((double)a.Cos / (double)unit - Math.Cos(2 * Math.PI * j / m)) < 1e-4
                && Math.Abs((double)a.Sin / (double)unit - Math.Sin(2 * Math.PI * j / m)) < 1e-4;
        }, iter: 300);

    /// <summary>cos 36° = (1 + √5)/4.</summary>
    [Fact]
    public void Golden_ratio()
    {
        const int bits = 1000;
        var (cos, _) = RootOfUnity.Evaluate(new Rational(1, 10), bits);
        var doubled = 4 * cos - (BigInteger.One << bits);
        Assert.True(IsWithin(doubled * doubled - (5 * BigInteger.One << (2 * bits)), 24 * BigInteger.One << bits));
    }

    private static bool IsWithin(BigInteger error, BigInteger bound) => BigInteger.Abs(error) <= bound;
}
