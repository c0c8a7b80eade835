using System.CommandLine;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Twiddle.Bench.Lint;

namespace Twiddle.Bench.Commands;

/// <summary><c>lint</c>: the rules about ordinary code over files and folders, to be looked through for false alarms.</summary>
internal static class LintCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("path") { Description = "C# files, or folders of them.", Arity = ArgumentArity.OneOrMore };
        paths.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (!File.Exists(token.Value) && !Directory.Exists(token.Value)) result.AddError($"There is no file or folder '{token.Value}'.");
        });
        var command = new Command("lint", "Lists what the rules find in C# files, each with its line; types may be missing.") { paths };
        command.SetAction((parsed, cancellation) => Run(parsed.GetRequiredValue(paths), parsed.InvocationConfiguration.Output, cancellation));
        return command;
    }

    private static async Task Run(string[] paths, TextWriter output, CancellationToken cancellation)
    {
        var files = FolderLint.FilesUnder(paths);
        var findings = await FolderLint.Find(FolderLint.Compile(files), FolderLint.Rules, cancellation);
        foreach (var finding in findings)
        {
            var place = finding.Location.GetLineSpan();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{place.Path}({place.StartLinePosition.Line + 1}): {finding.Id} {finding.GetMessage(CultureInfo.InvariantCulture)}"));
            if (finding.Location.SourceTree is { } tree) output.WriteLine("    " + tree.GetText(cancellation).Lines[place.StartLinePosition.Line].ToString().Trim());
        }

        foreach (var rule in findings.GroupBy(finding => finding.Id).OrderBy(rule => rule.Key, StringComparer.Ordinal))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rule.Key}: {rule.Count()}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{findings.Length} findings in {files.Count} files"));
    }
}
