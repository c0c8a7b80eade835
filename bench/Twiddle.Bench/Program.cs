using System.CommandLine;
using Twiddle.Bench.Commands;

var root = new RootCommand("Measures Twiddle: what it finds, and how fast the generated code is.")
{
    CountsCommand.Create(),
    DrawCommand.Create(),
    NaiveCommand.Create(),
    SpeedCommand.Create(),
    TuneCommand.Create(),
    PlansCommand.Create(),
    AccuracyCommand.Create(),
    ReadingCommand.Create(),
    FuzzCommand.Create(),
    BenchmarkCommand.Create(),
    LintCommand.Create(),
    LintCostCommand.Create(),
    BuildCostCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
