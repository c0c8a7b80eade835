using System.Reflection;

namespace Spectrograms;

/// <summary>The file that the compiler wrote for the fast transform, and what its header says.</summary>
internal sealed record GeneratedCode(string Path, IReadOnlyList<string> Header)
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
                if (lines.Any(line => line.Contains($" {method}(", StringComparison.Ordinal)))
                    return new(System.IO.Path.GetFullPath(file), ReadHeader(lines));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The header is a courtesy; the sample works without it.
        }

        return null;
    }

    /// <summary>The comment lines at the head of a file, without the slashes.</summary>
    public static IReadOnlyList<string> ReadHeader(IEnumerable<string> lines) => lines
        .TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal) || string.IsNullOrWhiteSpace(line))
        .Select(line => line.TrimStart('/').Trim())
        .Where(line => line.Length > 0 && !line.StartsWith('<'))
        .ToArray();
}
