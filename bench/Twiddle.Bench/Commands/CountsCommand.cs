using System.CommandLine;
using CsvHelper;

namespace Twiddle.Bench.Commands;

/// <summary><c>counts</c>: the operations of the algorithms that discovery finds, proved, as CSV.</summary>
internal static class CountsCommand
{
    public static Command Create()
    {
        var transform = new Argument<string?>("transform") { Description = "One transform, e.g. dft-complex; all of them if left out.", Arity = ArgumentArity.ZeroOrOne };
        var size = new Argument<string?>("n") { Description = "One size, e.g. 60 or 8x8; all sizes of the reference table if left out.", Arity = ArgumentArity.ZeroOrOne };
        var reference = new Option<bool>("--reference") { Description = "Adds the columns of the reference table." };
        var limit = new Option<int>("--limit") { Description = "Leaves out rows of the table with more points.", DefaultValueFactory = _ => int.MaxValue };
        transform.AcceptOnlyFromAmong([.. NamedMatrices.Names]);
        size.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !OperationCount.IsSize(result.Tokens[0].Value)) result.AddError("n is a number of points, such as 60, or a square, such as 8x8.");
        });
        var command = new Command("counts", "Counts the operations of the algorithms found, as CSV.") { transform, size, reference, limit };
        command.SetAction((parsed, cancellation) =>
            Run(parsed.GetValue(transform), parsed.GetValue(size), parsed.GetValue(reference), parsed.GetValue(limit), cancellation));
        return command;
    }

    private static async Task<int> Run(string? transform, string? size, bool withReference, int limit, CancellationToken cancellation)
    {
        await using var csv = CsvWriter.Create(Console.Out, leaveOpen: true);
        if (withReference) csv.WriteHeader<ReferencedCount>();
        else csv.WriteHeader<OperationCount>();

        var isProved = true;
        foreach (var row in Rows(transform, size, limit))
        {
            var count = OperationCount.Measure(row.Transform, row.Size, cancellation);
            isProved &= count.Proved == OperationCount.IsProved;
            if (withReference) csv.WriteRecord(new ReferencedCount(count, row));
            else csv.WriteRecord(count);
            await csv.FlushAsync(cancellation);
        }

        return isProved ? 0 : 1;
    }

    /// <summary>The chosen rows of the reference table; a size that is not in it makes a row without reference.</summary>
    private static IEnumerable<ReferenceCount> Rows(string? transform, string? size, int limit)
    {
        var rows = ReferenceCount.Table().Where(r => transform is null || r.Transform == transform);
        if (transform is null || size is null) return rows.Where(r => OperationCount.PointsOf(r.Size) <= limit);
        return rows.Where(r => r.Size == size).DefaultIfEmpty(new ReferenceCount(transform, size, null, null, null, null));
    }
}
