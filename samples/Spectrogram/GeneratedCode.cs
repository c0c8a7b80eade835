using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Spectrograms;

/// <summary>The file that the compiler wrote for a generated method, and what its comments say of it.</summary>
/// <param name="Path">The full path of the file.</param>
/// <param name="Description">The lines of the comment at the top of the file and of the method's documentation, without their markup.</param>
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

    /// <summary>The comment at the top of the file, and the documentation of the first method of the given name.</summary>
    public static IReadOnlyList<string> Describe(string[] lines, string method)
    {
        var top = lines.TakeWhile(line => IsComment(line) || string.IsNullOrWhiteSpace(line));
        var documentation = lines.TakeWhile(line => !Declares(line, method)).Reverse()
            .SkipWhile(line => line.TrimStart().StartsWith('['))
            .TakeWhile(IsDocumentation).Reverse();
        return [.. top.Concat(documentation).Select(WithoutMarkup).Where(line => line.Length > 0)];
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

    private static string WithoutMarkup(string line) => WebUtility.HtmlDecode(Markup().Replace(line.TrimStart().TrimStart('/'), "")).Trim();

    private static long Parse(Group digits) => long.Parse(digits.Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex("<[^<>]*>")]
    private static partial Regex Markup();

    [GeneratedRegex(@"\d[\d,]*\b")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"(?<before>.*?)(?<additions>\d[\d,]*) additions\W.*?(?<multiplications>\d[\d,]*) multiplications", RegexOptions.Singleline)]
    private static partial Regex Counts();
}
