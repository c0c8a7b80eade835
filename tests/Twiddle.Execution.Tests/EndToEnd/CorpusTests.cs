using Twiddle.Corpus;
using Twiddle.Corpus.Checking;

namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary>
/// Every specimen of the corpus is derived and equal to its naive method, or refused for the reason and at the place expected; at one length
/// here, at all of them with <c>bench/Twiddle.Bench -- reading</c>.
/// </summary>
public class CorpusTests
{
    public static TheoryData<string> Files => new(CorpusSource.All.Where(s => s.Name.EndsWith(".cs", StringComparison.Ordinal)).Select(s => s.Name));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_specimen_is_read_as_expected(string file)
    {
        var outcomes = CorpusCheck.Check(CorpusSource.All.Single(s => s.Name == file), isQuick: true, CancellationToken.None);
        Assert.NotEmpty(outcomes);
        Assert.True(outcomes.All(o => o.Problem is null), string.Join("\n", outcomes.Where(o => o.Problem is not null).Select(o => $"{o.Method}: {o.Problem}")));
    }
}
