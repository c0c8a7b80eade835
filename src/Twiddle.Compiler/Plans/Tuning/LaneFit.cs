namespace Twiddle.Compiler.Plans.Tuning;

/// <summary>Whether passes can run on vectors: evenly, where they leave whole groups of lanes together, or unevenly, with groups that overlap.</summary>
internal static class LaneFit
{
    /// <summary>Vectors of numbers that a straight line has to keep between its passes, at most: beyond, the just-in-time compiler does worse with it than with loops.</summary>
    private const int MostKept = 32;

    private const int LongestLine = 128;

    /// <summary>Whether all passes of these radices fit evenly.</summary>
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

    /// <summary>Whether all passes of a transform of this length are written as one straight line of code.</summary>
    public static bool IsStraight(int length, int lanes) => length <= LongestLine && 2 * length <= MostKept * lanes;

    /// <summary>
    /// Whether they fit with groups that overlap: the first pass has at least as many blocks as there are lanes, and all others as many columns. A straight
    /// line finds what an overlapping group wrote only in the next pass; but it can do with half as many where lanes may be empty.
    /// </summary>
    public static bool FitsUnevenly(IReadOnlyList<int> radices, int lanes, bool mayBeShort)
    {
        var length = radices.Aggregate(1, (product, radix) => product * radix);
        var isStraight = IsStraight(length, lanes);
        var least = isStraight && mayBeShort ? lanes / 2 : lanes;
        return radices.Count >= 2 && radices[0] >= least && length / radices[0] >= least && (radices.Count == 2 || !isStraight);
    }

    /// <summary>Whether a pass fits evenly.</summary>
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
