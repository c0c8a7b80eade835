using System.Runtime.CompilerServices;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Symmetry;

/// <summary>
/// An order of rows and columns, and a unit for each, that depends on a matrix only up to shuffling and units: greedy choices then fall alike
/// whatever order the matrix came in. Columns are singled out, and the colours refined, until every point has a colour of its own; of the points
/// that could be singled out, one whose refined colours come first (canonical labelling by individualisation and refinement; McKay).
/// </summary>
/// <remarks>Points whose refined colours are the same are taken to be images of each other. Where they are not, nothing is lost but independence.</remarks>
internal static class CanonicalOrder
{
    /// <summary>Colours mixed, beyond which the first point of a cell is as good as any.</summary>
    private const long MostWork = 1 << 23;

    /// <summary>The row or column at each place, with the unit that it is multiplied by.</summary>
    public static (UnitPoint[] Rows, UnitPoint[] Columns) Of(NumberMatrix matrix, NumberTable numbers, CancellationToken cancellation)
    {
        var cover = new SignedCover(matrix, numbers, cancellation);
        var marks = new List<UnitPoint>();
        var colouring = cover.Base;
        while (SmallestCell(colouring.Columns, matrix.Columns) is { } cell)
        {
            var (mark, marked) = First(cover, marks, cell);
            marks.Add(mark);
            colouring = marked;
        }

        return (Sorted(colouring.Rows, matrix.Rows, cover.Units), Sorted(colouring.Columns, matrix.Columns, cover.Units));
    }

    private static (UnitPoint Mark, Colouring Marked) First(SignedCover cover, List<UnitPoint> marks, List<UnitPoint> cell)
    {
        var before = cover.Work;
        var best = (Mark: cell[0], Marked: cover.Mark(marks.Append(cell[0]).ToArray()));
        foreach (var point in cell.Skip(1))
        {
            if (cover.Work > MostWork) break;
            // While nothing is singled out, the turned copies of a point have its colour, and their refined colours are its own, turned.
            if (marks.Count == 0 && point.Unit > 0) break;
            var marked = cover.Mark(marks.Append(point).ToArray());
            if (marked.ComesBefore(best.Marked)) best = (point, marked);
        }

        if (marks.Count == 0) cover.CountAgain((cover.Units - 1) * (cover.Work - before));
        return best;
    }

    /// <summary>The smallest set of points with one colour, of those the one whose colour comes first; null where all colours differ.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    private static List<UnitPoint>? SmallestCell(ulong[] colours, int count)
    {
        var sorted = (ulong[])colours.Clone();
        Array.Sort(sorted);
        var (colour, size) = (0UL, int.MaxValue);
        for (int first = 0, next; first < sorted.Length; first = next)
        {
            for (next = first + 1; next < sorted.Length && sorted[next] == sorted[first];) next++;
            if (next - first > 1 && next - first < size) (colour, size) = (sorted[first], next - first);
        }

        if (size == int.MaxValue) return null;
        var cell = new List<UnitPoint>(size);
        for (var i = 0; i < colours.Length; i++)
            if (colours[i] == colour) cell.Add(new(i % count, i / count));
        return cell;
    }

    private static UnitPoint[] Sorted(ulong[] colours, int count, int units) =>
        Enumerable.Range(0, count)
            .Select(i => new UnitPoint(i, FirstUnit(colours, count, units, i)))
            .OrderBy(p => colours[p.Unit * count + p.Index])
            .ToArray();

    private static int FirstUnit(ulong[] colours, int count, int units, int point)
    {
        var first = 0;
        for (var t = 1; t < units; t++)
            if (colours[t * count + point] < colours[first * count + point]) first = t;
        return first;
    }
}
