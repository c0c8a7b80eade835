using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Proofs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Plans;

/// <summary>Straight-line code for both factors of a Kronecker product, each proved.</summary>
/// <param name="Rows">The order of the first factor.</param>
/// <param name="Columns">The order of the second factor.</param>
/// <param name="First">Code for the first factor, which acts along columns.</param>
/// <param name="Second">Code for the second factor, which acts along rows.</param>
public sealed record RowColumnPlan(int Rows, int Columns, FlowGraph First, FlowGraph Second);

/// <summary>
/// Observes a real matrix whose entries are products, M[(u, v), (i, j)] = A[u, i]·B[v, j] with indices read as rows and columns of a rectangle (compared exactly,
/// entry by entry): then all columns of the input go through A alike, and all rows of what results through B.
/// </summary>
/// <remarks>The row-column algorithm of two-dimensional transforms; M = A ⊗ B.</remarks>
internal static class KroneckerProduct
{
    private const double RoughTolerance = 1e-6;

    /// <summary>The plan, or null.</summary>
    public static RowColumnPlan? Of(MatrixMap map, DerivationOptions options, CancellationToken cancellation)
    {
        var order = map.Matrix.Rows;
        if (map.Field != Field.Real || map.Matrix.Columns != order) return null;
        // Both sides must fill vectors; the squarest rectangle first.
        for (var rows = (int)Math.Sqrt(order); rows >= 4; rows--)
        {
            if (order % rows != 0 || rows % 4 != 0 || order / rows % 4 != 0) continue;
            foreach (var side in new[] { rows, order / rows }.Distinct())
                if (Of(map.Matrix, side, options, cancellation) is { } plan) return plan;
        }

        return null;
    }

    private static RowColumnPlan? Of(ExactMatrix matrix, int rows, DerivationOptions options, CancellationToken cancellation)
    {
        var columns = matrix.Rows / rows;
        if (Pivot(matrix) is not var (row, column) || !IsRoughlyProduct(matrix, columns, row, column) || matrix[row, column].TryInvert() is not { } inverse) return null;
        var first = ExactMatrix.Define(rows, rows, (u, i) => matrix[u * columns + row % columns, i * columns + column % columns]);
        var second = ExactMatrix.Define(columns, columns, (v, j) => matrix[row / columns * columns + v, column / columns * columns + j] * inverse);
        var (firstValues, secondValues) = (new DistinctValues(first), new DistinctValues(second));
        var products = new Dictionary<(int First, int Second), Cyclotomic>();
        for (var k = 0; k < matrix.Rows; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var n = 0; n < matrix.Columns; n++)
            {
                var pair = (firstValues.Number[k / columns, n / columns], secondValues.Number[k % columns, n % columns]);
                if (!products.TryGetValue(pair, out var product)) products.Add(pair, product = firstValues.Values[pair.Item1] * secondValues.Values[pair.Item2]);
                if (!matrix[k, n].SameAs(product)) return null;
            }
        }

        return Proved(first, options, cancellation) is { } a && Proved(second, options, cancellation) is { } b ? new(rows, columns, a, b) : null;
    }

    /// <summary>Whether M[(u, v), (i, j)]·pivot = A[u, i]·B[v, j] as far as floating-point numbers tell: most matrices fail at once.</summary>
    private static bool IsRoughlyProduct(ExactMatrix matrix, int columns, int row, int column)
    {
        var rough = new double?[matrix.Rows, matrix.Columns];
        var pivot = At(row, column);
        for (var k = 0; k < matrix.Rows; k++)
            for (var n = 0; n < matrix.Columns; n++)
            {
                var entry = At(k, n) * pivot;
                var product = At(k / columns * columns + row % columns, n / columns * columns + column % columns) * At(row / columns * columns + k % columns, column / columns * columns + n % columns);
                if (Math.Abs(entry - product) > RoughTolerance * (1 + Math.Abs(entry))) return false;
            }

        return true;

        double At(int k, int n) => rough[k, n] ??= RoughValue.Of(matrix[k, n]).Real;
    }

    /// <summary>The different entries of a matrix, numbered: there are few, and their products are not cheap.</summary>
    private sealed class DistinctValues
    {
        public DistinctValues(ExactMatrix matrix)
        {
            Number = new int[matrix.Rows, matrix.Columns];
            for (var k = 0; k < matrix.Rows; k++)
                for (var n = 0; n < matrix.Columns; n++) Number[k, n] = NumberOf(matrix[k, n]);
        }

        private readonly List<double> roughs = [];

        public List<Cyclotomic> Values { get; } = [];

        public int[,] Number { get; }

        private int NumberOf(Cyclotomic value)
        {
            var rough = RoughValue.Of(value).Real;
            for (var i = 0; i < Values.Count; i++)
                if (Math.Abs(roughs[i] - rough) <= RoughTolerance * (1 + Math.Abs(rough)) && Values[i].SameAs(value)) return i;
            Values.Add(value);
            roughs.Add(rough);
            return Values.Count - 1;
        }
    }

    private static (int Row, int Column)? Pivot(ExactMatrix matrix)
    {
        for (var k = 0; k < matrix.Rows; k++)
            for (var n = 0; n < matrix.Columns; n++)
                if (!matrix[k, n].IsZero()) return (k, n);
        return null;
    }

    private static FlowGraph? Proved(ExactMatrix matrix, DerivationOptions options, CancellationToken cancellation) =>
        options.Codelets(matrix, Field.Real, cancellation) is { Graph: var graph }
        && graph.Outputs.All(o => !o.IsZero)
        && CodeletProof.Verify(graph, matrix, Field.Real, cancellation) is Equal ? graph : null;
}
