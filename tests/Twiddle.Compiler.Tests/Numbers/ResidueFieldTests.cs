using System.Numerics;
using CsCheck;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Tests.Numbers;

public class ResidueFieldTests
{
    [Fact]
    public void Primes_below_ten_thousand_are_those_of_the_sieve()
    {
        var isComposite = new bool[10_000];
        for (var p = 2; p < 10_000; p++)
            for (var q = 2 * p; q < 10_000; q += p) isComposite[q] = true;
        for (uint n = 0; n < 10_000; n++) Assert.Equal(n >= 2 && !isComposite[n], Primes.IsPrime(n));
    }

    [Theory]
    [InlineData(2147483647u, true)]
    [InlineData(2147483629u, true)]
    [InlineData(2147483631u, false)]
    [InlineData(1373653u, false)] // the least strong pseudoprime to 2 and 3
    [InlineData(25326001u, false)] // … and 5
    [InlineData(2047u, false)]
    public void Hard_cases(uint number, bool isPrime) => Assert.Equal(isPrime, Primes.IsPrime(number));

    [Theory]
    [InlineData(4)]
    [InlineData(64)]
    [InlineData(244)]
    [InlineData(14640)]
    public void Fields_contain_the_roots(int order)
    {
        var factors = Primes.FactorsOf(order);
        uint last = uint.MaxValue;
        foreach (var field in ResidueField.WithRootsOfUnity(order).Take(5))
        {
            Assert.True(field.Prime < last && Primes.IsPrime(field.Prime) && field.Prime % order == 1);
            last = field.Prime;
            var root = field.PrimitiveRoot(order);
            Assert.Equal(1u, field.Power(root, (uint)order));
            Assert.All(factors, f => Assert.NotEqual(1u, field.Power(root, (uint)(order / f))));
        }
    }

    [Fact]
    public void Arithmetic_agrees_with_integers()
    {
        var field = ResidueField.WithRootsOfUnity(12).First();
        BigInteger p = field.Prime;
        Gen.Select(Gen.UInt[0, field.Prime - 1], Gen.UInt[0, field.Prime - 1]).Sample((a, b) =>
            field.Add(a, b) == ((BigInteger)a + b) % p
            && field.Subtract(a, b) == (p + a - b) % p
            && field.Negate(a) == (p - a) % p
            && field.Multiply(a, b) == (BigInteger)a * b % p
            && field.Power(a, b) == BigInteger.ModPow(a, b, p)
            && (a == 0 || field.Multiply(a, field.Inverse(a)) == 1)
            && field.Reduce(-(BigInteger)a * b) == field.Negate(field.Multiply(a, b)));
        Assert.Throws<DivideByZeroException>(() => field.Inverse(0));
    }

    [Fact]
    public void Factors_are_distinct_and_ascending()
    {
        Assert.Equal([2, 3, 5, 61], Primes.FactorsOf(14640));
        Assert.Equal([2147483647], Primes.FactorsOf(2147483647));
        Assert.Empty(Primes.FactorsOf(1));
    }
}
