using System.Runtime.CompilerServices;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>
/// A real matrix whose columns (or rows) have different norms, and fewer distinct entries, up to sign, once these are made equal:
/// M = M'·D. A window, or a normalisation, is pulled out of the transform that it hides.
/// </summary>
/// <remarks>
/// The ratio of two norms is a square root, seldom written as a cyclotomic number; but where a scaling hides equal entries, the ratio of
/// some entry of one column to some entry of the other is that root: d = M[k, j]/M[l, r] with d²·|M_r|² = |M_j|². Norms are compared roughly:
/// dividing a column by any d is right, and pays only where it makes entries equal.
/// </remarks>
internal static class Scaling
{
    private const double Tolerance = 1e-7;

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
        var norms = Norms(matrix, numbers);
        var reference = MostFrequent(norms);
        if (AreAllNear(norms, norms[reference])) return null;
        var squares = new double[matrix.Columns][];
        for (var j = 0; j < squares.Length; j++) squares[j] = Array.ConvertAll(matrix.Column(j), numbers.RoughSquare);
        var factors = new int[matrix.Columns];
        for (var j = 0; j < matrix.Columns; j++)
        {
            if (TryNormRatio(matrix, j, reference, norms[j] / norms[reference], squares, numbers) is not { } factor) return null;
            factors[j] = factor;
        }

        var equalised = NumberMatrix.Define(matrix.Kind, matrix.Rows, matrix.Columns, (k, j) => numbers.Divide(matrix[k, j], factors[j]));
        return 4 * Distinct(equalised, numbers) <= 3 * Distinct(matrix, numbers) ? (equalised, factors) : null;
    }

    /// <summary>|M[k, j] / M[l, reference]| for entries whose ratio is that of the columns' norms; it is exact if it is right, and harmless if not.</summary>
    private static int? TryNormRatio(NumberMatrix matrix, int column, int reference, double squaredRatio, double[][] squares, NumberTable numbers)
    {
        if (IsNear(squaredRatio, 1)) return NumberTable.One;
        for (var l = 0; l < matrix.Rows; l++)
        {
            if (matrix[l, reference] == NumberTable.Zero) continue;
            for (var k = 0; k < matrix.Rows; k++)
                if (IsNear(squares[column][k], squares[reference][l] * squaredRatio))
                    return numbers.Canonical(numbers.Divide(matrix[k, column], matrix[l, reference]));
        }

        return null;
    }

    /// <summary>The squares of the columns' norms.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    private static double[] Norms(NumberMatrix matrix, NumberTable numbers)
    {
        var norms = new double[matrix.Columns];
        for (var k = 0; k < matrix.Rows; k++)
            for (var j = 0; j < norms.Length; j++)
                norms[j] += numbers.RoughSquare(matrix[k, j]);
        return norms;
    }

    /// <summary>The first of those that most are near to.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    private static int MostFrequent(double[] norms)
    {
        var (best, most) = (0, 0);
        for (var i = 0; i < norms.Length; i++)
        {
            var count = 0;
            foreach (var norm in norms)
                if (IsNear(norm, norms[i])) count++;
            if (count > most) (best, most) = (i, count);
        }

        return best;
    }

    private static bool AreAllNear(double[] norms, double value)
    {
        foreach (var norm in norms)
            if (!IsNear(norm, value)) return false;
        return true;
    }

    private static bool IsNear(double a, double b) => Math.Abs(a - b) <= Tolerance * b;

    public static int Distinct(NumberMatrix matrix, NumberTable numbers)
    {
        var distinct = numbers.EmptySet();
        foreach (var entry in matrix.Entries) distinct.Add(numbers.Canonical(entry));
        return distinct.Count;
    }
}
