using System.Runtime.CompilerServices;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Symmetry;

/// <summary>A map h of prime order up to a scalar: hᵖ = u^Exponent; for odd p the exponent is 0.</summary>
/// <param name="Prime">p.</param>
/// <param name="Exponent">The exponent of the scalar.</param>
/// <param name="Map">h.</param>
/// <param name="Companion">A map of an order that p does not divide, up to a scalar, that commutes with h: the rest of the map that h is a power of.</param>
internal sealed record PrimePower(int Prime, int Exponent, Automorphism Map, Automorphism Companion);

/// <summary>
/// Searches for automorphisms of a matrix up to units: says where one column goes, refines the colours on both sides, and singles out members
/// of the smallest ambiguous cell until every point's image is known; each map is verified on the entries.
/// </summary>
internal sealed class AutomorphismSearch
{
    /// <summary>The colours mixed in one search at most, so that large matrices are searched less far.</summary>
    private const long MostWork = 1 << 26;

    /// <summary>Rounds of both sides' refinements in a try.</summary>
    private const int RoundsPerTry = 8;

    private readonly SignedCover cover;
    private readonly int rows;
    private readonly int columns;
    private readonly CancellationToken cancellation;
    private readonly int mostTries;
    private ColourCells? cells;
    private int budget;

    public AutomorphismSearch(NumberMatrix matrix, NumberTable numbers, CancellationToken cancellation)
    {
        cover = new(matrix, numbers, cancellation);
        rows = matrix.Rows;
        columns = matrix.Columns;
        this.cancellation = cancellation;
        var workPerTry = (long)RoundsPerTry * rows * columns * Units;
        mostTries = (int)Math.Min(int.MaxValue, MostWork / workPerTry);
    }

    /// <inheritdoc cref="SignedCover.Work"/>
    public long Work => cover.Work;

    private int Units => cover.Units;

    /// <summary>Maps with g² = −1 in real matrices.</summary>
    public IReadOnlyList<Automorphism> FindComplexStructures(int most)
    {
        cover.BeginQuestion();
        budget = Math.Min(mostTries, 60 + 4 * columns);
        // g² = −1 moves every column.
        if (Cells().Any(c => c.Count == 1)) return Array.Empty<Automorphism>();
        return FindSquareRoots(new[] { 0 }, Units / 2, most, g => g.MovesEveryColumn());
    }

    /// <summary>Maps with g² = 1 that move rows and columns (one that moves only one side is a fold).</summary>
    public IReadOnlyList<Automorphism> FindInvolutions(int most)
    {
        cover.BeginQuestion();
        budget = Math.Min(mostTries, 60 + 4 * columns);
        if (!MayMove(cover.Base.Columns, columns) || !MayMove(cover.Base.Rows, rows)) return Array.Empty<Automorphism>();
        // One base column per cell: a base that every involution fixes would find none.
        return FindSquareRoots(Cells().Select(cell => cell[0]), 0, most, g => g.MovesColumns() && g.MovesRows());
    }

    /// <summary>Maps of prime order, as powers of the automorphisms found first.</summary>
    public IReadOnlyList<PrimePower> FindPrimePowers(int mostMaps)
    {
        const int mostBases = 2;
        cover.BeginQuestion();
        budget = Math.Min(mostTries, 40 + 2 * columns);
        var found = new List<PrimePower>();
        var seen = new HashSet<int[]>(SequenceComparer.Instance);
        var maps = 0;
        foreach (var start in Cells().Where(c => c.Count > 1).Take(mostBases).Select(c => c[0]))
        {
            var source = new[] { new UnitPoint(start, 0) };
            var marked = cover.Begin(source);
            marked.Finish();
            foreach (var image in Candidates(start))
            {
                if (image.Index == start) continue;
                var map = Extend(source, marked, new[] { image }, square: null);
                if (budget < 0) return found;
                if (map is null) continue;
                foreach (var power in PrimePowersOf(map))
                    if (seen.Add(Signature(power))) found.Add(power);
                if (++maps == mostMaps) return found;
            }
        }

        return found;
    }

