namespace Twiddle.Compiler.Plans.Tuning;

/// <summary>Whether passes leave whole groups of lanes together.</summary>
internal static class LaneFit
{
    /// <summary>Whether all passes of these radices do.</summary>
    public static bool Fits(IReadOnlyList<int> radices, int lanes)
    {
        var (columns, blocks) = (1, radices.Aggregate(1, (product, radix) => product * radix));
        foreach (var radix in radices)
        {
            blocks /= radix;
            if (!Fits(radix, blocks, columns, lanes)) return false;
            columns *= radix;
        }

        return true;
    }

    public static bool Fits(int radix, int blocks, int columns, int lanes)
    {
        if (columns >= lanes) return columns % lanes == 0;
        if (lanes % columns != 0) return false;
        var together = lanes / columns;
        // Groups of results that fill vectors, or all results of some blocks that do.
        if (blocks % together == 0) return radix % together == 0 || together % radix == 0;
        return columns == 1 && blocks > together && radix % together == 0;
    }
}
