using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Spectrograms;

/// <summary>The file that the compiler wrote for a generated method, and what its comments say of it.</summary>
/// <param name="Path">The full path of the file.</param>
/// <param name="Description">The paragraphs of the method's documentation, without their markup.</param>
internal sealed partial record GeneratedCode(string Path, IReadOnlyList<string> Description)
{
    /// <summary>
    /// Finds the file that declares a method of the given name, where the project was told to put generated code; null when there is none,
    /// as on a machine that did not compile the sample.
    /// </summary>
    public static GeneratedCode? Find(string method)
    {
        var folder = typeof(GeneratedCode).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(attribute => attribute.Key == nameof(GeneratedCode))?.Value;
        if (!Directory.Exists(folder)) return null;

        try
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var lines = File.ReadAllLines(file);
                if (Array.FindIndex(lines, line => Declares(line, method)) >= 0) return new(System.IO.Path.GetFullPath(file), Describe(lines, method));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The description is a courtesy; the sample works without it.
        }

        return null;
    }

    /// <summary>The paragraphs of the documentation of the first method of the given name, each one line.</summary>
    public static IReadOnlyList<string> Describe(string[] lines, string method)
    {
        var documentation = lines.TakeWhile(line => !Declares(line, method)).Reverse()
            .SkipWhile(line => line.TrimStart().StartsWith('['))
            .TakeWhile(IsDocumentation).Reverse()
            .Select(line => line.TrimStart()["///".Length..]);
        var root = XElement.Parse($"<doc>{string.Join('\n', documentation)}</doc>");
        foreach (var reference in root.Descendants("see").ToList()) reference.ReplaceWith(reference.Attribute("cref")?.Value.Split('(')[0]);
        return [.. root.Descendants().Where(IsParagraph).Select(paragraph => Spaces().Replace(paragraph.Value, " ").Trim())];
    }

    /// <summary>The paragraphs about one length: from the one that names it to the next length, or all where none does.</summary>
    public IReadOnlyList<string> About(int length)
    {
        var heading = string.Create(CultureInfo.InvariantCulture, $"Length {length}:");
        var own = Description.SkipWhile(line => line != heading).Skip(1).TakeWhile(line => !line.StartsWith("Length ", StringComparison.Ordinal) && !line.StartsWith("Other sizes", StringComparison.Ordinal)).ToList();
        return own.Count > 0 ? own : Description;
    }

    /// <summary>
    /// The additions and multiplications that the description states for a length, in the form "… 1024 … 5 additions … 7 multiplications";
    /// null where it states none.
    /// </summary>
    public (long Additions, long Multiplications)? OperationsFor(int length)
    {
        foreach (Match counts in Counts().Matches(string.Join('\n', Description)))
            if (Numbers().Matches(counts.Groups["before"].Value).Any(number => Parse(number) == length))
                return (Parse(counts.Groups["additions"]), Parse(counts.Groups["multiplications"]));
        return null;
    }

    private static bool Declares(string line, string method) => !IsComment(line) && line.Contains($" {method}(", StringComparison.Ordinal);

    private static bool IsComment(string line) => line.TrimStart().StartsWith("//", StringComparison.Ordinal);

    private static bool IsDocumentation(string line) => line.TrimStart().StartsWith("///", StringComparison.Ordinal);

    private static bool IsParagraph(XElement element) =>
        element.Name.LocalName is "summary" or "para" or "description" || (element.Name == "remarks" && !element.HasElements);

    private static long Parse(Group digits) => long.Parse(digits.Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\d[\d,]*\b")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"(?<before>.*?)(?<additions>\d[\d,]*) additions\W.*?(?<multiplications>\d[\d,]*) multiplications", RegexOptions.Singleline)]
    private static partial Regex Counts();
}
