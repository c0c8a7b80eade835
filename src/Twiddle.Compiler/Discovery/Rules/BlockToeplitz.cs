using Twiddle.Compiler.Discovery.Toeplitz;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>
/// A Toeplitz matrix of any shape in blocks: its first p rows and columns make A, and A stands again below, as far as there are rows and columns:
/// [[A, B], [C, A']]. With x₁ padded by zeros m = A(x₀ + x₁), y₀ = m + (B − A)x₁, y₁ = m + (C − A)x₀: three products for four, also of odd sizes
/// and of rectangles (Karatsuba; Winograd). Bands and triangles split into rows, columns or diagonals first.
/// </summary>
internal static class BlockToeplitz
{
    public static Factorisation? TryPropose(NumberMatrix matrix, ToeplitzStep step, NumberTable numbers)
    {
        var (rows, columns) = (Span(0, matrix.Rows), Span(0, matrix.Columns));
        switch (step.Split)
        {
            case ToeplitzSplit.Rows:
                var parts = new[] { rows.Take(step.At), rows.Skip(step.At) }
                    .Select(r => r.ToArray())
                    .Select(r => new Part(columns, r, new Subproblem(matrix.Select(r, columns))))
                    .ToArray();
                return new Composition(new[] { new DirectSum(parts, matrix.Rows) }, $"{step.At} rows of a {matrix.Rows}×{matrix.Columns} Toeplitz matrix, and the rest");
            case ToeplitzSplit.Columns:
                var (left, right) = (columns.Take(step.At).ToArray(), columns.Skip(step.At).ToArray());
                return Sum(columns, matrix.Select(rows, left), matrix.Select(rows, right), numbers);
            case ToeplitzSplit.Taps:
                var first = Math.Min(0, matrix.Columns - matrix.Rows) + step.At;
                return Sum(columns.Concat(columns), Where(j => j < first), Where(j => j >= first), numbers);
            case ToeplitzSplit.Halves when matrix.Rows != matrix.Columns || 2 * step.At != matrix.Rows:
                return Halves(matrix, step.At, numbers);
            default:
                return null;
        }

        NumberMatrix Where(Func<int, bool> isTaken) =>
            NumberMatrix.Define(matrix.Kind, matrix.Rows, matrix.Columns, (k, j) => isTaken(j - k) ? matrix[k, j] : NumberTable.Zero);
    }

    private static Factorisation Sum(IEnumerable<int> inputs, NumberMatrix first, NumberMatrix second, NumberTable numbers)
    {
        var sums = Span(0, first.Rows).Select(k => (IReadOnlyList<Term>)new[] { new Term(k, NumberTable.One), new Term(first.Rows + k, NumberTable.One) });
        var sources = inputs.ToArray();
        var sandwich = new Sandwich(
            new[] { SparseLayer.Copies(sources.Max() + 1, sources) },
            new[] { first, second },
            new[] { new SparseLayer(2 * first.Rows, sums.ToArray()) });
        return sandwich.ToFactorisation(numbers, $"a {first.Rows}×{sources.Max() + 1} Toeplitz matrix as a sum of two");
    }

    private static Factorisation Halves(NumberMatrix matrix, int side, NumberTable numbers)
    {
        var (below, beside) = (matrix.Rows - side, matrix.Columns - side);
        var a = Block(side, side, (k, j) => matrix[k, j]);
        var upper = Block(side, beside, (k, j) => numbers.Subtract(matrix[k, side + j], a[k, j]));
        var lower = Block(below, side, (k, j) => numbers.Subtract(matrix[side + k, j], a[k, j]));
        var inputs = Span(0, side).Select(j => j < beside ? Both(j, side + j) : One(j))
            .Concat(Span(side, beside).Select(One))
            .Concat(Span(0, side).Select(One));
        var outputs = Span(0, side).Select(k => Both(k, side + k)).Concat(Span(0, below).Select(k => Both(k, 2 * side + k)));
        var sandwich = new Sandwich(
            new[] { new SparseLayer(matrix.Columns, inputs.ToArray()) },
            new[] { a, upper, lower },
            new[] { new SparseLayer(2 * side + below, outputs.ToArray()) });
        return sandwich.ToFactorisation(numbers, $"three products for four on a {matrix.Rows}×{matrix.Columns} Toeplitz matrix (Karatsuba)");

        NumberMatrix Block(int rows, int columns, Func<int, int, int> entry) => NumberMatrix.Define(matrix.Kind, rows, columns, entry);

        static IReadOnlyList<Term> One(int source) => new[] { new Term(source, NumberTable.One) };

        static IReadOnlyList<Term> Both(int first, int second) => new[] { new Term(first, NumberTable.One), new Term(second, NumberTable.One) };
    }

    private static int[] Span(int start, int count) => Enumerable.Range(start, count).ToArray();
}
