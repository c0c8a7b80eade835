using System.CommandLine;
using CsvHelper;
using Twiddle.Bench.AnyLength;

namespace Twiddle.Bench.Commands;

/// <summary><c>plans</c>: what the plans that are made at run time for any length cost, in transforms, as CSV.</summary>
internal static class PlansCommand
{
    public static Command Create()
    {
        var lengths = new Argument<int[]>("n") { Description = "Lengths from 1 to 1048576; those of the documentation if left out.", Arity = ArgumentArity.ZeroOrMore };
        lengths.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int[]>().Any(n => n is < 1 or > 1 << 20)) result.AddError("Lengths are from 1 to 1048576.");
        });
        var kind = new Option<string>("--kind") { Description = "The data.", DefaultValueFactory = _ => AnyLengthData.Kinds[0] };
        kind.AcceptOnlyFromAmong([.. AnyLengthData.Kinds]);
        var command = new Command("plans", "Prints CSV n,plan_ns,transform_ns,ratio: the best of several new plans, and the median of transforms.") { lengths, kind };
        command.SetAction(async (parsed, cancellation) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            await using var csv = CsvWriter.Create(output, leaveOpen: true);
            csv.WriteHeader<PlanRow>();
            var chosen = parsed.GetValue(lengths) is { Length: > 0 } named ? named : PlanTimes.Lengths;
            foreach (var length in chosen)
            {
                csv.WriteRecord(PlanTimes.Measure(parsed.GetRequiredValue(kind), length, cancellation));
                await csv.FlushAsync(cancellation);
            }
        });
        return command;
    }
}
