using System.CommandLine;
using System.Globalization;
using Twiddle.Bench.Tuning;
using Twiddle.Compiler.Plans.Tuning;
using Twiddle.Compiler.Programs;

namespace Twiddle.Bench.Commands;

/// <summary><c>tune</c>: measures orders of radices and widths of vectors on this machine, and writes the best into a file that the generator reads.</summary>
internal static class TuneCommand
{
    public static Command Create()
    {
        var lengths = new Argument<int[]>("length") { Description = "Points of the transforms within plans: for real data of n points, n / 2.", Arity = ArgumentArity.OneOrMore };
        var precision = new Option<string>("--precision") { Description = "double, float or both.", DefaultValueFactory = _ => "double" };
        precision.AcceptOnlyFromAmong("double", "float", "both");
        var output = new Option<FileInfo>("--output") { Description = "The file.", DefaultValueFactory = _ => new(TuningFile.Name) };
        var rounds = new Option<int>("--rounds") { Description = "Rounds of samples.", DefaultValueFactory = _ => 31 };
        var most = new Option<int>("--candidates") { Description = "Orders of radices for each width of vectors.", DefaultValueFactory = _ => 8 };
        lengths.Validators.Add(result =>
        {
            if (result.GetValue(lengths) is { } values && values.Any(n => n is < 4 or > 1 << 20)) result.AddError("Lengths are from 4 to 1048576.");
        });
        var command = new Command("tune", "Prints CSV precision,n,lanes,radices,median_ns,ratio, and writes choices that are clearly better than the default.")
        {
            lengths, precision, output, rounds, most,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var kinds = parsed.GetValue(precision) switch
            {
                "double" => new[] { ScalarKind.Double },
                "float" => [ScalarKind.Single],
                _ => [ScalarKind.Double, ScalarKind.Single],
            };
            var run = new TuningRun(parsed.GetValue(rounds), parsed.GetValue(most));
            return Run(run, kinds, parsed.GetValue(lengths)!, parsed.GetValue(output)!, cancellation);
        });
        return command;
    }

    private static async Task Run(TuningRun run, IEnumerable<ScalarKind> kinds, IEnumerable<int> lengths, FileInfo output, CancellationToken cancellation)
    {
        var choices = new List<TunedPlan>();
        Console.WriteLine("precision,n,lanes,radices,median_ns,ratio");
        foreach (var (kind, length) in kinds.SelectMany(kind => lengths.Distinct().Select(length => (kind, length))))
        {
            var rows = run.Measure(kind, length, cancellation);
            foreach (var row in rows)
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(kind == ScalarKind.Single ? "float" : "double")},{length},{row.Lanes},{(row.Lanes == 0 ? "default" : string.Join('·', row.Radices))},{row.Nanoseconds:F1},{row.Ratio:F3}"));
            choices.AddRange(TuningRun.ChoiceOf(rows));
        }

        await File.WriteAllTextAsync(output.FullName, TuningText.Of(choices), cancellation);
    }
}
