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
        var markdown = new Option<bool>("--markdown") { Description = "With --reference: a Markdown table instead of CSV, with what differs from the best known in bold." };
        var all = new Option<bool>("--all") { Description = "Counts every size of every transform, not those of the table." };
        var variants = new Option<bool>("--variants") { Description = "Counts transforms pruned, scaled, shuffled and turned, beside what is permitted." };
        var shuffles = new Option<int>("--shuffles") { Description = "Counts each row in so many orders of its rows and columns." };
        var cancel = new Option<int>("--cancel") { Description = "Stops each discovery at so many moments on its way, and tells how long it goes on." };
        var timeout = new Option<double>("--timeout") { Description = "Gives a row up after so many seconds.", DefaultValueFactory = _ => double.PositiveInfinity };
        var limit = new Option<int>("--limit") { Description = "Leaves out rows of the table with more points.", DefaultValueFactory = _ => int.MaxValue };
        var command = new Command("counts", "Counts the operations of the algorithms found, as CSV.") { transform, size, reference, ablate, all, variants, shuffles, cancel, markdown, limit, timeout };
        command.Validators.Add(result =>
        {
            if (result.GetValue(markdown) && !result.GetValue(reference) && !result.GetValue(all)) result.AddError("--markdown needs --reference or --all.");
            if (new[] { reference, ablate, all, variants }.Count(result.GetValue) > 1) result.AddError("--reference, --ablate, --all and --variants exclude each other.");
        });
        command.SetAction((parsed, cancellation) =>
        {
            var rows = new CountRows(parsed.GetValue(transform), parsed.GetValue(size), parsed.GetValue(limit));
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (parsed.GetValue(ablate)) return Task.FromResult(WriteAblation(rows, output, cancellation));
            if (parsed.GetValue(variants)) return WriteVariants(rows.From(Variant.Table), output, cancellation);
            if (parsed.GetValue(shuffles) is > 0 and var orders) return WriteShuffles(rows.From(ReferenceCount.Table()), orders, output, cancellation);
            if (parsed.GetValue(cancel) is > 0 and var moments) return WriteDelays(rows.From(ReferenceCount.Table()), moments, output, cancellation);
            var seconds = parsed.GetValue(timeout);
            if (parsed.GetValue(all) && parsed.GetValue(markdown)) return Task.FromResult(SizeGrid.Write(rows, output, error, seconds, cancellation));
            if (!parsed.GetValue(reference)) return WriteCounts(rows.From(parsed.GetValue(all) ? AllSizes.Table : ReferenceCount.Table()), output, error, seconds, cancellation);
            return parsed.GetValue(markdown)
                ? Task.FromResult(WriteReferenceTable(rows, output, error, cancellation))
                : WriteReferencedCounts(rows, output, error, cancellation);
        });
        return command;
    }

    private static async Task<int> WriteCounts(IEnumerable<ReferenceCount> rows, TextWriter output, TextWriter error, double seconds, CancellationToken cancellation)
    {
        await using var csv = CsvWriter.Create(output, leaveOpen: true);
        csv.WriteHeader<OperationCount>();
        var isProved = true;
        foreach (var row in rows)
        {
            if (OperationCount.TryMeasure(row.Transform, row.Size, seconds, cancellation) is not { } count)
            {
                isProved = false;
                await error.WriteLineAsync($"given up: {row.Transform} {row.Size}");
                continue;
            }

            isProved &= count.Proved == OperationCount.IsProved;
            csv.WriteRecord(count);
            await csv.FlushAsync(cancellation);
        }

        return isProved ? 0 : 1;
    }

    private static async Task<int> WriteVariants(IEnumerable<ReferenceCount> rows, TextWriter output, CancellationToken cancellation)
    {
        await using var csv = CsvWriter.Create(output, leaveOpen: true);
        csv.WriteHeader<VariantCount>();
        var isProved = true;
        foreach (var count in rows.SelectMany(r => VariantCount.Measure(r.Transform, r.Size, cancellation)))
        {
            isProved &= count.IsProved;
            csv.WriteRecord(count);
            await csv.FlushAsync(cancellation);
        }

        return isProved ? 0 : 1;
    }

    private static async Task<int> WriteShuffles(IEnumerable<ReferenceCount> rows, int shuffles, TextWriter output, CancellationToken cancellation)
    {
        await using var csv = CsvWriter.Create(output, leaveOpen: true);
        csv.WriteHeader<ShuffleCount>();
        var isProved = true;
        foreach (var count in rows.SelectMany(r => ShuffleCount.Measure(r.Transform, r.Size, shuffles, cancellation)))
        {
            isProved &= count.IsProved;
            csv.WriteRecord(count);
            await csv.FlushAsync(cancellation);
        }

        return isProved ? 0 : 1;
    }

    private static async Task<int> WriteDelays(IEnumerable<ReferenceCount> rows, int moments, TextWriter output, CancellationToken cancellation)
    {
        await using var csv = CsvWriter.Create(output, leaveOpen: true);
        csv.WriteHeader<CancellationDelay>();
        foreach (var row in rows)
        {
            csv.WriteRecord(CancellationDelay.Measure(row.Transform, row.Size, moments, cancellation));
            await csv.FlushAsync(cancellation);
        }

        return 0;
    }

    private static async Task<int> WriteReferencedCounts(CountRows rows, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var counts = new List<ReferencedCount>();
        await using var csv = CsvWriter.Create(output, leaveOpen: true);
        csv.WriteHeader<ReferencedCount>();
        foreach (var row in rows.From(ReferenceCount.Table()))
        {
            counts.Add(new(OperationCount.Measure(row.Transform, row.Size, cancellation), row));
            csv.WriteRecord(counts[^1]);
            await csv.FlushAsync(cancellation);
        }

        return Summarise(counts, error);
    }

    private static int WriteReferenceTable(CountRows rows, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var table = new MarkdownTable(output, ReferencedCount.Heads);
        var counts = new List<ReferencedCount>();
        foreach (var row in rows.From(ReferenceCount.Table()))
        {
            counts.Add(new(OperationCount.Measure(row.Transform, row.Size, cancellation), row));
            table.WriteRow(counts[^1].Cells());
        }

        return Summarise(counts, error);
    }

    /// <summary>How many rows are below, at and above; the rows that do not reach what they must; whether all are proved, as an exit code.</summary>
    private static int Summarise(List<ReferencedCount> counts, TextWriter error)
    {
        WriteSummary("reference", counts.Select(c => c.Reference));
        WriteSummary("best known", counts.Select(c => c.Best));
        WriteSummary("fused multiply-add", counts.Select(c => c.Fma));
        foreach (var count in counts.Where(c => c.IsShort)) error.WriteLine($"not reached: {count.Count.Transform} {count.Count.Size}");
        return counts.TrueForAll(c => c.Count.Proved == OperationCount.IsProved) ? 0 : 1;

        void WriteSummary(string name, IEnumerable<string> standings)
        {
            var known = standings.Where(s => s.Length > 0).ToArray();
            var parts = new[] { Standing.Below, Standing.At, Standing.Above }.Select(s => $"{known.Count(k => k == s)} {s}");
            error.WriteLine($"{name}: {string.Join(", ", parts)}");
        }
    }

    private static int WriteAblation(CountRows rows, TextWriter output, CancellationToken cancellation)
    {
        var table = new MarkdownTable(output, ["transform", "n", "all", .. Ablation.Rules.Select(r => r.ToString())]);
        foreach (var row in rows.From(Ablation.Table)) table.WriteRow(Ablation.Cells(row.Transform, row.Size, cancellation));
        return 0;
    }
}
