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
    /// <param name="radices">The radices.</param>
    /// <param name="lanes">The numbers in a vector.</param>
    /// <param name="mayBeShort">Whether half of the lanes of a straight line may be empty.</param>
    /// <param name="storesPairs">Whether it stores complex numbers: then a quarter of the lanes may be empty in its last pass, or more where others may be too.</param>
    public static bool FitsUnevenly(IReadOnlyList<int> radices, int lanes, bool mayBeShort, bool storesPairs = false)
    {
        var length = radices.Aggregate(1, (product, radix) => product * radix);
        var isStraight = IsStraight(length, lanes);
        var least = isStraight && mayBeShort ? lanes / 2 : lanes;
        var hasColumns = radices[0] >= least || (isStraight && storesPairs && (MayEndShort(radices[0], length / radices[0], lanes) || (mayBeShort && radices[0] >= LeastColumns(lanes))));
        return radices.Count >= 2 && hasColumns && length / radices[0] >= least && (radices.Count == 2 || !isStraight);
    }

    /// <summary>The results side by side that a straight line ends with at least, where lanes may be empty and it stores complex numbers.</summary>
    public static int LeastColumns(int lanes) => lanes < 16 ? lanes / 2 : 3 * lanes / 8;

    /// <summary>
    /// Whether so many complex numbers side by side are one and a half vectors of real and imaginary parts in turn, and the blocks of the pass before fill their lanes: with 60 = 6 · 10 on
    /// eight lanes and 15 = 3 · 5 on four, other forms are quicker.
    /// </summary>
    public static bool MayEndShort(int columns, int blocks, int lanes) => lanes > 2 && 4 * columns == 3 * lanes && blocks % lanes == 0;

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
