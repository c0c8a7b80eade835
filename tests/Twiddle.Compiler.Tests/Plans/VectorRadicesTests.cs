using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Tests.Plans;

public class VectorRadicesTests
{
    /// <summary>
    /// Sixteen results that lie multiples of 4096 bytes from each other contend for the same lines of a cache: with a last pass of radix 16, 65536 complex doubles take a tenth more
    /// time than with the same radices in another order.
    /// </summary>
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void Long_transforms_do_not_end_with_sixteen(int lanes)
    {
        for (var length = 1 << 14; length <= 1 << 20; length *= 2)
        {
            var radices = VectorRadices.Of(length, lanes)!.Value;
            Assert.Equal(length, radices.Aggregate(1, (product, radix) => product * radix));
            Assert.NotEqual(16, radices[^1]);
        }
    }

    /// <summary>Where there are the registers, one pass less is worth radix 16; where there are not, it is not.</summary>
    [Theory]
    [InlineData(8, 1 << 14, "8 16 16 8")]
    [InlineData(8, 1 << 17, "8 16 16 8 8")]
    [InlineData(8, 1 << 18, "8 16 16 16 8")]
    [InlineData(4, 1 << 17, "4 8 8 8 8 8")]
    [InlineData(2, 1 << 17, "4 8 8 8 8 8")]
    [InlineData(8, 1 << 10, "8 8 16")]
    [InlineData(2, 1 << 10, "8 8 16")]
    public void Passes_are_as_few_as_registers_allow(int lanes, int length, string radices) => Assert.Equal(radices, string.Join(" ", VectorRadices.Of(length, lanes)!.Value));
}
