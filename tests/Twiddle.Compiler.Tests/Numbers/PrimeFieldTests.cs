using System.Numerics;
using CsCheck;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Tests.Numbers;

public class PrimeFieldTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(840)]
    [InlineData(65536)]
    [InlineData(99991)]
    public void Roots_have_their_order(int order)
    {
        foreach (var field in PrimeField.WithRootsOfOrder(order).Take(3))
        {
            Assert.Equal(1L, field.Modulus % order);
            var powers = Enumerable.Range(1, order).Count(t => field.Image(Cyclotomic.Root(new Rational(t, order)), false) == 1);
            Assert.Equal(1, powers);
        }
    }

    [Fact]
    public void An_order_beyond_the_primes_has_no_field() => Assert.Empty(PrimeField.WithRootsOfOrder(BigInteger.Pow(2, 40)));

    /// <summary>Free roots know quarter turns, eighths and conjugates.</summary>
    [Fact]
    public void Free_roots_keep_the_relations_of_eighths()
    {
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Long[1L << 40, long.MaxValue], Gen.Int[0, 7]).Sample((numerator, denominator, eighths) =>
        {
            var field = PrimeField.WithFreeRoots().First();
            var root = Cyclotomic.Root(new Rational(numerator, denominator));
            var eighth = Cyclotomic.Root(new Rational(eighths, 8));
            var image = field.Image(root, false);
            Assert.Equal(field.Multiply(image, field.Image(eighth, false)), field.Image(root * eighth, false));
            Assert.Equal(1u, field.Multiply(image, field.Image(root, conjugated: true)));
        }, threads: 1); // a field with free roots belongs to one search, and so to one thread
    }
}
