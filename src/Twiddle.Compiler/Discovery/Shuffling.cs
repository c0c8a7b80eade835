using Twiddle.Compiler.Discovery.Symmetry;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery;

/// <summary>A matrix with its rows and columns in another order, and multiplied by units.</summary>
/// <param name="Matrix">The matrix.</param>
/// <param name="Rows">At each place the row that stands there, and the exponent t of the unit iᵗ that multiplies it.</param>
/// <param name="Columns">The same for columns.</param>
internal sealed record Shuffling(NumberMatrix Matrix, UnitPoint[] Rows, UnitPoint[] Columns)
{
    public static Shuffling None(NumberMatrix matrix) =>
        new(
            matrix,
            Enumerable.Range(0, matrix.Rows).Select(k => new UnitPoint(k, 0)).ToArray(),
            Enumerable.Range(0, matrix.Columns).Select(j => new UnitPoint(j, 0)).ToArray());

    /// <summary>The matrix in its canonical order; with free units where all units are free on both sides.</summary>
    public static Shuffling ToCanonical(NumberMatrix matrix, bool hasFreeUnits, NumberTable numbers, CancellationToken cancellation)
    {
        var (rows, columns) = CanonicalOrder.Of(matrix, numbers, cancellation);
        var scale = !hasFreeUnits ? 0 : matrix.Kind == MatrixKind.Real ? 2 : 1;
        rows = Array.ConvertAll(rows, r => r with { Unit = scale * r.Unit });
        columns = Array.ConvertAll(columns, c => c with { Unit = scale * c.Unit });
        var ordered = NumberMatrix.Define(matrix.Kind, matrix.Rows, matrix.Columns, (k, j) =>
            numbers.TimesUnit(matrix[rows[k].Index, columns[j].Index], (rows[k].Unit + columns[j].Unit) % 4));
        return new(ordered, rows, columns);
    }

    /// <summary>This order shuffled: another one for each seed.</summary>
    public Shuffling Shuffled(ulong seed)
    {
        var rows = Permutation(Matrix.Rows, Mixing.Mix(seed, 1));
        var columns = Permutation(Matrix.Columns, Mixing.Mix(seed, 2));
        return new(Matrix.Select(rows, columns), Array.ConvertAll(rows, k => Rows[k]), Array.ConvertAll(columns, j => Columns[j]));
    }

    /// <summary>A factorisation of the shuffled matrix as one of the original.</summary>
    public Factorisation Undo(Factorisation factorisation)
    {
        var outputs = new UnitImage[Rows.Length];
        for (var k = 0; k < Rows.Length; k++) outputs[Rows[k].Index] = new(k, (4 - Rows[k].Unit) % 4, false);
        var inputs = Array.ConvertAll(Columns, c => new UnitImage(c.Index, (4 - c.Unit) % 4, false));
        return new Composition(new[] { new UnitMap(inputs), factorisation, new UnitMap(outputs) }, null);
    }

    /// <summary>Fisher–Yates, on numbers that are the same everywhere.</summary>
    private static int[] Permutation(int count, ulong seed)
    {
        var order = Enumerable.Range(0, count).ToArray();
        for (var i = count - 1; i > 0; i--)
        {
            var j = (int)(Mixing.Mix(seed, (ulong)i) % (ulong)(i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }
}
