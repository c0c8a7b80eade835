using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Tests.Plans;

public class LaneRadicesTests
{
    /// <summary>
    /// A butterfly of twenty points in a loop calls each of its operations, for want of room in the just-in-time compiler: 360 complex floats take almost three times as long. In
    /// a straight line it is as good as others.
    /// </summary>
    [Theory]
    [InlineData(16)]
    [InlineData(8)]
    [InlineData(4)]
    [InlineData(2)]
    public void LoopsAreNotOfTwentyPoints(int lanes)
    {
        for (var length = 129; length <= 2000; length++)
        {
            if (LaneRadices.Of(length, lanes, LaneEnds.Short) is not { } radices) continue;
            Assert.DoesNotContain(20, radices);
            Assert.Equal(length, radices.Aggregate(1, (product, radix) => product * radix));
        }
    }
}
