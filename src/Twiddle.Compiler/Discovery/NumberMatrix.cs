using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;
using System.Runtime.CompilerServices;

namespace Twiddle.Compiler.Discovery;

/// <summary>Whether a matrix acts on real vectors or on complex ones.</summary>
internal enum MatrixKind
{
    Real,
    Complex,
}

/// <summary>An immutable matrix of <see cref="NumberTable"/> ids, equal by value: a state of the search.</summary>
internal sealed class NumberMatrix : IEquatable<NumberMatrix>
{
    private readonly int[] entries;
    private readonly int hash;
    private NumberMatrix? transpose;

    private NumberMatrix(MatrixKind kind, int rows, int columns, int[] entries)
    {
        Kind = kind;
        Rows = rows;
        Columns = columns;
        this.entries = entries;
        hash = unchecked((Mixing.Hash(entries) * 31 + rows) * 2 + (int)kind);
    }

    public MatrixKind Kind { get; }

    public int Rows { get; }

    public int Columns { get; }

    public int Size => Rows * Columns;

    public int NonZeros
    {
        get
        {
            var count = 0;
            foreach (var entry in entries)
                if (entry != NumberTable.Zero) count++;
            return count;
        }
    }

    public ReadOnlySpan<int> Entries => entries;

    public int this[int row, int column] => entries[row * Columns + column];

    [MethodImpl(Jit.OptimizedAtOnce)]
    public static NumberMatrix Define(MatrixKind kind, int rows, int columns, Func<int, int, int> entry)
    {
        var entries = new int[rows * columns];
        for (var k = 0; k < rows; k++)
            for (var j = 0; j < columns; j++)
                entries[k * columns + j] = entry(k, j);
        return new(kind, rows, columns, entries);
    }

    public static NumberMatrix Of(ExactMatrix matrix, MatrixKind kind, NumberTable numbers, CancellationToken cancellation = default) =>
        Define(kind, matrix.Rows, matrix.Columns, (k, j) =>
        {
            cancellation.ThrowIfCancellationRequested();
            return numbers.Intern(matrix[k, j]);
        });

    public ReadOnlySpan<int> Row(int row) => entries.AsSpan(row * Columns, Columns);

    [MethodImpl(Jit.OptimizedAtOnce)]
    public int[] Column(int column)
    {
        var result = new int[Rows];
        for (var k = 0; k < Rows; k++) result[k] = entries[k * Columns + column];
        return result;
    }

    public NumberMatrix Transpose()
    {
        if (transpose is not null) return transpose;
        var transposed = new int[entries.Length];
        for (var k = 0; k < Rows; k++)
            for (var j = 0; j < Columns; j++)
                transposed[j * Rows + k] = entries[k * Columns + j];
        transpose = new(Kind, Columns, Rows, transposed) { transpose = this };
        return transpose;
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    public NumberMatrix Select(IReadOnlyList<int> rows, IReadOnlyList<int> columns)
    {
        var (height, width) = (rows.Count, columns.Count);
        var selected = new int[height * width];
        for (var j = 0; j < width; j++)
        {
            var column = columns[j];
            for (var k = 0; k < height; k++) selected[k * width + j] = entries[rows[k] * Columns + column];
        }

        return new(Kind, height, width, selected);
    }

    public NumberMatrix Map(Func<int, int> number) => Map(Kind, number);

    public NumberMatrix Map(MatrixKind kind, Func<int, int> number) => Define(kind, Rows, Columns, (k, j) => number(this[k, j]));

    public NumberMatrix Zip(NumberMatrix other, Func<int, int, int> number) =>
        Define(Kind, Rows, Columns, (k, j) => number(this[k, j], other[k, j]));

    public bool IsZero()
    {
        foreach (var entry in entries)
            if (entry != NumberTable.Zero) return false;
        return true;
    }

    public bool Equals(NumberMatrix? other) =>
        other is not null && hash == other.hash && Kind == other.Kind && Rows == other.Rows && Columns == other.Columns
        && entries.AsSpan().SequenceEqual(other.entries);

    public override bool Equals(object? obj) => Equals(obj as NumberMatrix);

    public override int GetHashCode() => hash;
}
