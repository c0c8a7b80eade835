using System.CommandLine;
using CsvHelper;

namespace Twiddle.Bench.Commands;

/// <summary>
/// <c>counts</c>: the operations of the algorithms that discovery finds, proved, as CSV; or what each rule contributes to them, as a table.
/// </summary>
internal static class CountsCommand
{
    public static Command Create()
    {
        var transform = TransformArguments.Transform(ArgumentArity.ZeroOrOne, "One transform, e.g. dft-complex; all of them if left out.");
        var size = TransformArguments.Size(ArgumentArity.ZeroOrOne, "One size, e.g. 60 or 8x8; all sizes of the table if left out.");
        var reference = new Option<bool>("--reference") { Description = "Adds the counts of other work, and whether each row is below, at or above them." };
        var ablate = new Option<bool>("--ablate") { Description = "Switches each rule off in turn; a dot stands for the same count." };
        var all = new Option<bool>("--all") { Description = "Counts every size of every transform, not those of the table." };
        var limit = new Option<int>("--limit") { Description = "Leaves out rows of the table with more points.", DefaultValueFactory = _ => int.MaxValue };
        var command = new Command("counts", "Counts the operations of the algorithms found, as CSV.") { transform, size, reference, ablate, all, limit };
        command.Validators.Add(result =>
        {
            if (result.GetValue(reference) && result.GetValue(ablate)) result.AddError("--reference and --ablate exclude each other.");
            if (result.GetValue(all) && (result.GetValue(reference) || result.GetValue(ablate))) result.AddError("--all excludes --reference and --ablate.");
        });
        command.SetAction((parsed, cancellation) =>
        {
            var rows = new CountRows(parsed.GetValue(transform), parsed.GetValue(size), parsed.GetValue(limit));
            if (parsed.GetValue(ablate)) return Task.FromResult(WriteAblation(rows, parsed.InvocationConfiguration.Output, cancellation));
            return WriteCounts(rows.From(parsed.GetValue(all) ? AllSizes.Table : ReferenceCount.Table()), parsed.GetValue(reference), parsed.InvocationConfiguration.Output, cancellation);
        });
        return command;
    }

    private static async Task<int> WriteCounts(IEnumerable<ReferenceCount> rows, bool withReference, TextWriter output, CancellationToken cancellation)
    {
        await using var csv = CsvWriter.Create(output, leaveOpen: true);
        if (withReference) csv.WriteHeader<ReferencedCount>();
        else csv.WriteHeader<OperationCount>();

        var isProved = true;
        foreach (var row in rows)
        {
            var count = OperationCount.Measure(row.Transform, row.Size, cancellation);
            isProved &= count.Proved == OperationCount.IsProved;
            if (withReference) csv.WriteRecord(new ReferencedCount(count, row));
            else csv.WriteRecord(count);
            await csv.FlushAsync(cancellation);
        }

        return isProved ? 0 : 1;
    }

    private static int WriteAblation(CountRows rows, TextWriter output, CancellationToken cancellation)
    {
        WriteRow(["transform", "n", "all", .. Ablation.Rules.Select(r => r.ToString())]);
        WriteRow([.. Enumerable.Repeat("---", 3 + Ablation.Rules.Count)]);
        foreach (var row in rows.From(Ablation.Table)) WriteRow(Ablation.Cells(row.Transform, row.Size, cancellation));
        return 0;

        void WriteRow(IEnumerable<string> cells)
        {
            output.Write('|');
            foreach (var cell in cells)
            {
                output.Write($" {cell} |");
                output.Flush();
            }

            output.WriteLine();
        }
    }
}
