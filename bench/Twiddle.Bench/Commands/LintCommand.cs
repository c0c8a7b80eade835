using System.Collections.Immutable;
using System.CommandLine;
using Twiddle.Bench.Lint;

namespace Twiddle.Bench.Commands;

/// <summary><c>lint</c>: all findings of the analyzers in C# files without a project, to look for false alarms in code of others.</summary>
internal static class LintCommand
{
    public static Command Create()
    {
        var paths = new Argument<FileSystemInfo[]>("paths") { Description = "C# files, and folders of them.", Arity = ArgumentArity.OneOrMore };
        paths.AcceptExistingOnly();
        var rules = new Option<string[]>("--rules") { Description = "Only these rules, e.g. TWD102.", AllowMultipleArgumentsPerToken = true };
        var sarif = new Option<FileInfo?>("--sarif") { Description = "Also writes the findings into this file, as SARIF 2.1.0." };
        var command = new Command("lint", "Runs all analyzers over C# files and lists each finding with its place; missing types are tolerated.") { paths, rules, sarif };
        command.SetAction((parsed, cancellation) => Run(
            parsed.GetRequiredValue(paths), parsed.GetValue(rules) ?? [], parsed.GetValue(sarif), parsed.InvocationConfiguration.Output, cancellation));
        return command;
    }

    /// <returns>1 if an analyzer threw; findings are no failure.</returns>
    private static async Task<int> Run(FileSystemInfo[] paths, string[] only, FileInfo? sarif, TextWriter output, CancellationToken cancellation)
    {
        var analyzers = ShippedAnalyzers.Create();
        var files = LooseSources.Files(paths);
        var findings = await LintRun.Find(LooseSources.Compile(files, cancellation), analyzers, cancellation);
        var listed = findings.Where(finding => only.Length == 0 || only.Contains(finding.Rule.Id) || finding.Rule.Id == LintRun.AnalyzerFailed).ToImmutableArray();

        foreach (var finding in listed)
        {
            await output.WriteLineAsync(finding.ToString());
            await output.WriteLineAsync("    " + finding.Source);
        }

        if (listed.Length > 0) await output.WriteLineAsync();
        WriteSummary(files.Count, listed, output);
        if (sarif is not null) SarifReport.Save(sarif.FullName, ShippedAnalyzers.Rules(analyzers), listed);
        return listed.Any(finding => finding.Rule.Id == LintRun.AnalyzerFailed) ? 1 : 0;
    }

    private static void WriteSummary(int files, ImmutableArray<Finding> findings, TextWriter output)
    {
        output.WriteLine($"{findings.Length} findings in {files} files");
        if (findings.IsEmpty) return;
        var table = new MarkdownTable(output, ["rule", "findings", "title"]);
        foreach (var rule in findings.GroupBy(finding => finding.Rule.Id).OrderBy(group => group.Key, StringComparer.Ordinal))
            table.WriteRow([rule.Key, $"{rule.Count()}", rule.First().Rule.Title.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
    }
}
