using Spectre.Console;

namespace Spectrograms;

/// <summary>The table that the sample prints.</summary>
internal static class Report
{
    public static void Print(IAnsiConsole console, Comparison comparison, int frameLength, GeneratedCode? generated)
    {
        var table = new Table { Title = new TableTitle($"Half spectrum of {frameLength:N0} real samples") };
        table.AddColumn("per frame");
        table.AddColumn(new TableColumn("naive").RightAligned());
        table.AddColumn(new TableColumn("generated").RightAligned());
        table.AddRow("time (median)", Duration(comparison.NaiveTime), Duration(comparison.FastTime));
        table.AddRow("ratio", "1", $"{comparison.Ratio:N1}× faster");
        table.AddRow("operations by the definition", $"{DefinitionOperations(frameLength):N0}", "");
        table.AddRow("largest difference", "", $"{comparison.LargestDifference:0.0e+0}");
        table.AddRow("… to largest magnitude", $"{comparison.LargestMagnitude:N1}", $"{comparison.RelativeDifference:0.0e+0}");
        console.Write(table);

        if (generated is null) return;
        var header = new Panel(new Text(string.Join('\n', generated.Header))) { Header = new PanelHeader("What was found") };
        console.Write(header);
    }

    /// <summary>Multiplications and additions of the double loop: a cosine and a sine sum of N terms for N/2 + 1 bins.</summary>
    public static long DefinitionOperations(long length) => 2 * 2 * length * (length / 2 + 1);

    private static string Duration(TimeSpan time) => time.TotalMicroseconds switch
    {
        >= 1000 => $"{time.TotalMilliseconds:N2} ms",
        var microseconds => $"{microseconds:N2} µs",
    };
}
