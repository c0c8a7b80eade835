using System.Text.RegularExpressions;
using Twiddle.Execution.Tests.Reading;

namespace Twiddle.Corpus;

/// <summary>One source text of the corpus with the specimens in it.</summary>
public sealed partial record CorpusSource(string Name, string Text, IReadOnlyList<CorpusMethod> Methods)
{
    /// <summary>The embedded files, then the idioms.</summary>
    public static IReadOnlyList<CorpusSource> All { get; } = [.. Embedded(), .. OfIdioms()];

    private static IEnumerable<CorpusSource> Embedded()
    {
        var assembly = typeof(CorpusSource).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".cs", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var text = reader.ReadToEnd();
            yield return new(name, text, Specimens(name, text).ToList());
        }
    }

    private static IEnumerable<CorpusMethod> Specimens(string file, string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(ExpectationComment.Mark, StringComparison.Ordinal)) continue;
            var (capability, expectation) = ExpectationComment.Parse(lines[i]);
            var declaration = lines[i + 1];
            yield return new(file, declaration[..declaration.IndexOf('(')].Split(' ')[^1], capability, expectation);
        }
    }

    private static IEnumerable<CorpusSource> OfIdioms()
    {
        foreach (var (name, idiom) in Idioms.All.OrderBy(i => i.Key, StringComparer.Ordinal))
        {
            var expected = new ExpectedSibling(idiom.Shape is null ? idiom.Lengths : [], idiom.Shape ?? [], idiom is { HasSummary: true, Shape: null }, idiom.Note);
            var method = new CorpusMethod(name, FirstMethod().Match(idiom.Source).Groups[1].Value, "idioms", expected);
            yield return new(name, "public static class Specification\n{\n" + idiom.Source + "\n}\n", [method]);
        }
    }

    [GeneratedRegex(@"public static [^=;]*?(\w+)\(")]
    private static partial Regex FirstMethod();
}
