namespace Twiddle.Bench;

/// <summary>Writes rows of a Markdown table, each cell as soon as it is known.</summary>
internal sealed class MarkdownTable
{
    private readonly TextWriter output;

    public MarkdownTable(TextWriter output, IReadOnlyCollection<string> heads)
    {
        this.output = output;
        WriteRow(heads);
        WriteRow(Enumerable.Repeat("---", heads.Count));
    }

    public void WriteRow(IEnumerable<string> cells)
    {
        output.Write('|');
        foreach (var cell in cells)
        {
            output.Write($" {cell} |");
            output.Flush();
        }

        output.WriteLine();
    }
}
