using Twiddle.Compiler.Numbers;
using System.Runtime.CompilerServices;

namespace Twiddle.Compiler.Discovery.Symmetry;

/// <summary>Colours of the cover's points: by unit, then by column or row.</summary>
/// <param name="Columns">The point iᵗ·(column j) has index t·(number of columns) + j.</param>
/// <param name="Rows">The same for rows.</param>
internal sealed record Colouring(ulong[] Columns, ulong[] Rows)
{
    private ulong[]? sorted;

    /// <summary>A hash of all colours in any order: two colourings that differ here are not images of each other.</summary>
    public ulong Key { get; } = unchecked(SumOf(Columns) + SumOf(Rows));

    /// <summary>All colours in order.</summary>
    public ulong[] Sorted
    {
        get
        {
            if (sorted is not null) return sorted;
            sorted = new ulong[Columns.Length + Rows.Length];
            Columns.CopyTo(sorted, 0);
            Rows.CopyTo(sorted, Columns.Length);
            Array.Sort(sorted);
            return sorted;
        }
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    private static ulong SumOf(ulong[] colours)
    {
        var sum = 0UL;
        foreach (var colour in colours) sum = unchecked(sum + Mixing.Mix(colour));
        return sum;
    }
}

/// <summary>
/// The signed cover of a matrix: every column (and row) stands as many times as there are units, as column j times ±1 (real) or iᵗ (complex).
/// Maps of a matrix to itself up to units are then plain permutations of the cover that commute with the units, and are found by colour refinement.
/// Of the edges between row i and column j only those are walked on which entry and units together are positive; the others
/// are the same edges turned, and are not forgotten: a point's colour tells the colours of its turned copies too.
/// </summary>
internal sealed class SignedCover
{
    private readonly NumberMatrix matrix;
    private readonly CancellationToken cancellation;

    /// <summary>Entry by entry the absolute value's id (0 for zero), and the exponent of the unit.</summary>
    private readonly int[] magnitudes;
    private readonly byte[] phases;

    /// <summary>Entry by entry a hash of the absolute value, the same whatever its id.</summary>
    private readonly ulong[] keys;

    /// <summary>The colours of one round, as a hash table at most half full.</summary>
    private readonly ulong[] seen;

    [MethodImpl(Jit.OptimizedAtOnce)]
    public SignedCover(NumberMatrix matrix, NumberTable numbers, CancellationToken cancellation)
    {
        this.matrix = matrix;
        this.cancellation = cancellation;
        Units = matrix.Kind == MatrixKind.Real ? 2 : 4;
        magnitudes = new int[matrix.Size];
        phases = new byte[matrix.Size];
        keys = new ulong[matrix.Size];
        var places = 4;
        while (places < 2 * Units * (matrix.Rows + matrix.Columns)) places *= 2;
        seen = new ulong[places];
        var entries = matrix.Entries;
        for (var i = 0; i < entries.Length; i++)
        {
            magnitudes[i] = numbers.Canonical(entries[i]);
            keys[i] = Mixing.Mix(numbers.FingerprintOf(magnitudes[i]));
            phases[i] = (byte)(numbers.UnitOf(entries[i]) * Units / 4);
        }

        Base = Refine(Uniform(matrix.Columns, 1), Uniform(matrix.Rows, 2));
    }

    public int Units { get; }

    /// <summary>The colours mixed so far: what refinement costs.</summary>
    public long Work { get; private set; }

    /// <summary>The coarsest stable colouring: points of different colour are not images of each other.</summary>
    public Colouring Base { get; }

    /// <summary>The colouring refined after columns have been singled out, the m-th of them (with its units) by colours of its own.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    public Colouring Mark(IReadOnlyList<UnitPoint> marks)
    {
        var columns = (ulong[])Base.Columns.Clone();
        for (var m = 0; m < marks.Count; m++)
            for (var t = 0; t < Units; t++)
            {
                var point = (t + marks[m].Unit) % Units * matrix.Columns + marks[m].Index;
                columns[point] = Mixing.Mix(columns[point], (ulong)(1000 + 16 * m + t));
            }

        return Refine(columns, Base.Rows);
    }