    private List<Automorphism> FindSquareRoots(IEnumerable<int> bases, int square, int most, Predicate<Automorphism> isWanted)
    {
        var found = new List<Automorphism>();
        var seen = new HashSet<int[]>(SequenceComparer.Instance);
        foreach (var start in bases)
        {
            (int Index, int Tries, long Work)? settled = null;
            foreach (var image in Candidates(start))
            {
                if (image.Index == start && (square != 0 || image.Unit == 0)) continue;
                if (settled is { } tried && tried.Index == image.Index)
                {
                    budget -= tried.Tries;
                    cover.CountAgain(tried.Work);
                }
                else
                {
                    var (triesLeft, workBefore) = (budget, cover.Work);
                    var (sources, images) = Pair(new(start, 0), image, square);
                    var refinement = cover.Begin(sources);
                    var map = Extend(sources, refinement, images, square);
                    cover.Return(refinement);
                    if (map is not null && map.SquaresTo(square) && isWanted(map) && seen.Add(Array.ConvertAll(map.Columns, c => c.Index))) found.Add(map);
                    // With g, −g is a root too: what takes a column to the turned copy of another is found, and fails, as what takes it there.
                    var isSettled = Units == 2 && image.Index != start && (map is null || triesLeft - budget == 1);
                    settled = isSettled ? (image.Index, triesLeft - budget, cover.Work - workBefore) : null;
                }

                if (found.Count == most || budget < 0) return found;
            }
        }

        return found;
    }

    /// <summary>p ↦ q, and where g² is prescribed also q ↦ u^square·p.</summary>
    private (UnitPoint[] Sources, UnitPoint[] Images) Pair(UnitPoint point, UnitPoint image, int? square) =>
        square is not { } exponent || point.Index == image.Index
            ? (new[] { point }, new[] { image })
            : (new[] { point, new(image.Index, 0) }, new[] { image, new(point.Index, (exponent - image.Unit + Units) % Units) });

    [MethodImpl(Jit.OptimizedAtOnce)]
    private Automorphism? Extend(UnitPoint[] sources, Refinement refinement, UnitPoint[] images, int? square)
    {
        cancellation.ThrowIfCancellationRequested();
        if (--budget < 0) return null;
        var follower = cover.Begin(images);
        if (follower.Follow(refinement) is not { } target)
        {
            cover.Return(follower);
            return null;
        }

        var marked = refinement.Finish();
        var (columnImages, ambiguous) = Match(marked.Columns, target.Columns, columns);
        if (ambiguous is { } choice) return ExtendBy(sources, images, choice.Point, choice.Images, square);
        var (rowImages, ambiguousRow) = Match(marked.Rows, target.Rows, rows);
        if (ambiguousRow is not null) return null;
        var map = new Automorphism(columnImages, rowImages, Units);
        return cover.Verifies(map) ? map : null;
    }

    private Automorphism? ExtendBy(UnitPoint[] sources, UnitPoint[] images, int point, List<UnitPoint> choices, int? square)
    {
        Refinement? marked = null;
        foreach (var image in choices)
        {
            if (square is > 0 && image.Index == point) continue;
            var (moreSources, moreImages) = Pair(new(point, 0), image, square);
            var allSources = sources.Concat(moreSources).ToArray();
            if (marked is null || square is not null) marked = cover.Begin(allSources);
            var map = Extend(allSources, marked, images.Concat(moreImages).ToArray(), square);
            if (square is not null) cover.Return(marked);
            if (map is not null || budget < 0) return map;
        }

        return null;
    }

