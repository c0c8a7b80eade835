using System.Globalization;

namespace Twiddle.Bench;

/// <summary>The flops of every size as Markdown tables: a row for a size, a column for a transform.</summary>
internal static class SizeGrid
{
    /// <summary>Writes a table for each family of transforms that has chosen rows.</summary>
    /// <param name="rows">The rows to count.</param>
    /// <param name="output">Where the tables go.</param>
    /// <param name="error">Where rows are named that were given up, or could not be proved.</param>
    /// <param name="seconds">The time after which a row is given up.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>0 where all rows are proved, else 1.</returns>
    public static int Write(CountRows rows, TextWriter output, TextWriter error, double seconds, CancellationToken cancellation)
    {
        var isProved = true;
        foreach (var family in AllSizes.Families)
        {
            var transforms = family.Transforms.Where(t => rows.Transform is null || t == rows.Transform).ToArray();
            var sizes = family.Sizes.Where(s => OperationCount.PointsOf(s) <= rows.Limit && (rows.Size is null || s == rows.Size)).ToArray();
            if (transforms.Length == 0 || sizes.Length == 0) continue;
            output.WriteLine($"**{family.Name}**");
            output.WriteLine();
            var table = new MarkdownTable(output, ["n", .. transforms]);
            foreach (var size in sizes) table.WriteRow(transforms.Select(t => Cell(t, size)).Prepend(size));
            output.WriteLine();
        }

        return isProved ? 0 : 1;

        string Cell(string transform, string size)
        {
            var count = OperationCount.TryMeasure(transform, size, seconds, cancellation);
            if (count?.Proved == OperationCount.IsProved) return count.Flops.ToString(CultureInfo.InvariantCulture);
            isProved = false;
            error.WriteLine(count is null ? $"given up: {transform} {size}" : $"{transform} {size} {count.Proved}");
            return "";
        }
    }
}
