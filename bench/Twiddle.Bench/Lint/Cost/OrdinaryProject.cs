using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis.Text;

namespace Twiddle.Bench.Lint.Cost;

/// <summary>
/// A project of any size, made of copies of one ordinary file under different names: properties, collections, LINQ, text, a state machine, an
/// asynchronous method. One file in twenty is signal processing with the habits that the rules are about.
/// </summary>
internal static class OrdinaryProject
{
    private const string Name = "Ordinary.txt";
    private const int SignalFileEvery = 20;

    /// <summary>Methods of one ordinary file.</summary>
    public const int MethodsPerFile = 12;

    /// <summary>A body without loops, with calls and arithmetic that rules look at.</summary>
    public const string LooplessBody =
        "var h = Math.Sqrt(a * a + x[0]); if (h > count) h = Math.Log(h) / Math.Pow(a, x[1]); y[0] = Math.Sin(a) * Math.Floor(h) + x.Length; y[1] = Math.Max(h, Math.Pow(h, a));";

    private static readonly string Template = Read();

    /// <summary>Files with their paths, so many lines in all.</summary>
    public static IReadOnlyList<(string Path, SourceText Text)> Files(int lines)
    {
        var files = new List<(string, SourceText)>();
        for (var (i, written) = (0, 0); written < lines; i++)
        {
            var text = SourceText.From(i % SignalFileEvery == 0 ? SignalFile(i) : Numbered(i));
            files.Add((string.Create(CultureInfo.InvariantCulture, $"File{i}.cs"), text));
            written += text.Lines.Count;
        }

        return files;
    }

    /// <summary>So many ordinary files.</summary>
    public static IReadOnlyList<(string Path, SourceText Text)> OrdinaryFiles(int count) =>
        [.. Enumerable.Range(0, count).Select(i => (string.Create(CultureInfo.InvariantCulture, $"File{i}.cs"), SourceText.From(Numbered(i))))];

    private static string Numbered(int number) => Template.Replace("$N", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static string SignalFile(int number)
    {
        var methods = Habit.All.SelectMany(habit => new[] { habit.Recomputed, habit.Mended })
            .Select((body, i) => $"    public static void M{i}(double[] x, double[] y, double a, int count)\n    {{\n        {body.Replace("; ", ";\n        ", StringComparison.Ordinal)}\n    }}\n");
        return $"namespace Ordinary.Part{number};\n\ninternal static class Signals\n{{\n{string.Join('\n', methods)}}}\n";
    }

    private static string Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
