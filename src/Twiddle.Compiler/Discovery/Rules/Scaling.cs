using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>
/// A real matrix whose columns (or rows) have different norms, and fewer distinct entries, up to sign, once these are made equal:
/// M = M'·D. A window, or a normalisation, is pulled out of the transform that it hides.
/// </summary>
/// <remarks>
/// The ratio of two norms is a square root, seldom written as a cyclotomic number; but where a scaling hides equal entries, the ratio of
/// some entry of one column to some entry of the other is that root: d = M[k, j]/M[l, r] with d²·|M_r|² = |M_j|².
/// </remarks>
internal static class Scaling
{
    public static IEnumerable<Factorisation> Propose(NumberMatrix matrix, NumberTable numbers)
    {
        if (TryEqualise(matrix, numbers) is { } columns)
            yield return new Composition(
                new Factorisation[] { Combination.Diagonal(numbers, matrix.Kind, columns.Factors), new Subproblem(columns.Matrix) },
                $"scaling of {matrix.Columns} inputs (window) pulled out");
        if (TryEqualise(matrix.Transpose(), numbers) is { } rows)
            yield return new Composition(
                new Factorisation[] { new Subproblem(rows.Matrix.Transpose()), Combination.Diagonal(numbers, matrix.Kind, rows.Factors) },
                $"scaling of {matrix.Rows} outputs (normalisation) pulled out");
    }

    private static (NumberMatrix Matrix, int[] Factors)? TryEqualise(NumberMatrix matrix, NumberTable numbers)
    {
        var norms = Enumerable.Range(0, matrix.Columns).Select(j => SquaredNorm(matrix, j, numbers)).ToArray();
        var reference = MostFrequent(norms);
        if (norms.All(n => n == norms[reference])) return null;
        var factors = new int[matrix.Columns];
        for (var j = 0; j < matrix.Columns; j++)
        {
            if (TryNormRatio(matrix, j, reference, numbers.Divide(norms[j], norms[reference]), numbers) is not { } factor) return null;
            factors[j] = factor;
        }

        var equalised = NumberMatrix.Define(matrix.Kind, matrix.Rows, matrix.Columns, (k, j) => numbers.Divide(matrix[k, j], factors[j]));
        return 4 * Distinct(equalised, numbers) <= 3 * Distinct(matrix, numbers) ? (equalised, factors) : null;
    }

    private static int SquaredNorm(NumberMatrix matrix, int column, NumberTable numbers)
    {
        var sum = NumberTable.Zero;
        for (var k = 0; k < matrix.Rows; k++) sum = numbers.Add(sum, numbers.Multiply(matrix[k, column], matrix[k, column]));
        return sum;
    }

    private static int? TryNormRatio(NumberMatrix matrix, int column, int reference, int squaredRatio, NumberTable numbers)
    {
        if (squaredRatio == NumberTable.One) return NumberTable.One;
        for (var l = 0; l < matrix.Rows; l++)
        {
            var entry = matrix[l, reference];
            if (entry == NumberTable.Zero) continue;
            var square = numbers.Multiply(numbers.Multiply(entry, entry), squaredRatio);
            for (var k = 0; k < matrix.Rows; k++)
                if (numbers.Multiply(matrix[k, column], matrix[k, column]) == square)
                    return numbers.Canonical(numbers.Divide(matrix[k, column], entry));
        }

        return null;
    }

    private static int MostFrequent(int[] norms) =>
        Enumerable.Range(0, norms.Length).OrderByDescending(i => norms.Count(n => n == norms[i])).First();

    public static int Distinct(NumberMatrix matrix, NumberTable numbers)
    {
        var distinct = new HashSet<int>();
        foreach (var entry in matrix.Entries) distinct.Add(numbers.Canonical(entry));
        return distinct.Count;
    }
}
