using Twiddle.Compiler.Reading;
using Twiddle.Compiler.Specs;
using Twiddle.Corpus;
using Twiddle.Corpus.Checking;

namespace Twiddle.Execution.Tests.Reading;

/// <summary>Loops run and loops summarised give the same map at every length that both can take.</summary>
public class SummaryAgreementTests
{
    [Theory]
    [InlineData("Complex.FromPolarCoordinates")]
    [InlineData("DCT-II with ternary weight")]
    [InlineData("DHT")]
    [InlineData("recurrence of roots")]
    public void Both_ways_of_reading_agree_at_every_length_up_to_64(string name)
    {
        var method = CompiledMethod.Of(Idioms.All[name].Source);
        for (var length = 3; length <= 64; length++)
        {
            var run = Read(method, length, ReadingOptions.RunLoops);
            var summary = Read(method, length, ReadingOptions.SummariseLoops with { LongestRun = 1 });
            Assert.IsType<HarmonicMap>(summary.Map);
            var random = new Random(length);
            var data = new Dictionary<Slot, double>();
            double Input(Slot slot) => data.TryGetValue(slot, out var known) ? known : data[slot] = random.NextDouble() - 0.5;
            var (expected, actual) = (SpecEvaluator.Evaluate(run, Input), SpecEvaluator.Evaluate(summary, Input));
            Assert.Equal(expected.Keys.OrderBy(k => k.ToString()), actual.Keys.OrderBy(k => k.ToString()));
            foreach (var (slot, value) in expected) Assert.True(Math.Abs(value - actual[slot]) < 1e-9 * length, $"{name} at {length}, {slot}: run {value}, summarised {actual[slot]}");
        }
    }

    /// <summary>All specimens of the corpus, at a few lengths; at every length up to 64 with <c>bench/Twiddle.Bench -- reading --agreement</c>.</summary>
    [Fact]
    public void Both_ways_of_reading_agree_on_the_corpus()
    {
        var outcomes = CorpusSource.All.SelectMany(source => SummaryAgreement.Check(source, [2, 5, 16, 21], CancellationToken.None)).ToList();
        Assert.True(outcomes.All(o => o.Difference is null), string.Join("\n", outcomes.Where(o => o.Difference is not null).Select(o => $"{o.Method}: {o.Difference}")));
        Assert.True(outcomes.Count(o => o.Lengths == 4) > 80, $"{outcomes.Count(o => o.Lengths == 4)} of {outcomes.Count} are read both ways at all lengths");
    }

    private static TransformSpec Read(CompiledMethod method, int length, ReadingOptions options) =>
        Assert.IsType<Understood>(Reader.Read(method.Program, InputSizes.OfLength(length), options, CancellationToken.None)).Spec;
}
