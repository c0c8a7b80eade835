using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>
/// The product of a complex matrix A + iB by three real matrices for four: with P = A(x + y), real part P − (A + B)y and imaginary part P + (B − A)x;
/// or with P = B(x − y), (A − B)x + P and (A + B)y + P. Gauss.
/// </summary>
internal static class Gauss
{
    public static IEnumerable<Factorisation> Propose(NumberMatrix matrix, NumberTable numbers)
    {
        var a = matrix.Map(MatrixKind.Real, numbers.RealPart);
        var b = matrix.Map(MatrixKind.Real, numbers.ImaginaryPart);
        if (b.IsZero() || a.IsZero()) yield break;
        var sum = a.Zip(b, numbers.Add);
        yield return Compose(a, NumberTable.One, sum, numbers.MinusOne, b.Zip(a, numbers.Subtract), feedsRealFromReal: false, numbers);
        yield return Compose(b, numbers.MinusOne, a.Zip(b, numbers.Subtract), NumberTable.One, sum, feedsRealFromReal: true, numbers);
    }

    private static Factorisation Compose(
        NumberMatrix common, int imaginarySign, NumberMatrix forReal, int realSign, NumberMatrix forImaginary, bool feedsRealFromReal, NumberTable numbers)
    {
        var (rows, columns) = (common.Rows, common.Columns);
        var (realSource, imaginarySource) = feedsRealFromReal ? (0, columns) : (columns, 0);
        var inputs = new List<IReadOnlyList<Term>>();
        for (var j = 0; j < columns; j++) inputs.Add(new[] { new Term(j, NumberTable.One), new Term(columns + j, imaginarySign) });
        for (var j = 0; j < columns; j++) inputs.Add(new[] { new Term(realSource + j, NumberTable.One) });
        for (var j = 0; j < columns; j++) inputs.Add(new[] { new Term(imaginarySource + j, NumberTable.One) });
        var parts = new[] { common, forReal, forImaginary }
            .Select((m, i) => new Part(Span(i * columns, columns), Span(i * rows, rows), new Subproblem(m)))
            .ToArray();
        var outputs = new IReadOnlyList<Term>[2 * rows];
        for (var k = 0; k < rows; k++)
        {
            outputs[k] = new[] { new Term(k, NumberTable.One), new Term(rows + k, realSign) };
            outputs[rows + k] = new[] { new Term(k, NumberTable.One), new Term(2 * rows + k, NumberTable.One) };
        }

        var layers = new Factorisation[]
        {
            Combination.Of(numbers, MatrixKind.Real, inputs.ToArray()),
            new DirectSum(parts, 3 * rows),
            Combination.Of(numbers, MatrixKind.Real, outputs),
        };
        return new Realified(new Composition(layers, $"three real products for four on {rows}×{columns} (Gauss)"), null);
    }

    private static int[] Span(int start, int count) => Enumerable.Range(start, count).ToArray();
}
