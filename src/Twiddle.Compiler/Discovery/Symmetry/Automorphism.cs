using System.Runtime.CompilerServices;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Symmetry;

/// <summary>The row or column <see cref="Index"/> times iᵗ, or (−1)ᵗ in real matrices, t = <see cref="Unit"/>.</summary>
internal readonly record struct UnitPoint(int Index, int Unit);

/// <summary>
/// A permutation τ of the columns and σ of the rows with units that maps a matrix to itself: M[k, j] = u^(t_j + s_k)·M[σ(k), τ(j)],
/// with u = −1 (two units) or u = i (four).
/// </summary>
internal sealed record Automorphism(UnitPoint[] Columns, UnitPoint[] Rows, int Units)
{
    /// <summary>This map after another.</summary>
    public Automorphism After(Automorphism first) => new(Compose(Columns, first.Columns), Compose(Rows, first.Rows), Units);

    /// <summary>Whether both orders of this map and another are the same map.</summary>
    public bool CommutesWith(Automorphism other)
    {
        var (one, two) = (After(other), other.After(this));
        return one.Columns.AsSpan().SequenceEqual(two.Columns) && one.Rows.AsSpan().SequenceEqual(two.Rows);
    }

    /// <summary>The t for which this map is multiplication of the columns by uᵗ (and of the rows by u⁻ᵗ); null if it moves anything.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    public int? ScalarExponent()
    {
        var exponent = Columns[0].Unit;
        for (var j = 0; j < Columns.Length; j++)
            if (Columns[j] != new UnitPoint(j, exponent)) return null;
        for (var k = 0; k < Rows.Length; k++)
            if (Rows[k] != new UnitPoint(k, (Units - exponent) % Units)) return null;
        return exponent;
    }

    /// <summary>This map times the scalar uᵗ.</summary>
    public Automorphism Times(int exponent) =>
        new(
            Array.ConvertAll(Columns, c => c with { Unit = (c.Unit + exponent) % Units }),
            Array.ConvertAll(Rows, r => r with { Unit = (r.Unit - exponent + Units) % Units }),
            Units);

    /// <summary>Whether the square is the scalar u^exponent.</summary>
    public bool SquaresTo(int exponent) => After(this).ScalarExponent() == exponent;

    public bool MovesEveryColumn() => Array.TrueForAll(Fixed(Columns), f => !f);

    public bool MovesEveryRow() => Array.TrueForAll(Fixed(Rows), f => !f);

    public bool MovesColumns() => Array.Exists(Fixed(Columns), f => !f);

    public bool MovesRows() => Array.Exists(Fixed(Rows), f => !f);

    private static bool[] Fixed(UnitPoint[] images)
    {
        var isFixed = new bool[images.Length];
        for (var i = 0; i < images.Length; i++) isFixed[i] = images[i].Index == i;
        return isFixed;
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    private UnitPoint[] Compose(UnitPoint[] second, UnitPoint[] first)
    {
        var images = new UnitPoint[first.Length];
        for (var i = 0; i < images.Length; i++)
        {
            var image = second[first[i].Index];
            images[i] = new(image.Index, (image.Unit + first[i].Unit) % Units);
        }

        return images;
    }
}

/// <summary>The orbits of an automorphism on rows or columns.</summary>
/// <param name="Fixed">Points that stay, each with the unit it takes.</param>
/// <param name="Cycles">The others: a first point with unit 0, its image, and so on; units accumulate.</param>
internal sealed record Orbits(IReadOnlyList<UnitPoint> Fixed, UnitPoint[][] Cycles)
{
    public static Orbits Of(UnitPoint[] images, int units)
    {
        var isDone = new bool[images.Length];
        var fixedPoints = new List<UnitPoint>();
        var cycles = new List<UnitPoint[]>();
        for (var start = 0; start < images.Length; start++)
        {
            if (isDone[start]) continue;
            var cycle = new List<UnitPoint> { new(start, 0) };
            isDone[start] = true;
            var point = images[start];
            for (; point.Index != start; point = new(images[point.Index].Index, (point.Unit + images[point.Index].Unit) % units))
            {
                cycle.Add(point);
                isDone[point.Index] = true;
            }

            if (cycle.Count == 1) fixedPoints.Add(point);
            else cycles.Add(cycle.ToArray());
        }

        return new(fixedPoints, cycles.ToArray());
    }
}
