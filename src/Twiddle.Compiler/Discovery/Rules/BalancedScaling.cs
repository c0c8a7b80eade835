using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>
/// A real matrix D₁·M·D₂ scaled on both sides: neither its rows' nor its columns' norms tell the factors. Making all rows and columns of its squares
/// sum to one, in turns, has one limit whatever the scales (Sinkhorn); it tells roughly how columns compare, and the ratio of two entries of one row
/// that has just this value is the exact factor. Scales of rows that are left then show in their norms: <see cref="Scaling"/>.
/// </summary>
internal static class BalancedScaling
{
    private const int Rounds = 60;
    private const double Tolerance = 1e-7;

    public static IEnumerable<Factorisation> Propose(NumberMatrix matrix, NumberTable numbers)
    {
        if (Math.Min(matrix.Rows, matrix.Columns) < 4 || 2 * Scaling.Distinct(matrix, numbers) < matrix.Size) yield break;
        var (rowWeights, columnWeights) = Balance(matrix, numbers);
        if (TryScale(matrix, columnWeights, numbers) is { } columns)
            yield return new Composition(
                new Factorisation[] { Combination.Diagonal(numbers, matrix.Kind, columns.Factors), new Subproblem(columns.Matrix) },
                $"scaling of {matrix.Columns} inputs pulled out of one on both sides");
        if (TryScale(matrix.Transpose(), rowWeights, numbers) is { } rows)
            yield return new Composition(
                new Factorisation[] { new Subproblem(rows.Matrix.Transpose()), Combination.Diagonal(numbers, matrix.Kind, rows.Factors) },
                $"scaling of {matrix.Rows} outputs pulled out of one on both sides");
    }

    /// <summary>The weights r and c for which r·M²·c has equal row sums and equal column sums.</summary>
    private static (double[] Rows, double[] Columns) Balance(NumberMatrix matrix, NumberTable numbers)
    {
        var squares = new double[matrix.Rows, matrix.Columns];
        for (var k = 0; k < matrix.Rows; k++)
            for (var j = 0; j < matrix.Columns; j++)
                squares[k, j] = numbers.RoughSquare(matrix[k, j]);
        var rows = Enumerable.Repeat(1.0, matrix.Rows).ToArray();
        var columns = Enumerable.Repeat(1.0, matrix.Columns).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var k = 0; k < rows.Length; k++) rows[k] = 1 / Enumerable.Range(0, columns.Length).Sum(j => squares[k, j] * columns[j]);
            for (var j = 0; j < columns.Length; j++) columns[j] = rows.Length / (columns.Length * Enumerable.Range(0, rows.Length).Sum(k => squares[k, j] * rows[k]));
        }

        return (rows, columns);
    }

    private static (NumberMatrix Matrix, int[] Factors)? TryScale(NumberMatrix matrix, double[] weights, NumberTable numbers)
    {
        var factors = new int[matrix.Columns];
        factors[0] = NumberTable.One;
        var known = new List<int> { 0 };
        for (var next = 0; next < known.Count; next++)
            for (var j = 1; j < matrix.Columns; j++)
            {
                if (factors[j] != NumberTable.Zero || TryRatio(matrix, known[next], j, weights, numbers) is not { } ratio) continue;
                factors[j] = numbers.Multiply(factors[known[next]], ratio);
                known.Add(j);
            }

        if (known.Count < matrix.Columns) return null;
        var most = factors.GroupBy(f => f).OrderByDescending(g => g.Count()).First().Key;
        factors = Array.ConvertAll(factors, f => numbers.Divide(f, most));
        var scaled = NumberMatrix.Define(matrix.Kind, matrix.Rows, matrix.Columns, (k, j) => numbers.Divide(matrix[k, j], factors[j]));
        return 4 * Scaling.Distinct(scaled, numbers) <= 3 * Scaling.Distinct(matrix, numbers) ? (scaled, factors) : null;
    }

    /// <summary>|M[k, j] / M[k, reference]| for a row k in which it is the ratio of the columns' scales.</summary>
    private static int? TryRatio(NumberMatrix matrix, int reference, int column, double[] weights, NumberTable numbers)
    {
        // The scale of a column is one over the root of its weight.
        var expected = weights[reference] / weights[column];
        for (var k = 0; k < matrix.Rows; k++)
        {
            if (matrix[k, reference] == NumberTable.Zero) continue;
            var ratio = numbers.RoughSquare(matrix[k, column]) / numbers.RoughSquare(matrix[k, reference]);
            if (Math.Abs(ratio - expected) < Tolerance * expected) return numbers.Canonical(numbers.Divide(matrix[k, column], matrix[k, reference]));
        }

        return null;
    }
}
