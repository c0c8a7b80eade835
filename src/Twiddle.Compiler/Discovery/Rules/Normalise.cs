using System.Runtime.CompilerServices;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>
/// Dividing a complex (or modular) matrix by one of its rows and one of its columns, M = D₁·M'·D₂, leaves fewer distinct values up to units, or
/// a fold: twiddle factors around a transform seen before. Beyond size 16 split radix needs it.
/// </summary>
internal static class Normalise
{
    private const int MostPivots = 32;

    /// <summary>Matrices read as complex ones up to this size are divided without looking at what it leaves.</summary>
    private const int LargestComplexified = 8;

    public static IEnumerable<Factorisation> Propose(NumberMatrix matrix, Origin origin, NumberTable numbers)
    {
        var distinct = DistinctUpToUnits(matrix, numbers);
        var isSmallComplexified = origin == Origin.Complexified && Math.Max(matrix.Rows, matrix.Columns) <= LargestComplexified;
        foreach (var (left, right) in Diagonals(matrix, numbers))
        {
            var core = NumberMatrix.Define(
                matrix.Kind, matrix.Rows, matrix.Columns, (k, j) => numbers.Divide(numbers.Divide(matrix[k, j], left[k]), right[j]));
            var isSimpler = DistinctUpToUnits(core, numbers) < distinct || distinct <= 2;
            if (!isSimpler && !isSmallComplexified && (core.Kind == MatrixKind.Real ? RealFold.Find(core, numbers) : ComplexFold.Find(core, numbers)).Count == 0) continue;
            yield return new Composition(
                new Factorisation[]
                {
                    Combination.Diagonal(numbers, matrix.Kind, right),
                    new Subproblem(core, Origin.Normalised),
                    Combination.Diagonal(numbers, matrix.Kind, left),
                },
                $"twiddle factors around a {matrix.Rows}×{matrix.Columns} transform");
        }
    }

    /// <summary>The cheapest diagonals: on the right alone, on the left alone, and on both sides.</summary>
    private static IEnumerable<(int[] Left, int[] Right)> Diagonals(NumberMatrix matrix, NumberTable numbers)
    {
        var rows = FullRows(matrix, numbers);
        var columns = FullRows(matrix.Transpose(), numbers);
        var ones = new Func<int, int[]>(n => Enumerable.Repeat(NumberTable.One, n).ToArray());
        var hasRow = rows.Count > 0 && rows.Min(r => r.Cost) > 0;
        var hasColumn = columns.Count > 0 && columns.Min(c => c.Cost) > 0;
        if (hasRow) yield return (ones(matrix.Rows), matrix.Row(Cheapest(rows)).ToArray());
        if (hasColumn) yield return (matrix.Column(Cheapest(columns)), ones(matrix.Columns));
        if (hasRow && hasColumn) yield return BestPivot(matrix, rows, columns, numbers);
    }

    /// <summary>The pivot M[r, c] and the side it goes to, by the cost of both diagonals.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    private static (int[] Left, int[] Right) BestPivot(
        NumberMatrix matrix, List<(int Index, int Cost)> rows, List<(int Index, int Cost)> columns, NumberTable numbers)
    {
        var best = (Cost: int.MaxValue, Row: 0, Column: 0, DividesRow: false);
        foreach (var (row, rowCost) in rows.Take(MostPivots))
            foreach (var (column, columnCost) in columns.Take(MostPivots))
            {
                var pivot = matrix[row, column];
                var withRowDivided = columnCost;
                for (var j = 0; j < matrix.Columns; j++) withRowDivided += Flops(numbers.Divide(matrix[row, j], pivot), numbers);
                var withColumnDivided = rowCost;
                for (var k = 0; k < matrix.Rows; k++) withColumnDivided += Flops(numbers.Divide(matrix[k, column], pivot), numbers);
                var cost = Math.Min(withRowDivided, withColumnDivided);
                if (cost < best.Cost) best = (cost, row, column, withRowDivided <= withColumnDivided);
            }

        var left = matrix.Column(best.Column);
        var right = matrix.Row(best.Row).ToArray();
        var divided = best.DividesRow ? right : left;
        var corner = matrix[best.Row, best.Column];
        for (var i = 0; i < divided.Length; i++) divided[i] = numbers.Divide(divided[i], corner);
        return (left, right);
    }

    private static List<(int Index, int Cost)> FullRows(NumberMatrix matrix, NumberTable numbers)
    {
        var rows = new List<(int Index, int Cost)>();
        for (var k = 0; k < matrix.Rows; k++)
        {
            if (matrix.Row(k).IndexOf(NumberTable.Zero) >= 0) continue;
            var cost = 0;
            foreach (var entry in matrix.Row(k)) cost += Flops(entry, numbers);
            rows.Add((k, cost));
        }

        return rows;
    }

    private static int Cheapest(List<(int Index, int Cost)> vectors) => vectors.OrderBy(v => v.Cost).First().Index;

    private static int Flops(int factor, NumberTable numbers) => Combination.ProductCost(numbers, numbers.IsModular ? MatrixKind.Real : MatrixKind.Complex, factor).Flops;

    private static int DistinctUpToUnits(NumberMatrix matrix, NumberTable numbers)
    {
        var distinct = numbers.EmptySet();
        foreach (var entry in matrix.Entries)
            if (entry != NumberTable.Zero) distinct.Add(numbers.Canonical(entry));
        return distinct.Count;
    }
}
