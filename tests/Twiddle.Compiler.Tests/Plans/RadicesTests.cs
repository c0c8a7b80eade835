using CsCheck;
using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Tests.Plans;

public sealed class RadicesTests
{
    [Fact]
    public void RadicesMultiplyToTheLengthAndStaySmall() =>
        Gen.Int[1, 65536].Sample(
            length =>
            {
                var radices = Radices.Of(length);
                var largestPrime = Radices.PrimeFactors(length).LastOrDefault();
                return radices.Aggregate(1, (a, b) => a * b) == length && radices.All(r => r <= Math.Max(16, largestPrime));
            },
            iter: 2000,
            threads: 1);

    [Theory]
    [InlineData(1024, "4 4 8 8")]
    [InlineData(4096, "8 8 8 8")]
    [InlineData(60, "4 5 3")]
    [InlineData(2, "2")]
    [InlineData(128, "4 4 8")]
    [InlineData(1000, "8 5 5 5")]
    [InlineData(90, "9 10")]
    public void PowersOfTwoGoByEights(int length, string radices) => Assert.Equal(radices, string.Join(" ", Radices.Of(length)));
}
