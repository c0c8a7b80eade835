using System.CommandLine;
using Twiddle.Bench.Commands;

namespace Twiddle.Bench.Tests;

public class PlansTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("1048577")]
    [InlineData("16 --kind hartley")]
    public void Refuses(string arguments) => Assert.NotEmpty(PlansCommand.Create().Parse(arguments).Errors);

    /// <summary>Every kind has a plan of its own: a row says how long it took, and how many transforms that is.</summary>
    [Theory]
    [InlineData("complex-double")]
    [InlineData("complex-float")]
    [InlineData("real-double")]
    [InlineData("parts-double")]
    [InlineData("dct2")]
    [InlineData("dct3")]
    [InlineData("dct4")]
    [InlineData("dst2")]
    [InlineData("dht")]
    [InlineData("mdct")]
    [InlineData("inverse-double")]
    public void A_plan_has_its_time_and_its_transforms(string kind)
    {
        using var output = new StringWriter();
        PlansCommand.Create().Parse("31 --kind " + kind).Invoke(new InvocationConfiguration { Output = output });
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal("n,plan_ns,transform_ns,ratio", lines[0]);
        var row = Assert.Single(lines[1..]).Split(',').Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(31, row[0]);
        Assert.True(row[1] >= 0 && row[2] > 0, lines[1]);
        Assert.Equal(row[1] / row[2], row[3], 0.1 + 0.01 * row[3]);
    }
}
