using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>
/// The halves of a matrix are [[A, B], [C, ±A]], columns perhaps exchanged: with m = A(x₀ + x₁), y₀ = m + (B − A)x₁ and y₁ = ±(m + (±C − A)x₀):
/// three products of half the size for four. Toeplitz matrices, short convolutions; Karatsuba, Toom–Cook.
/// </summary>
internal static class Karatsuba
{
    public static IEnumerable<Factorisation> Propose(NumberMatrix matrix, NumberTable numbers)
    {
        if (matrix.Rows % 2 != 0 || matrix.Columns % 2 != 0) yield break;
        foreach (var isExchanged in new[] { false, true })
        {
            var (first, second) = isExchanged ? (1, 0) : (0, 1);
            var a = Quarter(matrix, 0, first);
            var d = Quarter(matrix, 1, second);
            if (a.IsZero()) continue;
            foreach (var isNegative in new[] { false, true })
            {
                if (!a.Equals(isNegative ? d.Map(numbers.Negate) : d)) continue;
                var c = Quarter(matrix, 1, first);
                if (isNegative) c = c.Map(numbers.Negate);
                yield return Compose(matrix, a, Quarter(matrix, 0, second), c, first, isNegative, numbers);
            }
        }
    }

    private static NumberMatrix Quarter(NumberMatrix matrix, int rowHalf, int columnHalf)
    {
        var (rows, columns) = (matrix.Rows / 2, matrix.Columns / 2);
        return NumberMatrix.Define(matrix.Kind, rows, columns, (k, j) => matrix[rowHalf * rows + k, columnHalf * columns + j]);
    }

    private static Factorisation Compose(
        NumberMatrix matrix, NumberMatrix a, NumberMatrix b, NumberMatrix c, int first, bool isNegative, NumberTable numbers)
    {
        var (rows, columns) = (a.Rows, a.Columns);
        var (start0, start1) = (first * columns, (1 - first) * columns);
        var upper = b.Zip(a, numbers.Subtract);
        var lower = c.Zip(a, numbers.Subtract);
        var inputs = new List<IReadOnlyList<Term>>();
        for (var j = 0; j < columns; j++) inputs.Add(new[] { new Term(start0 + j, NumberTable.One), new Term(start1 + j, NumberTable.One) });
        for (var j = 0; j < columns; j++) inputs.Add(new[] { new Term(start1 + j, NumberTable.One) });
        for (var j = 0; j < columns; j++) inputs.Add(new[] { new Term(start0 + j, NumberTable.One) });
        var parts = new[] { a, upper, lower }
            .Select((m, i) => new Part(Span(i * columns, columns), Span(i * rows, rows), new Subproblem(m)))
            .ToArray();
        var sign = isNegative ? numbers.MinusOne : NumberTable.One;
        var outputs = new IReadOnlyList<Term>[2 * rows];
        for (var k = 0; k < rows; k++)
        {
            outputs[k] = Sum(new(k, NumberTable.One), upper.IsZero() ? null : new(rows + k, NumberTable.One));
            outputs[rows + k] = Sum(new(k, sign), lower.IsZero() ? null : new(2 * rows + k, sign));
        }

        return new Composition(
            new Factorisation[]
            {
                Combination.Of(numbers, matrix.Kind, inputs.ToArray()),
                new DirectSum(parts, 3 * rows),
                Combination.Of(numbers, matrix.Kind, outputs),
            },
            $"three products for four on {matrix.Rows}×{matrix.Columns} (Karatsuba)");
    }

    private static IReadOnlyList<Term> Sum(Term first, Term? second) => second is { } other ? new[] { first, other } : new[] { first };

    private static int[] Span(int start, int count) => Enumerable.Range(start, count).ToArray();
}