    /// <summary>The image of each point whose colour is unique, and the point with the fewest (but several) choices.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    private (UnitPoint[] Images, (int Point, List<UnitPoint> Images)? Ambiguous) Match(ulong[] marked, ulong[] target, int count)
    {
        cells ??= new(Units * Math.Max(rows, columns));
        cells.Filled(target);
        var images = new UnitPoint[count];
        (int Point, int Size) ambiguous = (0, int.MaxValue);
        for (var j = 0; j < count; j++)
        {
            var (first, size) = cells.Of(marked[j]);
            images[j] = new(first % count, first / count);
            if (size > 1 && size < ambiguous.Size) ambiguous = (j, size);
        }

        if (ambiguous.Size == int.MaxValue) return (images, null);
        var choices = new List<UnitPoint>(ambiguous.Size);
        for (var i = 0; i < target.Length; i++)
            if (target[i] == marked[ambiguous.Point]) choices.Add(new(i % count, i / count));
        return (images, (ambiguous.Point, choices));
    }

    /// <summary>Whether two points have one colour, other than a point and its turned copies: else no map moves any.</summary>
    private bool MayMove(ulong[] colours, int count)
    {
        var seen = new HashSet<ulong>();
        for (var i = 0; i < count; i++)
            if (!seen.Add(LeastColour(colours, count, i))) return true;
        return false;
    }

    private IEnumerable<UnitPoint> Candidates(int start)
    {
        for (var j = 0; j < columns; j++)
            for (var t = 0; t < Units; t++)
                if (ColourOf(j, t) == ColourOf(start, 0)) yield return new(j, t);
    }

    /// <summary>Columns that may be images of each other, the smallest cells first.</summary>
    private List<List<int>> Cells()
    {
        var cells = new List<List<int>>();
        var index = new Dictionary<ulong, List<int>>();
        for (var j = 0; j < columns; j++)
        {
            var colour = LeastColour(cover.Base.Columns, columns, j);
            if (!index.TryGetValue(colour, out var cell))
            {
                index.Add(colour, cell = new());
                cells.Add(cell);
            }

            cell.Add(j);
        }

        return cells.OrderBy(c => c.Count).ToList();
    }

    private IEnumerable<PrimePower> PrimePowersOf(Automorphism map)
    {
        var powers = new List<Automorphism> { map };
        while (powers[powers.Count - 1].ScalarExponent() is null)
        {
            if (powers.Count > 4 * (rows + columns)) yield break;
            powers.Add(map.After(powers[powers.Count - 1]));
        }

        var order = powers.Count;
        var scalar = powers[order - 1].ScalarExponent()!.Value;
        var rest = order;
        for (var prime = 2; rest > 1; prime++)
        {
            if (rest % prime != 0) continue;
            var part = 1;
            for (; rest % prime == 0; rest /= prime) part *= prime;
            var power = powers[order / prime - 1];
            var companion = powers[part - 1];
            if (prime == 2)
            {
                yield return new(2, scalar, power, companion);
                continue;
            }

            // An odd p-th power runs through all scalars: one of them makes hᵖ = 1.
            var correction = Enumerable.Range(0, Units).First(a => (scalar + prime * a) % Units == 0);
            yield return new(prime, 0, power.Times(correction), companion);
        }
    }

    private static int[] Signature(PrimePower power)
    {
        var signature = new List<int> { power.Prime };
        for (var j = 0; j < power.Map.Columns.Length; j++)
        {
            var image = power.Map.Columns[j];
            // Maps of order two are taken once per pairing, whatever their units.
            signature.Add(image.Index);
            if (power.Prime != 2) signature.Add(image.Unit);
        }

        return signature.ToArray();
    }

    /// <summary>Of the colours of a point and its turned copies the one that comes first: they share it.</summary>
    private ulong LeastColour(ulong[] colours, int count, int point)
    {
        var least = colours[point];
        for (var t = 1; t < Units; t++) least = Math.Min(least, colours[t * count + point]);
        return least;
    }

    private ulong ColourOf(int column, int unit) => cover.Base.Columns[unit * columns + column];
}