    /// <summary>Whether this map, found by colours, does map the matrix to itself.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    public bool Verifies(Automorphism map)
    {
        for (var k = 0; k < matrix.Rows; k++)
            for (var j = 0; j < matrix.Columns; j++)
            {
                var (column, row) = (map.Columns[j], map.Rows[k]);
                var from = k * matrix.Columns + j;
                var to = row.Index * matrix.Columns + column.Index;
                if (magnitudes[from] != magnitudes[to]) return false;
                if (magnitudes[from] != NumberTable.Zero && (phases[from] - column.Unit - row.Unit - phases[to] + 2 * Units) % Units != 0) return false;
            }

        return true;
    }

    /// <summary>
    /// Recolours rows by the colours and entries of columns and back, until no colour splits further. A point's new colour is a hash
    /// of its old one and of the multiset of (entry, colour) along its row or column.
    /// </summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    private Colouring Refine(ulong[] columns, ulong[] rows)
    {
        var distinct = 0;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            rows = Recolour(rows, columns, matrix.Rows, matrix.Columns, matrix.Columns, 1);
            columns = Recolour(columns, rows, matrix.Columns, matrix.Rows, 1, matrix.Columns);
            Work += 2L * matrix.Size * Units;
            Array.Clear(seen, 0, seen.Length);
            var colours = AddTo(seen, columns) + AddTo(seen, rows);
            if (colours <= distinct) return new(columns, rows);
            distinct = colours;
        }
    }

    /// <summary>Adds colours to a hash table with open addressing; how many were not in it. Colours are hashes already; none is zero but by a chance of 2⁻⁶⁴, and would then be counted each time.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    private static int AddTo(ulong[] table, ulong[] colours)
    {
        var added = 0;
        foreach (var colour in colours)
        {
            var slot = (int)colour & (table.Length - 1);
            while (table[slot] != 0 && table[slot] != colour) slot = (slot + 1) & (table.Length - 1);
            if (table[slot] == colour) continue;
            table[slot] = colour;
            added++;
        }

        return added;
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    private ulong[] Recolour(ulong[] targets, ulong[] sources, int count, int across, int targetStride, int sourceStride)
    {
        var result = new ulong[targets.Length];
        Span<ulong> sums = stackalloc ulong[Units];
        for (var i = 0; i < count; i++)
        {
            sums.Clear();
            for (int j = 0, at = i * targetStride; j < across; j++, at += sourceStride)
            {
                if (magnitudes[at] == NumberTable.Zero) continue;
                for (var u = 0; u < sums.Length; u++)
                {
                    // the unit t with phase + t + u = 0
                    var t = -(phases[at] + u) & (sums.Length - 1);
                    sums[u] += Mixing.Mix(sources[t * across + j] + keys[at]);
                }
            }

            for (var u = 0; u < sums.Length; u++) sums[u] = Mixing.Mix(targets[u * count + i], sums[u]);
            for (var u = 0; u < sums.Length; u++) result[u * count + i] = FromUnit(sums, u);
        }

        return result;
    }

    /// <summary>The colours of a point's turned copies in their order, from one of them on.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    private static ulong FromUnit(ReadOnlySpan<ulong> colours, int unit)
    {
        var colour = colours[unit];
        for (var t = 1; t < colours.Length; t++) colour = Mixing.Mix(colour, colours[(unit + t) & (colours.Length - 1)]);
        return colour;
    }

    private ulong[] Uniform(int count, ulong colour)
    {
        var colours = new ulong[Units * count];
        for (var i = 0; i < colours.Length; i++) colours[i] = colour;
        return colours;
    }
}
