using Twiddle.Bench.Drawing;

namespace Twiddle.Bench.Tests;

public class ConstantLabelTests
{
    public static TheoryData<double, string> Constants => new()
    {
        { 2, "2" },
        { 0.75, "¾" },
        { 7.0 / 11, "7/11" },
        { Math.Sqrt(0.5), "√½" },
        { Math.Sqrt(2), "√2" },
        { Math.Sqrt(5) / 4, "√5/4" },
        { Math.Sqrt(3) / 2, "√3/2" },
        { Math.Sqrt(3.0 / 7), "√(3/7)" },
        { Math.Cos(Math.PI / 8), "cos π/8" },
        { Math.Sin(Math.PI / 8), "sin π/8" },
        { Math.Cos(3 * Math.PI / 16), "cos 3π/16" },
        { 2 * Math.Cos(Math.PI / 5), "2 cos π/5" },
        { Math.Sin(2 * Math.PI / 7), "sin 2π/7" },
        { Math.Sqrt(2) * Math.Cos(Math.PI / 16), "√2 cos π/16" },
        { 0.123456789, "0.1235" },
        { 1.23456789, "1.2346" },
    };

    [Theory]
    [MemberData(nameof(Constants))]
    public void Is_the_shortest_closed_form(double value, string expected) => Assert.Equal(expected, ConstantLabel.Of(value));
}
