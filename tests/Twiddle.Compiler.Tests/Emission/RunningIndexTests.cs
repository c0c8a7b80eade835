using CsCheck;
using Twiddle.Compiler.Emission;

namespace Twiddle.Compiler.Tests.Emission;

/// <summary>Index expressions without remainders in the loop.</summary>
public sealed class RunningIndexTests
{
    [Theory]
    [InlineData(1, 0, 8, 0, 8, "t")]
    [InlineData(1, 3, 8, 0, 5, "t + 3")]
    [InlineData(7, 7, 8, 0, 8, "7 - t")]
    [InlineData(2, 1, 8, 1, 3, "2 * t + 1")]
    [InlineData(1, 3, 8, 0, 6, "p")]
    [InlineData(7, 0, 8, 0, 2, "7 * t")]
    [InlineData(7, 0, 8, 0, 3, "p")]
    [InlineData(7, 0, 8, 1, 7, "8 - t")]
    [InlineData(3, 2, 8, 4, 1, "6")]
    public void LinearWhereItDoesNotWrap(int stride, int offset, int length, int start, int count, string expected) =>
        Assert.Equal(expected, new RunningIndex(() => "p", "t", stride, offset, length, start, count).Text);

    [Fact]
    public void TheExpressionIsTheIndexAtEveryStep() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[0, 19], Gen.Int[0, 19], Gen.Int[0, 9], Gen.Int[1, 30]).Sample(
            (length, stride, offset, start, count) =>
            {
                var (s, o) = (stride % length, offset % length);
                var index = new RunningIndex(() => "p", "t", s, o, length, start, count);
                var running = index.Declaration is null ? 0 : int.Parse(index.Declaration.Split('=')[1].Trim(' ', ';'), System.Globalization.CultureInfo.InvariantCulture);
                for (var t = start; t < start + count; t++)
                {
                    var value = index.Declaration is null ? Evaluate(index.Text, t) : running;
                    if (value != (s * t + o) % length) return false;
                    running += s;
                    if (running >= length) running -= length;
                }

                return true;
            },
            iter: 2000,
            threads: 1);

    /// <summary>Evaluates <c>a</c>, <c>t</c>, <c>a * t + b</c>, <c>b - a * t</c> and their like.</summary>
    private static int Evaluate(string text, int t)
    {
        var words = text.Split(' ');
        var (sum, sign, product) = (0, 1, 1);
        foreach (var word in words)
        {
            switch (word)
            {
                case "+" or "-":
                    sum += sign * product;
                    (sign, product) = (word == "-" ? -1 : 1, 1);
                    break;
                case "*":
                    break;
                default:
                    product *= word == "t" ? t : int.Parse(word, System.Globalization.CultureInfo.InvariantCulture);
                    break;
            }
        }

        return sum + sign * product;
    }
}
