using System.CommandLine;
using Twiddle.Bench.Commands;

namespace Twiddle.Bench.Tests;

public class CommandTests
{
    [Theory]
    [InlineData("dft-complex")]
    [InlineData("dft-complex 60")]
    [InlineData("dft2d 8x8 --reference")]
    [InlineData("--limit 16 --reference")]
    [InlineData("dct2 8 --ablate")]
    [InlineData("")]
    public void Accepts(string arguments) => Assert.Empty(Parse(arguments).Errors);

    [Theory]
    [InlineData("fft 8")]
    [InlineData("dft-complex 0")]
    [InlineData("dft-complex -8")]
    [InlineData("dft-complex 1025")]
    [InlineData("dft-complex 8.5")]
    [InlineData("dft-complex ٨")]
    [InlineData("dft2d 8x4")]
    [InlineData("dft2d 8x8x8")]
    [InlineData("dft2d x")]
    [InlineData("dft2d 8x")]
    [InlineData("dct2 8 9")]
    [InlineData("dct2 8 --reference --ablate")]
    [InlineData("dct2 8 --markdown")]
    public void Refuses(string arguments) => Assert.NotEmpty(Parse(arguments).Errors);

    [Fact]
    public void A_row_of_the_table_comes_with_its_reference()
    {
        var lines = Run("dft-complex 7 --reference");
        Assert.Equal(2, lines.Length);
        var row = lines[0].Split(',').Zip(lines[1].Split(',')).ToDictionary(p => p.First, p => p.Second);
        Assert.Equal("dft-complex", row["transform"]);
        Assert.Equal("yes", row["proved"]);
        Assert.Equal("96", row["genfft_flops"]);
        Assert.Equal(("88", "at", "at", "at"), (row["flops"], row["reference"], row["best"], row["fma"]));
    }

    [Fact]
    public void The_summary_tells_how_many_rows_are_where()
    {
        using var error = new StringWriter();
        Parse("dft-complex 7 --reference").Invoke(new InvocationConfiguration { Output = TextWriter.Null, Error = error });
        Assert.StartsWith("reference: 0 below, 1 at, 0 above", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("not reached", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_has_the_same_figures() =>
        Assert.Equal(["dft-complex", "7", "60 + 28", "88", "96", "88", "88", "60", "60"], Cells(Run("dft-complex 7 --reference --markdown")[2]));

    [Theory]
    [InlineData("dft-complex 8 picture.svg", true)]
    [InlineData("dft2d 4x4 picture.svg", true)]
    [InlineData("dft-complex 8", false)]
    [InlineData("dft-complex picture.svg", false)]
    [InlineData("dft-complex 8 no-such-folder/picture.svg", false)]
    public void Drawing_takes_a_transform_a_size_and_a_file(string arguments, bool isAccepted) =>
        Assert.Equal(isAccepted, DrawCommand.Create().Parse(arguments).Errors.Count == 0);

    [Fact]
    public void A_size_that_is_not_in_the_table_has_no_reference()
    {
        var lines = Run("wht 4 --reference");
        var row = lines[0].Split(',').Zip(lines[1].Split(',')).ToDictionary(p => p.First, p => p.Second);
        Assert.Equal(("8", "", "", ""), (row["flops"], row["genfft_flops"], row["reference"], row["best"]));
    }

    [Fact]
    public void Ablation_shows_what_a_rule_is_worth()
    {
        var lines = Run("toeplitz 8 --ablate");
        Assert.Equal(3, lines.Length);
        var row = Cells(lines[0]).Zip(Cells(lines[2])).ToDictionary(p => p.First, p => p.Second);
        Assert.Equal("84", row["all"]);
        Assert.Equal("120", row["Karatsuba"]);
        Assert.Equal(".", row["Window"]);
    }

    private static string[] Cells(string line) => line.Split('|').Select(c => c.Trim()).Where(c => c.Length > 0).ToArray();

    private static ParseResult Parse(string arguments) => CountsCommand.Create().Parse(arguments);

    private static string[] Run(string arguments)
    {
        using var output = new StringWriter();
        Assert.Equal(0, Parse(arguments).Invoke(new InvocationConfiguration { Output = output }));
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd('\r')).ToArray();
    }
}
