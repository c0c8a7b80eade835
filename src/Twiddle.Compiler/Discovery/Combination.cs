using System.Runtime.CompilerServices;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery;

/// <summary>One summand of a linear combination.</summary>
/// <param name="Source">The index of the input.</param>
/// <param name="Coefficient">The id of its factor; not zero.</param>
internal readonly record struct Term(int Source, int Coefficient);

/// <summary>Linear combinations computed from their definition, one per output.</summary>
/// <remarks>
/// Two ways to save multiplications: within an output, inputs with the same coefficient up to a unit are added before they are multiplied;
/// or products of one input with one coefficient, up to a unit, are shared between outputs. The cheaper of the two is taken: a search that
/// does not see the second prices the dense fall-back wrongly, and goes wrong with it.
/// </remarks>
internal sealed record Combination : Factorisation
{
    private readonly NumberMatrix? matrix;
    private IReadOnlyList<Term>[]? rows;

    private Combination(MatrixKind kind, IReadOnlyList<Term>[]? rows, NumberMatrix? matrix, bool sharesProducts, Cost cost)
        : base(cost)
    {
        Kind = kind;
        this.rows = rows;
        this.matrix = matrix;
        SharesProducts = sharesProducts;
    }

    public MatrixKind Kind { get; }

    /// <summary>The terms of each output. Most combinations are only the price that something better is measured by: theirs are never asked for.</summary>
    public IReadOnlyList<Term>[] Rows => rows ??= RowsOf(matrix!);

    public bool SharesProducts { get; }

    [MethodImpl(Jit.OptimizedAtOnce)]
    public static Combination Of(NumberTable numbers, MatrixKind kind, IReadOnlyList<Term>[] rows)
    {
        var additions = 0;
        var grouped = default(Cost);
        var shared = default(Cost);
        var inRow = new HashSet<int>();
        var products = new HashSet<long>();
        foreach (var row in rows)
        {
            if (row.Count == 0) continue;
            additions += row.Count - 1;
            inRow.Clear();
            foreach (var term in row)
            {
                var factor = numbers.Canonical(term.Coefficient);
                if (factor == NumberTable.One) continue;
                if (inRow.Add(factor)) grouped += ProductCost(numbers, kind, factor);
                if (products.Add(((long)term.Source << 32) | (uint)factor)) shared += ProductCost(numbers, kind, factor);
            }
        }

        var sums = new Cost(kind == MatrixKind.Real ? additions : 2 * additions, 0);
        var sharesProducts = shared.Flops < grouped.Flops;
        return new(kind, rows, null, sharesProducts, sums + (sharesProducts ? shared : grouped));
    }

    /// <summary>The matrix by its definition.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    public static Combination Of(NumberTable numbers, NumberMatrix matrix)
    {
        var factors = new int[matrix.Size];
        var prices = new Cost[matrix.Size];
        var additions = 0;
        var grouped = default(Cost);
        for (int k = 0, at = 0; k < matrix.Rows; k++)
        {
            var terms = 0;
            var inRow = numbers.EmptySet();
            for (var j = 0; j < matrix.Columns; j++, at++)
            {
                factors[at] = NumberTable.One;
                var entry = matrix.Entries[at];
                if (entry == NumberTable.Zero) continue;
                terms++;
                factors[at] = numbers.Canonical(entry);
                if (factors[at] == NumberTable.One) continue;
                prices[at] = ProductCost(numbers, matrix.Kind, factors[at]);
                if (inRow.Add(factors[at])) grouped += prices[at];
            }

            additions += Math.Max(0, terms - 1);
        }

        var shared = default(Cost);
        for (var j = 0; j < matrix.Columns; j++)
        {
            var inColumn = numbers.EmptySet();
            for (var at = j; at < factors.Length; at += matrix.Columns)
                if (factors[at] != NumberTable.One && inColumn.Add(factors[at])) shared += prices[at];
        }

        var sums = new Cost(matrix.Kind == MatrixKind.Real ? additions : 2 * additions, 0);
        var sharesProducts = shared.Flops < grouped.Flops;
        return new(matrix.Kind, null, matrix, sharesProducts, sums + (sharesProducts ? shared : grouped));
    }

    private static IReadOnlyList<Term>[] RowsOf(NumberMatrix matrix)
    {
        var rows = new IReadOnlyList<Term>[matrix.Rows];
        for (var k = 0; k < matrix.Rows; k++)
        {
            var row = new List<Term>();
            for (var j = 0; j < matrix.Columns; j++)
                if (matrix[k, j] != NumberTable.Zero) row.Add(new(j, matrix[k, j]));
            rows[k] = row;
        }

        return rows;
    }

    /// <summary>Each input times its own factor.</summary>
    public static Combination Diagonal(NumberTable numbers, MatrixKind kind, IReadOnlyList<int> factors) =>
        Of(numbers, kind, factors.Select((f, j) => (IReadOnlyList<Term>)new[] { new Term(j, f) }).ToArray());

    public static Cost ProductCost(NumberTable numbers, MatrixKind kind, int factor)
    {
        if (kind == MatrixKind.Real) return new(0, numbers.IsUnit(factor) ? 0 : 1);
        var (additions, multiplications) = numbers.ComplexProductCost(factor);
        return new(additions, multiplications);
    }
}
