using System.CommandLine;
using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Twiddle.Bench.Lint;
using Twiddle.Bench.Lint.Cost;
using Twiddle.Generator.Analyzers;
using Twiddle.Generator.Analyzers.Recomputation;

namespace Twiddle.Bench.Commands;

/// <summary><c>lint-cost</c>: what each rule takes and allocates, beside an analyzer that does nothing, and what all add to the time of a compilation.</summary>
internal static class LintCostCommand
{
    private const int Methods = 1000;
    private const int Transforms = 100;
    private const int Files = 100;

    public static Command Create()
    {
        var lines = new Option<int>("--lines") { Description = "Size of the project that is compiled.", DefaultValueFactory = _ => 100_000 };
        lines.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("There must be at least one line.");
        });
        var sources = new Option<DirectoryInfo>("--sources") { Description = "A folder of real code to repeat, complete in itself, instead of code made up." }.AcceptExistingOnly();
        var command = new Command("lint-cost", "Measures the analyzers: a table of each rule, and the share of all in the time of a compilation.") { lines, sources };
        command.SetAction((parsed, cancellation) => Run(parsed.GetValue(lines), parsed.GetValue(sources), parsed.InvocationConfiguration.Output, cancellation));
        return command;
    }

    private static async Task Run(int lines, DirectoryInfo? sources, TextWriter output, CancellationToken cancellation)
    {
        if (sources is null) await WriteRules(output, cancellation);
        var files = sources is null ? OrdinaryProject.Files(lines) : RepeatedProject.Files(LooseSources.Files([sources]), lines);
        var time = await CompileTime.Of(files, cancellation);
        await output.WriteLineAsync();
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{files.Sum(file => file.Text.Lines.Count)} lines: compilation {time.Compilation.TotalSeconds:F2} s, an empty analyzer {time.Empty.TotalSeconds:F2} s, all rules {time.Rules.TotalSeconds:F2} s more ({time.Share:P1} of the compilation)"));
    }

    private static async Task WriteRules(TextWriter output, CancellationToken cancellation)
    {
        var table = new MarkdownTable(output, ["rule", "µs, method that triggers", "µs, method that does not", "µs, ordinary method", "bytes, method without loops"]);
        var ordinary = OrdinaryProject.OrdinaryFiles(Files);
        table.WriteRow(["nothing", "", "", await Microseconds(ordinary, new EmptyAnalyzer(), Files * OrdinaryProject.MethodsPerFile, cancellation), ""]);
        foreach (var rule in RecomputationRule.CreateAll())
        {
            var analyzer = new RecomputationAnalyzer([rule]);
            var habit = Habit.All.Concat(Habit.OfTransforms).FirstOrDefault(habit => habit.Rule == rule.Descriptor.Id);
            var methods = habit is not null && Habit.OfTransforms.Contains(habit) ? Transforms : Methods;
            var bytes = RuleAllocation.Of([Habit.Repeat(OrdinaryProject.LooplessBody, Methods)], rule, cancellation);
            table.WriteRow(
            [
                rule.Descriptor.Id,
                habit is null ? "" : await Microseconds([Habit.Repeat(habit.Recomputed, methods)], analyzer, methods, cancellation),
                habit is null ? "" : await Microseconds([Habit.Repeat(habit.Mended, methods)], analyzer, methods, cancellation),
                await Microseconds(ordinary, analyzer, Files * OrdinaryProject.MethodsPerFile, cancellation),
                ((double)bytes / Methods).ToString("0.##", CultureInfo.InvariantCulture),
            ]);
        }
    }

    private static async Task<string> Microseconds(
        IReadOnlyList<(string Path, SourceText Text)> sources, DiagnosticAnalyzer analyzer, int methods, CancellationToken cancellation) =>
        ((await AnalyzerTime.Of(sources, analyzer, cancellation)).TotalMicroseconds / methods).ToString("F1", CultureInfo.InvariantCulture);
}
