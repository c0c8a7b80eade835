using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace Twiddle.Bench.Lint.Cost;

/// <summary>
/// A project of any size, made of copies of real code: each copy is in namespaces of its own. The sources are to be complete, so that every copy compiles by
/// itself, and to have one word at the root of all their namespaces.
/// </summary>
internal static partial class RepeatedProject
{
    /// <summary>Files with their paths, as many whole copies of the sources as have at least so many lines in all.</summary>
    public static IReadOnlyList<(string Path, SourceText Text)> Files(IReadOnlyList<string> sources, int lines)
    {
        var texts = sources.Select(path => (Path: path, Text: File.ReadAllText(path))).ToList();
        var roots = texts.SelectMany(source => Namespace().Matches(source.Text)).Select(match => match.Groups["root"].Value).Distinct().ToList();
        if (roots is not [var root]) throw new InvalidDataException($"The sources have {roots.Count} namespaces at their root; there must be one.");

        var files = new List<(string, SourceText)>();
        for (var (copy, written) = (0, 0); written < lines; copy++)
        {
            var other = root + copy.ToString(CultureInfo.InvariantCulture);
            foreach (var (path, text) in texts)
            {
                var copied = SourceText.From(Regex.Replace(text, $@"\b{root}(?=[.;])", other));
                files.Add(($"{copy}/{path}", copied));
                written += copied.Lines.Count;
            }
        }

        return files;
    }

    [GeneratedRegex(@"^namespace (?<root>\w+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
