using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>A complex matrix A + iB as the real one [[A, −B], [B, A]] of twice the size: there real rules see what complex ones cannot.</summary>
internal static class Realify
{
    public static Factorisation Propose(NumberMatrix matrix, NumberTable numbers) =>
        new Realified(new Subproblem(Write(matrix, numbers), Origin.Realified), $"real and imaginary parts of a {matrix.Rows}×{matrix.Columns} block apart");

    public static bool IsReal(NumberMatrix matrix, NumberTable numbers)
    {
        foreach (var entry in matrix.Entries)
            if (!numbers.IsReal(entry)) return false;
        return true;
    }

    private static NumberMatrix Write(NumberMatrix matrix, NumberTable numbers)
    {
        var (rows, columns) = (matrix.Rows, matrix.Columns);
        return NumberMatrix.Define(MatrixKind.Real, 2 * rows, 2 * columns, (k, j) =>
        {
            var entry = matrix[k % rows, j % columns];
            var isDiagonal = k < rows == j < columns;
            if (isDiagonal) return numbers.RealPart(entry);
            return k < rows ? numbers.Negate(numbers.ImaginaryPart(entry)) : numbers.ImaginaryPart(entry);
        });
    }
}
