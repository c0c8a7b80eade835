using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Specs;

/// <summary>A dense matrix of exact cyclotomic numbers: entry [k, j] multiplies input j in output k.</summary>
public sealed class ExactMatrix(Cyclotomic[,] entries)
{
    public int Rows => entries.GetLength(0);

    public int Columns => entries.GetLength(1);

    public Cyclotomic this[int row, int column] => entries[row, column];

    /// <summary>Fills a matrix entry by entry from its definition.</summary>
    public static ExactMatrix Define(int rows, int columns, Func<int, int, Cyclotomic> entry)
    {
        var entries = new Cyclotomic[rows, columns];
        for (var k = 0; k < rows; k++)
            for (var j = 0; j < columns; j++)
                entries[k, j] = entry(k, j);
        return new(entries);
    }
}
