using Spectre.Console;

namespace Spectrograms;

/// <summary>The table that the sample prints, and the description of the algorithm that was found.</summary>
internal static class Report
{
    public static void Print(IAnsiConsole console, Comparison comparison, int frameLength, GeneratedCode? generated)
    {
        var table = new Table { Title = new TableTitle($"Half spectrum of a frame of {frameLength:N0} real samples") };
        table.AddColumn("");
        table.AddColumn(new TableColumn("naive").RightAligned());
        table.AddColumn(new TableColumn("generated").RightAligned());
        table.AddRow("time per frame (median)", Duration(comparison.NaiveTime), Duration(comparison.FastTime));
        table.AddRow("ratio of the times", "", $"{comparison.Ratio:N1}");
        table.AddRow("additions and multiplications", $"{DefinitionOperations(frameLength):N0}", Operations(generated?.OperationsFor(frameLength)));
        table.AddRow($"largest difference in {comparison.Frames} frames", "", $"{comparison.LargestDifference:0.0e+0}");
        table.AddRow($"… relative to the largest magnitude", $"{comparison.LargestMagnitude:N1}", $"{comparison.RelativeDifference:0.0e+0}");
        console.Write(table);

        if (generated is { Description.Count: > 0 })
            console.Write(new Panel(new Text(string.Join('\n', generated.About(frameLength)))) { Header = new PanelHeader("What was found") });
    }

    /// <summary>
    /// The operations of the definition's double loop, its cosines and sines not counted: a multiplication and an addition for each of N terms
    /// in a cosine sum and a sine sum, for each of N/2 + 1 bins.
    /// </summary>
    public static long DefinitionOperations(long length) => 2 * 2 * length * (length / 2 + 1);

    private static string Operations((long Additions, long Multiplications)? counts) =>
        counts is var (additions, multiplications) ? $"{additions + multiplications:N0}" : "?";

    private static string Duration(TimeSpan time) =>
        time.TotalMilliseconds >= 1 ? $"{time.TotalMilliseconds:N2} ms" : $"{time.TotalMicroseconds:N2} µs";
}
