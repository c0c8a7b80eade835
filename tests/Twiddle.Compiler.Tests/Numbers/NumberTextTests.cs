using System.Globalization;
using CsCheck;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Tests.Numbers;

public class NumberTextTests
{
    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(2.0, "2.0")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-5")]
    [InlineData(-1.25e-7, "-1.25e-7")]
    [InlineData(123456.75, "123456.75")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1e16, "1e16")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e308")]
    [InlineData(2.2250738585072014e-308, "2.2250738585072014e-308")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(0.70710678118654757, "0.7071067811865476")]
    [InlineData(9007199254740993.0, "9007199254740992.0")]
    public void Doubles(double value, string expected) => Assert.Equal(expected, NumberText.Of(value));

    [Theory]
    [InlineData(1f, "1.0f")]
    [InlineData(0.70710677f, "0.70710677f")]
    [InlineData(-1e-5f, "-1e-5f")]
    [InlineData(3.4028235e38f, "3.4028235e38f")]
    [InlineData(1e-45f, "1e-45f")]
    public void Floats(float value, string expected) => Assert.Equal(expected, NumberText.Of(value));

    [Fact]
    public void Doubles_are_read_back_and_are_the_shortest() =>
        Gen.Double.Where(double.IsFinite).Sample(value =>
        {
            var text = NumberText.Of(value);
            return double.Parse(text, CultureInfo.InvariantCulture).Equals(value)
                && text.IndexOfAny(['.', 'e']) >= 0
                && Digits(text) == Digits(value.ToString("R", CultureInfo.InvariantCulture));
        }, iter: 3000);

    [Fact]
    public void Floats_are_read_back_and_are_the_shortest() =>
        Gen.Float.Where(float.IsFinite).Sample(value =>
        {
            var text = NumberText.Of(value);
            return text.EndsWith('f')
                && float.Parse(text.TrimEnd('f'), CultureInfo.InvariantCulture).Equals(value)
                && Digits(text) == Digits(value.ToString("R", CultureInfo.InvariantCulture));
        }, iter: 3000);

    [Fact]
    public void Powers_of_two_have_uneven_neighbours() =>
        Gen.Int[-1074, 1023].Sample(e =>
        {
            var value = Math.ScaleB(1, e);
            return double.Parse(NumberText.Of(value), CultureInfo.InvariantCulture) == value;
        }, iter: 1000);

    [Fact]
    public void Culture_does_not_matter()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "~";
        var previous = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            Assert.Equal("-1.5e-9", NumberText.Of(-1.5e-9));
        }
        finally
        {
            CultureInfo.CurrentCulture = previous;
        }
    }

    [Fact]
    public void Infinities_have_no_literal()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => NumberText.Of(double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => NumberText.Of(float.NaN));
    }

    /// <summary>The number of significant digits; the platform's shortest text is the oracle.</summary>
    private static int Digits(string text)
    {
        var significand = text.TrimStart('-').TrimEnd('f').Split('e', 'E')[0].Replace(".", "", StringComparison.Ordinal);
        return significand.Trim('0').Length;
    }
}
