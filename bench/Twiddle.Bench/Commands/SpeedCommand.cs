using System.CommandLine;
using CsvHelper;
using Twiddle.Bench.Fftw;
using Twiddle.Bench.Speed;

namespace Twiddle.Bench.Commands;

/// <summary><c>speed</c>: generated code against FFTW, MathNet.Numerics and the definition, interleaved in one run, as CSV.</summary>
internal static class SpeedCommand
{
    public static Command Create()
    {
        var problems = new ProblemArguments();
        var plot = new Option<FileInfo?>("--plot") { Description = "Draws the ratios over the lengths into this PNG file." };
        var rounds = new Option<int>("--rounds") { Description = "Rounds of samples.", DefaultValueFactory = _ => 61 };
        var plans = new Option<int>("--plans") { Description = "How many plans FFTW makes; the best counts.", DefaultValueFactory = _ => 3 };
        var seconds = new Option<double>("--plan-seconds") { Description = "How long FFTW may look for each plan.", DefaultValueFactory = _ => 30 };
        var command = new Command("speed", "Prints CSV kind,n,contender,median_ns,ratio_to_fftw,gflops from one interleaved run on one thread.")
        {
            problems.Kind, problems.Lengths, plot, rounds, plans, seconds,
        };
        command.SetAction((parsed, cancellation) => Run(
            problems.Chosen(parsed),
            new SpeedRun(parsed.GetValue(rounds)),
            new FftwPlanning(parsed.GetValue(plans), parsed.GetValue(seconds)),
            parsed.GetValue(plot),
            cancellation));
        return command;
    }

    private static async Task Run(
        IEnumerable<(Kind Kind, int Length)> problems, SpeedRun run, FftwPlanning planning, FileInfo? plot, CancellationToken cancellation)
    {
        await using var csv = CsvWriter.Create(Console.Out, leaveOpen: true);
        csv.WriteHeader<SpeedRow>();
        var all = new List<SpeedRow>();
        foreach (var (kind, length) in problems)
        {
            using var problem = kind.Open(length, planning);
            var rows = run.Measure(problem, cancellation);
            foreach (var row in rows) csv.WriteRecord(row);
            await csv.FlushAsync(cancellation);
            all.AddRange(rows);
        }

        if (plot is not null) SpeedPlot.Save(plot.FullName, all);
    }
}
