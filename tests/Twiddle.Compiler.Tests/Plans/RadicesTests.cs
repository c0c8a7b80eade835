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
    [InlineData(2, "2")]
    [InlineData(8, "8")]
    [InlineData(16, "4 4")]
    [InlineData(24, "4 6")]
    [InlineData(60, "4 15")]
    [InlineData(90, "9 10")]
    [InlineData(96, "8 12")]
    [InlineData(128, "8 16")]
    [InlineData(240, "8 5 6")]
    [InlineData(256, "8 8 4")]
    [InlineData(1000, "8 5 5 5")]
    [InlineData(1024, "8 8 16")]
    [InlineData(2048, "8 16 16")]
    [InlineData(4096, "8 8 8 8")]
    public void EightsComeFirstAndPassesAreFew(int length, string radices) => Assert.Equal(radices, string.Join(" ", Radices.Of(length)));
}
