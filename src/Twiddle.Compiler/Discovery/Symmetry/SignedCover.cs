using Twiddle.Compiler.Numbers;
using System.Runtime.CompilerServices;

namespace Twiddle.Compiler.Discovery.Symmetry;

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

    /// <summary>The exponent of the unit of an entry that is zero.</summary>
    private const byte Absent = byte.MaxValue;

    /// <summary>Entry by entry the absolute value's id (0 for zero), and the exponent of the unit.</summary>
    private readonly int[] magnitudes;
    private readonly byte[] phases;

    /// <summary>Entry by entry a hash of the absolute value, the same whatever its id.</summary>
    private readonly ulong[] keys;

    /// <summary>The colours of one round, as a hash table at most half full.</summary>
    private readonly ulong[] seen;

    private readonly Stack<Refinement> unused = new();
    private readonly int baseRounds;

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
            phases[i] = magnitudes[i] == NumberTable.Zero ? Absent : (byte)(numbers.UnitOf(entries[i]) * Units / 4);
        }

        // All turned copies have one colour to begin with, and so to the end: sums over a point's entries are sums over those of its turned copies.
        var uniform = NewRefinement();
        var (columns, rows) = uniform.Start(isTurned: false);
        columns.AsSpan().Fill(1);
        rows.AsSpan().Fill(2);
        Base = uniform.Finish();
        baseRounds = UsualRounds;
    }

    public int Units { get; }

    /// <summary>The colours mixed so far: what refinement costs.</summary>
    public long Work { get; private set; }

    /// <summary>The coarsest stable colouring: points of different colour are not images of each other.</summary>
    public Colouring Base { get; }

    /// <summary>The rounds after which a colouring was last found to be stable.</summary>
    public int UsualRounds { get; private set; }

    /// <summary>The colouring refined after columns have been singled out, the m-th of them (with its units) by colours of its own.</summary>
    public Colouring Mark(IReadOnlyList<UnitPoint> marks) => Begin(marks).Finish();

    /// <summary>The same, to be refined.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    public Refinement Begin(IReadOnlyList<UnitPoint> marks)
    {
        var refinement = unused.Count > 0 ? unused.Pop() : NewRefinement();
        var (columns, rows) = refinement.Start(isTurned: true);
        Base.Columns.CopyTo(columns, 0);
        Base.Rows.CopyTo(rows, 0);
        for (var m = 0; m < marks.Count; m++)
            for (var t = 0; t < Units; t++)
            {
                var point = (t + marks[m].Unit) % Units * matrix.Columns + marks[m].Index;
                columns[point] = Mixing.Mix(columns[point], (ulong)(1000 + 16 * m + t));
            }

        return refinement;
    }

    /// <summary>Takes a refinement back that is not at its end and no longer wanted.</summary>
    public void Return(Refinement refinement)
    {
        if (!refinement.IsStable) unused.Push(refinement);
    }

    /// <summary>Forgets the rounds of other questions.</summary>
    public void BeginQuestion() => UsualRounds = baseRounds;

    private Refinement NewRefinement() => new(this, Units * matrix.Columns, Units * matrix.Rows);

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

    /// <summary>Counts rounds of refinement as work done.</summary>
    public void CountRounds(int rounds) => Work += 2L * matrix.Size * Units * rounds;

    /// <summary>Counts work that another search would repeat.</summary>
    public void CountAgain(long work) => Work += work;

    public Colouring Noted(Colouring stable, int rounds)
    {
        UsualRounds = rounds;
        return stable;
    }

    public void RecolourRows(ulong[] rows, ulong[] columns, ulong[] result, bool isTurned)
    {
        cancellation.ThrowIfCancellationRequested();
        Recolour(rows, columns, result, matrix.Rows, matrix.Columns, matrix.Columns, 1, isTurned);
    }

    public void RecolourColumns(ulong[] columns, ulong[] rows, ulong[] result, bool isTurned) =>
        Recolour(columns, rows, result, matrix.Columns, matrix.Rows, 1, matrix.Columns, isTurned);

    public int CountDistinct(ulong[] columns, ulong[] rows)
    {
        Array.Clear(seen, 0, seen.Length);
        return AddTo(seen, columns) + AddTo(seen, rows);
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

    /// <summary>
    /// A point's new colour is a hash of its old one and of the multiset of (entry, colour) along its row or column. That of its turned copies is the same
    /// where all turned copies have one colour.
    /// </summary>
    private void Recolour(ulong[] targets, ulong[] sources, ulong[] result, int count, int across, int targetStride, int sourceStride, bool isTurned)
    {
        Span<ulong> colours = stackalloc ulong[Units];
        for (var i = 0; i < count; i++)
        {
            if (!isTurned) colours.Fill(SumOfOne(sources, i * targetStride, across, sourceStride));
            else if (Units == 2) SumOfTwo(sources, i * targetStride, across, sourceStride, colours);
            else SumOfFour(sources, i * targetStride, across, sourceStride, colours);
            for (var u = 0; u < colours.Length; u++) colours[u] = Mixing.Mix(targets[u * count + i], colours[u]);
            if (!isTurned) colours.Fill(FromUnit(colours, 0));
            for (var u = 0; u < colours.Length; u++) result[u * count + i] = isTurned ? FromUnit(colours, u) : colours[u];
        }
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    private ulong SumOfOne(ulong[] sources, int at, int across, int stride)
    {
        var (hashes, turns) = (keys, phases);
        var sum = 0UL;
        for (var j = 0; j < across; j++, at += stride)
            if (turns[at] != Absent) sum += Mixing.Mix(sources[j] + hashes[at]);
        return sum;
    }

    /// <summary>For each unit u the sum over the entries of the colours of the unit t with phase + t + u = 0.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    private void SumOfTwo(ulong[] sources, int at, int across, int stride, Span<ulong> sums)
    {
        var (hashes, turns) = (keys, phases);
        var (sum0, sum1) = (0UL, 0UL);
        for (var j = 0; j < across; j++, at += stride)
        {
            int phase = turns[at];
            if (phase == Absent) continue;
            var turned = phase == 0 ? 0 : across;
            sum0 += Mixing.Mix(sources[turned + j] + hashes[at]);
            sum1 += Mixing.Mix(sources[across - turned + j] + hashes[at]);
        }

        (sums[0], sums[1]) = (sum0, sum1);
    }

    /// <inheritdoc cref="SumOfTwo"/>
    [MethodImpl(Jit.OptimizedAtOnce)]
    private void SumOfFour(ulong[] sources, int at, int across, int stride, Span<ulong> sums)
    {
        var (hashes, turns) = (keys, phases);
        var (sum0, sum1, sum2, sum3) = (0UL, 0UL, 0UL, 0UL);
        for (var j = 0; j < across; j++, at += stride)
        {
            int phase = turns[at];
            if (phase == Absent) continue;
            var hash = hashes[at];
            sum0 += Mixing.Mix(sources[(-phase & 3) * across + j] + hash);
            sum1 += Mixing.Mix(sources[(-(phase + 1) & 3) * across + j] + hash);
            sum2 += Mixing.Mix(sources[(-(phase + 2) & 3) * across + j] + hash);
            sum3 += Mixing.Mix(sources[(-(phase + 3) & 3) * across + j] + hash);
        }

        (sums[0], sums[1], sums[2], sums[3]) = (sum0, sum1, sum2, sum3);
    }

    /// <summary>The colours of a point's turned copies in their order, from one of them on.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    private static ulong FromUnit(ReadOnlySpan<ulong> colours, int unit)
    {
        var colour = colours[unit];
        for (var t = 1; t < colours.Length; t++) colour = Mixing.Mix(colour, colours[(unit + t) & (colours.Length - 1)]);
        return colour;
    }
}
