using System.CommandLine;
using CsvHelper;
using Twiddle.Bench.Accuracy;
using Twiddle.Bench.Fftw;

namespace Twiddle.Bench.Commands;

/// <summary><c>accuracy</c>: the rounding errors of generated code, FFTW and MathNet.Numerics, as CSV.</summary>
internal static class AccuracyCommand
{
    /// <summary>Plans differ in speed; in rounding they are much alike.</summary>
    private static readonly FftwPlanning Planning = new(Plans: 1, Seconds: 1);

    public static Command Create()
    {
        var problems = new ProblemArguments();
        var command = new Command("accuracy", "Prints CSV kind,n,contender,rms_relative_error against results of 30 digits.") { problems.Kind, problems.Lengths };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var csv = CsvWriter.Create(Console.Out, leaveOpen: true);
            csv.WriteHeader<AccuracyRow>();
            foreach (var (kind, length) in problems.Chosen(parsed))
            {
                using var problem = kind.Open(length, Planning);
                foreach (var row in AccuracyRun.Measure(problem, cancellation)) csv.WriteRecord(row);
                await csv.FlushAsync(cancellation);
            }
        });
        return command;
    }
}
