using Twiddle.Corpus.Fuzz;

namespace Twiddle.Execution.Tests.Reading;

/// <summary>
/// Random methods: whatever is read of them, with loops run or summarised, is what they compute. A few hundred here, as many as one likes with
/// <c>bench/Twiddle.Bench -- fuzz</c>.
/// </summary>
public class FuzzTests
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void What_is_read_is_what_is_computed(int seed)
    {
        var figures = FuzzRun.Run(seed, f => f.Statements < 2_000, CancellationToken.None);
        Assert.True(figures.Defects.Count == 0, string.Join("\n\n", figures.Defects.Take(3)));
        Assert.True(figures.Agreed > 20 && figures.AgreedSummaries > 5 && figures.Refused > 20, $"{figures.Agreed} agreed, {figures.AgreedSummaries} summarised, {figures.Refused} refused");
    }
}
