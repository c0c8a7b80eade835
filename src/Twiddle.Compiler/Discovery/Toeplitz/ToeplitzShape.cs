using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Toeplitz;

/// <summary>
/// A Toeplitz matrix M[k, j] = t[j − k] by its size and the diagonals that are not zero. A filter of r taps with m outputs is the band
/// 0 ≤ j − k &lt; r of m rows and m + r − 1 columns.
/// </summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Columns">The number of columns.</param>
/// <param name="Low">The least j − k of a diagonal that is not zero.</param>
/// <param name="High">The largest; below <paramref name="Low"/> where all are zero.</param>
internal readonly record struct ToeplitzShape(int Rows, int Columns, int Low, int High)
{
    public bool IsZero => Low > High;

    /// <summary>Diagonals between the first and the last that are not zero.</summary>
    public int Taps => High - Low + 1;

    /// <summary>Whether every output takes the same number of inputs, one further on for each output.</summary>
    public bool IsFilter => Low == 0 && High == Columns - Rows;

    /// <summary>Whether every input goes to the same number of outputs: the product of polynomials, one of them constant.</summary>
    public bool IsProduct => Transpose().IsFilter;

    /// <summary>The shape of a matrix that is Toeplitz as it stands; null where it is not.</summary>
    public static ToeplitzShape? TryRead(NumberMatrix matrix)
    {
        for (var k = 1; k < matrix.Rows; k++)
            if (!matrix.Row(k).Slice(1).SequenceEqual(matrix.Row(k - 1).Slice(0, matrix.Columns - 1))) return null;
        var (low, high) = (matrix.Columns, -matrix.Rows);
        for (var d = 1 - matrix.Rows; d < matrix.Columns; d++)
        {
            if (matrix[Math.Max(0, -d), Math.Max(0, d)] == NumberTable.Zero) continue;
            low = Math.Min(low, d);
            high = d;
        }

        return new(matrix.Rows, matrix.Columns, low, high);
    }

    public ToeplitzShape Transpose() => new(Columns, Rows, -High, -Low);

    public ToeplitzShape Select(int firstRow, int rows, int firstColumn, int columns)
    {
        var shift = firstRow - firstColumn;
        return new(rows, columns, Math.Max(Low + shift, 1 - rows), Math.Min(High + shift, columns - 1));
    }

    /// <summary>The sum of two matrices of one size.</summary>
    public ToeplitzShape Union(ToeplitzShape other)
    {
        if (IsZero) return other;
        return other.IsZero ? this : this with { Low = Math.Min(Low, other.Low), High = Math.Max(High, other.High) };
    }

    /// <summary>Without zero rows and columns at the ends.</summary>
    public ToeplitzShape Trimmed()
    {
        if (IsZero) return new(0, 0, 0, -1);
        var (top, bottom) = (Math.Max(0, -High), Math.Min(Rows, Columns - Low));
        var (left, right) = (Math.Max(0, Low), Math.Min(Columns, Rows + High));
        return Select(top, bottom - top, left, right - left);
    }

    /// <summary>The columns that row k takes.</summary>
    public int InRow(int k) => Math.Max(0, Math.Min(Columns - 1, k + High) - Math.Max(0, k + Low) + 1);
}
