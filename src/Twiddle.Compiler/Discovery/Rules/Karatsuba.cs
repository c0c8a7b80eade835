using System.Runtime.CompilerServices;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>
/// The rows and columns of a matrix in halves, [[A, B], [C, D]], where D is A up to units, D[i, j] = i^(uᵢ + vⱼ)·A[i, j]: with x₁' = iᵛ·x₁,
/// B' = B·i⁻ᵛ and C' = i⁻ᵘ·C, and with m = A(x₀ + x₁'), y₀ = m + (B' − A)x₁' and y₁ = iᵘ·(m + (C' − A)x₀): three products of half the size for four.
/// Toeplitz matrices, short convolutions; Karatsuba, Toom–Cook.
/// </summary>
internal static class Karatsuba
{
    /// <summary>Matrices of this side are halved in every way; larger ones in the middle alone, and with one choice of units.</summary>
    private const int Side = 4;

    private static readonly Halving[] ColumnHalvings =
        (from i in Enumerable.Range(0, Side)
         from j in Enumerable.Range(i + 1, Side - i - 1)
         let rest = Enumerable.Range(0, Side).Where(k => k != i && k != j).ToArray()
         from second in new[] { rest, new[] { rest[1], rest[0] } }
         select new Halving(new[] { i, j }, second)).ToArray();

    /// <summary>Row 0 is in the first half: exchanging the halves of both sides is the same thing.</summary>
    private static readonly Halving[] RowHalvings = ColumnHalvings.Where(h => h.First[0] == 0).ToArray();

    public static IEnumerable<Factorisation> Propose(NumberMatrix matrix, NumberTable numbers)
    {
        if (matrix.Rows % 2 != 0 || matrix.Columns % 2 != 0) yield break;
        var step = Math.Max(matrix.Rows, matrix.Columns) > Side ? 4 : matrix.Kind == MatrixKind.Real ? 2 : 1;
        var isSmall = matrix.Rows == Side && matrix.Columns == Side;
        foreach (var rows in isSmall ? RowHalvings : new[] { Middle(matrix.Rows) })
            foreach (var columns in isSmall ? ColumnHalvings : new[] { Middle(matrix.Columns), Middle(matrix.Columns).Exchanged() })
            {
                if (!HasEqualQuarters(matrix, rows, columns, numbers)) continue;
                var a = matrix.Select(rows.First, columns.First);
                var d = matrix.Select(rows.Second, columns.Second);
                if (a.IsZero() || TryUnits(a, d, numbers) is not { } units) continue;
                // u + t and v − t do as well, and make other differences of B and C from A.
                for (var turn = 0; turn < 4; turn += step)
                {
                    var u = Array.ConvertAll(units.Rows, e => (e + turn) & 3);
                    var v = Array.ConvertAll(units.Columns, e => (e - turn) & 3);
                    yield return Compose(matrix, new(rows, columns, a, u, v), numbers);
                }
            }
    }

    private static Halving Middle(int count) => new(Span(0, count / 2), Span(count / 2, count / 2));

    /// <summary>Whether A and D agree entry by entry up to units: most halvings end here.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    private static bool HasEqualQuarters(NumberMatrix matrix, Halving rows, Halving columns, NumberTable numbers)
    {
        for (var k = 0; k < rows.First.Length; k++)
            for (var j = 0; j < columns.First.Length; j++)
                if (numbers.Canonical(matrix[rows.First[k], columns.First[j]]) != numbers.Canonical(matrix[rows.Second[k], columns.Second[j]])) return false;
        return true;
    }

