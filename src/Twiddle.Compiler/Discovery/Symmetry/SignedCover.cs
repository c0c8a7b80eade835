using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Symmetry;

/// <summary>Colours of the cover's points: by unit, then by column or row.</summary>
internal sealed record Colouring(ulong[][] Columns, ulong[][] Rows);

/// <summary>
/// The signed cover of a matrix: every column (and row) stands as many times as there are units, as column j times ±1 (real) or iᵗ (complex).
/// Maps of a matrix to itself up to units are then plain permutations of the cover that commute with the units, and are found by colour refinement.
/// </summary>
internal sealed class SignedCover
{
    private readonly NumberMatrix matrix;

    /// <summary>Entry by entry the absolute value's id (0 for zero), and the exponent of the unit.</summary>
    private readonly int[] magnitudes;
    private readonly byte[] phases;

    public SignedCover(NumberMatrix matrix, NumberTable numbers)
    {
        this.matrix = matrix;
        Units = matrix.Kind == MatrixKind.Real ? 2 : 4;
        magnitudes = new int[matrix.Size];
        phases = new byte[matrix.Size];
        var entries = matrix.Entries;
        for (var i = 0; i < entries.Length; i++)
        {
            magnitudes[i] = numbers.Canonical(entries[i]);
            phases[i] = (byte)(numbers.UnitOf(entries[i]) * Units / 4);
        }

        Base = Refine(new(Uniform(matrix.Columns, 1), Uniform(matrix.Rows, 2)));
    }

    public int Units { get; }

    /// <summary>The colours mixed so far: what refinement costs.</summary>
    public long Work { get; private set; }

    /// <summary>The coarsest stable colouring: points of different colour are not images of each other.</summary>
    public Colouring Base { get; }

    /// <summary>The colouring refined after columns have been singled out, the m-th of them (with its units) by colours of its own.</summary>
    public Colouring Mark(IReadOnlyList<UnitPoint> marks)
    {
        var columns = Array.ConvertAll(Base.Columns, c => (ulong[])c.Clone());
        for (var m = 0; m < marks.Count; m++)
            for (var t = 0; t < Units; t++)
            {
                var layer = columns[(t + marks[m].Unit) % Units];
                layer[marks[m].Index] = Mixing.Mix(layer[marks[m].Index], (ulong)(1000 + 16 * m + t));
            }

        return Refine(new(columns, Base.Rows));
    }

    /// <summary>Whether this map, found by colours, does map the matrix to itself.</summary>
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
    private Colouring Refine(Colouring colouring)
    {
        var colours = 0;
        while (true)
        {
            var rows = Recolour(colouring.Rows, colouring.Columns, matrix.Columns, 1);
            var columns = Recolour(colouring.Columns, rows, 1, matrix.Columns);
            Work += 2L * matrix.Size * Units * Units;
            colouring = new(columns, rows);
            var distinct = new HashSet<ulong>();
            foreach (var layer in columns) distinct.UnionWith(layer);
            foreach (var layer in rows) distinct.UnionWith(layer);
            if (distinct.Count <= colours) return colouring;
            colours = distinct.Count;
        }
    }

    private ulong[][] Recolour(ulong[][] targets, ulong[][] sources, int targetStride, int sourceStride)
    {
        var (count, across) = (targets[0].Length, sources[0].Length);
        var result = Uniform(count, 0);
        var sums = new ulong[Units];
        for (var i = 0; i < count; i++)
        {
            Array.Clear(sums, 0, Units);
            for (var j = 0; j < across; j++)
            {
                var at = i * targetStride + j * sourceStride;
                if (magnitudes[at] != NumberTable.Zero) Accumulate(sums, sources, j, (ulong)magnitudes[at] << 2, phases[at]);
            }

            for (var u = 0; u < Units; u++) result[u][i] = Mixing.Mix(targets[u][i], sums[u]);
        }

        return result;
    }

    private void Accumulate(ulong[] sums, ulong[][] sources, int source, ulong magnitude, int phase)
    {
        for (var t = 0; t < Units; t++)
        {
            var colour = sources[t][source];
            for (var u = 0; u < Units; u++)
                sums[u] += Mixing.Mix(colour + (magnitude + (ulong)((phase + t + u) & (Units - 1))) * 0x9E3779B97F4A7C15);
        }
    }

    private ulong[][] Uniform(int count, ulong colour) =>
        Enumerable.Range(0, Units).Select(_ => Enumerable.Repeat(colour, count).ToArray()).ToArray();
}
