using System.CommandLine;
using System.Globalization;
using Twiddle.Corpus;
using Twiddle.Corpus.Checking;
using Twiddle.Corpus.Foreign;

namespace Twiddle.Bench.Commands;

/// <summary><c>reading</c>: what of the corpus is read, by capability; or what of a folder of foreign files.</summary>
internal static class ReadingCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "A folder of C# files to be read instead of the corpus; no project is needed.", Arity = ArgumentArity.ZeroOrOne };
        folder.AcceptExistingOnly();
        var each = new Option<bool>("--each") { Description = "Prints a line for each method." };
        var quick = new Option<bool>("--quick") { Description = "Compares at one length only." };
        var times = new Option<TimeSpan?>("--times") { Description = "Compares nothing, and reads each method again and again for so long, so that all code is compiled: 00:00:00.3." };
        var agreement = new Option<bool>("--agreement") { Description = "Compares loops run with loops summarised, at every length up to 64." };
        var only = new Option<string>("--only") { Description = "Of the corpus, the methods with this in their names." };
        var length = new Option<int>("--length") { Description = "The length that foreign methods are read for.", DefaultValueFactory = _ => 8 };
        var command = new Command("reading", "Reads the methods of the corpus, or of a folder, and says which are read, which are refused, and why.") { folder, each, quick, times, only, agreement, length };
        command.SetAction((parsed, cancellation) =>
        {
            if (parsed.GetValue(folder) is { } foreign) Foreign(foreign, parsed.GetValue(length), cancellation);
            else if (parsed.GetValue(times) is { } patience) Times(patience, parsed.GetValue(only) ?? "", cancellation);
            else if (parsed.GetValue(agreement)) return Task.FromResult(Agreement(cancellation));
            else return Task.FromResult(Corpus(parsed.GetValue(each), parsed.GetValue(quick), cancellation));
            return Task.FromResult(0);
        });
        return command;
    }

    private static int Corpus(bool each, bool isQuick, CancellationToken cancellation)
    {
        var outcomes = new List<CorpusOutcome>();
        foreach (var source in CorpusSource.All)
        {
            cancellation.ThrowIfCancellationRequested();
            var found = CorpusCheck.Check(source, isQuick, cancellation);
            outcomes.AddRange(found);
            if (each) foreach (var outcome in found) Console.WriteLine(Invariant($"{outcome.Reading.TotalMilliseconds,8:F1} ms  {outcome.Method}"));
        }

        var table = new MarkdownTable(Console.Out, ["capability", "methods", "read", "refused as expected", "wrong", "median ms", "worst ms"]);
        foreach (var capability in outcomes.GroupBy(o => o.Method.Capability).OrderBy(g => g.Key, StringComparer.Ordinal)) table.WriteRow(Row(capability.Key, [.. capability]));
        table.WriteRow(Row("all", outcomes));
        foreach (var wrong in outcomes.Where(o => o.Problem is not null)) Console.WriteLine($"wrong: {wrong.Method} ({wrong.Method.Capability}): {wrong.Problem}");
        Console.WriteLine($"read {Count(outcomes, isRead: true)} of {outcomes.Count}, refused {Count(outcomes, isRead: false)} as expected, wrong {outcomes.Count(o => o.Problem is not null)}");
        return outcomes.All(o => o.Problem is null) ? 0 : 1;
    }

    /// <summary>The distribution of times and allocations over all methods of the corpus.</summary>
    private static void Times(TimeSpan patience, string only, CancellationToken cancellation)
    {
        var outcomes = CorpusSource.All.SelectMany(source => CorpusCheck.Time(Only(source, only), patience, cancellation)).ToList();
        foreach (var outcome in outcomes.OrderByDescending(o => o.Reading)) Console.WriteLine(Invariant($"{outcome.Reading.TotalMilliseconds,8:F1} ms {outcome.Allocated / 1e6,8:F1} MB  {outcome.Method}"));
        var table = new MarkdownTable(Console.Out, ["", "half", "three quarters", "nine tenths", "19 of 20", "worst"]);
        table.WriteRow(["ms", .. Quantiles(outcomes.Select(o => o.Reading.TotalMilliseconds))]);
        table.WriteRow(["MB allocated", .. Quantiles(outcomes.Select(o => o.Allocated / 1e6))]);
    }

    private static int Agreement(CancellationToken cancellation)
    {
        var outcomes = CorpusSource.All.SelectMany(source => SummaryAgreement.Check(source, Enumerable.Range(1, 64), cancellation)).ToList();
        foreach (var outcome in outcomes.Where(o => o.Difference is not null)) Console.WriteLine($"differs: {outcome.Method}: {outcome.Difference}");
        Console.WriteLine(Invariant($"{outcomes.Count(o => o.Lengths > 0)} of {outcomes.Count} methods are read both ways, {outcomes.Sum(o => o.Lengths)} pairs of readings, and {outcomes.Sum(o => o.Fitted)} with harmonics found in what running gives; {outcomes.Count(o => o.Difference is not null)} differ"));
        return outcomes.Any(o => o.Difference is not null) ? 1 : 0;
    }

    private static CorpusSource Only(CorpusSource source, string text) =>
        source with { Methods = [.. source.Methods.Where(m => m.ToString().Contains(text, StringComparison.OrdinalIgnoreCase))] };

    private static IEnumerable<string> Quantiles(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return new[] { 0.5, 0.75, 0.9, 0.95, 1 }.Select(part => Invariant($"{sorted[Math.Min(sorted.Count - 1, (int)(part * sorted.Count))]:F1}"));
    }

    private static string[] Row(string capability, IReadOnlyList<CorpusOutcome> outcomes)
    {
        var times = outcomes.Select(o => o.Reading.TotalMilliseconds).Order().ToList();
        return
        [
            capability, Invariant($"{outcomes.Count}"), Invariant($"{Count(outcomes, isRead: true)}"), Invariant($"{Count(outcomes, isRead: false)}"),
            Invariant($"{outcomes.Count(o => o.Problem is not null)}"), Invariant($"{times[times.Count / 2]:F1}"), Invariant($"{times[^1]:F1}"),
        ];
    }

    private static int Count(IEnumerable<CorpusOutcome> outcomes, bool isRead) => outcomes.Count(o => o.Problem is null && o.Method.Expectation is ExpectedSibling == isRead);

    private static void Foreign(DirectoryInfo folder, int length, CancellationToken cancellation)
    {
        var outcomes = new List<ForeignOutcome>();
        foreach (var outcome in ForeignMethods.Read(folder, length, cancellation))
        {
            outcomes.Add(outcome);
            Console.WriteLine(Invariant($"{outcome.Verdict,-7} {outcome.Time.TotalMilliseconds,8:F1} ms  {outcome.Place} {outcome.Name}  {outcome.Rule} {outcome.Reason}"));
        }

        var table = new MarkdownTable(Console.Out, ["refused under", "methods"]);
        foreach (var rule in outcomes.Where(o => o.Verdict == ForeignVerdict.Refused).GroupBy(o => o.Rule.Length > 0 ? o.Rule : "missing types").OrderBy(g => g.Key, StringComparer.Ordinal))
            table.WriteRow([rule.Key, Invariant($"{rule.Count()}")]);
        var worst = outcomes.Select(o => o.Time.TotalMilliseconds).DefaultIfEmpty(0).Max();
        Console.WriteLine(Invariant($"read {outcomes.Count(o => o.Verdict == ForeignVerdict.Read)} of {outcomes.Count}, refused {outcomes.Count(o => o.Verdict == ForeignVerdict.Refused)}, failed {outcomes.Count(o => o.Verdict == ForeignVerdict.Failed)}, worst {worst:F0} ms"));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