    /// <summary>The exponents u and v with D = i^(u + v)·A, by spreading them from the first row; null where there are none.</summary>
    private static (int[] Rows, int[] Columns)? TryUnits(NumberMatrix a, NumberMatrix d, NumberTable numbers)
    {
        var rows = new int?[a.Rows];
        var columns = new int?[a.Columns];
        rows[0] = 0;
        for (var isSpreading = true; isSpreading;)
        {
            isSpreading = false;
            for (var k = 0; k < a.Rows; k++)
                for (var j = 0; j < a.Columns; j++)
                {
                    if (a[k, j] == NumberTable.Zero || rows[k].HasValue == columns[j].HasValue) continue;
                    var unit = numbers.UnitOf(d[k, j]) - numbers.UnitOf(a[k, j]) + 8;
                    if (rows[k] is { } row) columns[j] = (unit - row) & 3;
                    else rows[k] = (unit - columns[j]!.Value) & 3;
                    isSpreading = true;
                }
        }

        var (u, v) = (Array.ConvertAll(rows, r => r ?? 0), Array.ConvertAll(columns, c => c ?? 0));
        for (var k = 0; k < a.Rows; k++)
            for (var j = 0; j < a.Columns; j++)
                if (numbers.TimesUnit(a[k, j], u[k] + v[j]) != d[k, j]) return null;
        return (u, v);
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    private static Factorisation Compose(NumberMatrix matrix, Quarters quarters, NumberTable numbers)
    {
        var (rowHalves, columnHalves, a, u, v) = quarters;
        var (rows, columns) = (a.Rows, a.Columns);
        var b = matrix.Select(rowHalves.First, columnHalves.Second);
        var c = matrix.Select(rowHalves.Second, columnHalves.First);
        var upper = NumberMatrix.Define(matrix.Kind, rows, columns, (k, j) => numbers.Subtract(numbers.TimesUnit(b[k, j], 4 - v[j]), a[k, j]));
        var lower = NumberMatrix.Define(matrix.Kind, rows, columns, (k, j) => numbers.Subtract(numbers.TimesUnit(c[k, j], 4 - u[k]), a[k, j]));
        var inputs = new IReadOnlyList<Term>[3 * columns];
        for (var j = 0; j < columns; j++)
        {
            var first = new Term(columnHalves.First[j], NumberTable.One);
            var second = new Term(columnHalves.Second[j], numbers.TimesUnit(NumberTable.One, v[j]));
            inputs[j] = new[] { first, second };
            inputs[columns + j] = new[] { second };
            inputs[2 * columns + j] = new[] { first };
        }

        var parts = new[] { a, upper, lower }
            .Select((m, i) => new Part(Span(i * columns, columns), Span(i * rows, rows), new Subproblem(m)))
            .ToArray();
        var outputs = new IReadOnlyList<Term>[2 * rows];
        for (var k = 0; k < rows; k++)
        {
            outputs[rowHalves.First[k]] = Sum(k, upper.IsZero() ? null : rows + k, NumberTable.One);
            outputs[rowHalves.Second[k]] = Sum(k, lower.IsZero() ? null : 2 * rows + k, numbers.TimesUnit(NumberTable.One, u[k]));
        }

        return new Composition(
            new Factorisation[]
            {
                Combination.Of(numbers, matrix.Kind, inputs),
                new DirectSum(parts, 3 * rows),
                Combination.Of(numbers, matrix.Kind, outputs),
            },
            $"three products for four on {matrix.Rows}×{matrix.Columns} (Karatsuba)");
    }

    private static IReadOnlyList<Term> Sum(int first, int? second, int unit) =>
        second is { } other ? new[] { new Term(first, unit), new Term(other, unit) } : new[] { new Term(first, unit) };

    private static int[] Span(int start, int count) => Enumerable.Range(start, count).ToArray();

    /// <summary>Two halves, the i-th members of which belong together.</summary>
    private sealed record Halving(int[] First, int[] Second)
    {
        public Halving Exchanged() => new(Second, First);
    }

    /// <param name="Rows">The halves of the rows.</param>
    /// <param name="Columns">The halves of the columns.</param>
    /// <param name="A">The quarter of both first halves.</param>
    /// <param name="RowUnits">u.</param>
    /// <param name="ColumnUnits">v.</param>
    private sealed record Quarters(Halving Rows, Halving Columns, NumberMatrix A, int[] RowUnits, int[] ColumnUnits);
}
