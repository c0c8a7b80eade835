using System.CommandLine;
using System.Collections.Immutable;
using Twiddle.Bench.Commands;
using Twiddle.Bench.Tuning;
using Twiddle.Compiler.Plans.Tuning;
using Twiddle.Compiler.Programs;

namespace Twiddle.Bench.Tests;

public class TuneTests
{
    [Theory]
    [InlineData("1024", true)]
    [InlineData("256 1024 --precision both --candidates 4 --rounds 9 --output a.json", true)]
    [InlineData("", false)]
    [InlineData("3", false)]
    [InlineData("2097152", false)]
    [InlineData("64 --precision half", false)]
    public void Arguments(string arguments, bool isAccepted) => Assert.Equal(isAccepted, TuneCommand.Create().Parse(arguments).Errors.Count == 0);

    [Fact]
    public void What_is_written_is_read()
    {
        TunedPlan[] plans = [.. TuningRun.PlansOf(ScalarKind.Single, 1024, 8, [8, 8, 16]), .. TuningRun.PlansOf(ScalarKind.Double, 64, 8, [8, 8])];
        foreach (var written in new[] { plans, [] })
        {
            var file = TuningReader.Read(TuningText.Of(written), CancellationToken.None);
            Assert.Empty(file.Problems);
            Assert.Equal(written.Length, file.Plans.Count);
            Assert.All(written, plan => Assert.Contains(plan, file.Plans));
        }
    }

    [Fact]
    public void Every_candidate_can_be_written()
    {
        foreach (var length in Enumerable.Range(16, 400))
        {
            foreach (var lanes in new[] { 4, 8, 16 })
            {
                foreach (var radices in TuningCandidates.Of(length, lanes, 8))
                    Assert.Empty(TuningReader.Read(TuningText.Of([.. TuningRun.PlansOf(ScalarKind.Single, length, lanes, radices)]), CancellationToken.None).Problems);
            }
        }
    }

    [Fact]
    public void Only_what_is_clearly_better_is_chosen()
    {
        TuningRow Row(int lanes, double ratio, params int[] radices) => new(ScalarKind.Double, 256, lanes, [.. radices], 100, ratio);
        Assert.Empty(TuningRun.ChoiceOf([Row(0, 1), Row(8, 0.99, 4, 8, 8), Row(4, 1.2, 16, 16)]));
        Assert.Equal([(4, "16 16"), (8, "")], TuningRun.ChoiceOf([Row(0, 1), Row(8, 0.95, 4, 8, 8), Row(4, 0.8, 16, 16)]).Select(p => (p.Lanes, string.Join(" ", p.Radices))));
    }

    /// <summary>A candidate computes the transform that it is measured for.</summary>
    [Fact]
    public void A_candidate_computes_the_transform()
    {
        const int length = 64;
        var random = new Random(1);
        var source = Enumerable.Range(0, 2 * length).Select(_ => random.NextDouble() - 0.5).ToArray();
        var target = new double[2 * length];
        TunedTransform.Compile<double>(ScalarKind.Double, length, TuningRun.PlansOf(ScalarKind.Double, length, 4, [16, 4]), CancellationToken.None)(source, target, 1);
        for (var k = 0; k < length; k++)
        {
            var expected = Enumerable.Range(0, length).Sum(n => source[2 * n] * Math.Cos(2 * Math.PI * (k * n % length) / length) + source[2 * n + 1] * Math.Sin(2 * Math.PI * (k * n % length) / length));
            Assert.Equal(expected, target[2 * k], 1e-12);
        }
    }
}
