using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>
/// A complex matrix M most of whose rows come in pairs that are conjugate up to a unit: with u = M·Re x and v = M·Im x, two transforms of real
/// inputs that compute one row of each pair, y = u + i·v. The complex DFT of odd size by two real ones.
/// </summary>
/// <remarks>Units on the columns would hide the pairs: they are divided out first, as a row with the fewest absolute values has them.</remarks>
internal static class ConjugateRows
{
    public static Factorisation? TryPropose(NumberMatrix matrix, NumberTable numbers)
    {
        var (rows, columns) = (matrix.Rows, matrix.Columns);
        if (columns < 3) return null;
        var reference = Enumerable.Range(0, rows).OrderBy(k => DistinctValues(matrix, k, numbers)).First();
        var units = Array.ConvertAll(matrix.Row(reference).ToArray(), numbers.UnitOf);
        var plain = NumberMatrix.Define(MatrixKind.Complex, rows, columns, (k, j) => numbers.TimesUnit(matrix[k, j], 4 - units[j]));
        if (!PairsUp(plain, numbers)) return null;
        var transform = new OutputParts(new Subproblem(plain, Origin.RealInputs));
        var parts = new[] { new Part(Span(0, columns), Span(0, 2 * rows), transform), new Part(Span(columns, columns), Span(2 * rows, 2 * rows), transform) };
        var outputs = new IReadOnlyList<Term>[2 * rows];
        for (var k = 0; k < rows; k++)
        {
            var (hasReal, hasImaginary) = PartsOf(plain, k, numbers);
            outputs[k] = Terms(hasReal ? k : null, hasImaginary ? 3 * rows + k : null, numbers.MinusOne);
            outputs[rows + k] = Terms(hasImaginary ? rows + k : null, hasReal ? 2 * rows + k : null, NumberTable.One);
        }

        var layers = new Factorisation[] { new DirectSum(parts, 4 * rows), Combination.Of(numbers, MatrixKind.Real, outputs) };
        var turns = new UnitMap(units.Select((unit, j) => new UnitImage(j, unit, false)).ToArray());
        var sums = new Realified(new Composition(layers, null), null);
        return new Composition(new Factorisation[] { turns, sums }, $"a {rows}×{columns} transform of complex values by two of real ones");
    }

    private static int DistinctValues(NumberMatrix matrix, int row, NumberTable numbers)
    {
        var distinct = numbers.EmptySet();
        foreach (var entry in matrix.Row(row)) distinct.Add(numbers.Canonical(entry));
        return distinct.Count;
    }

    /// <summary>Whether at least two thirds of the rows have a conjugate one.</summary>
    private static bool PairsUp(NumberMatrix matrix, NumberTable numbers)
    {
        var rows = new HashSet<int[]>(SequenceComparer.Instance);
        for (var k = 0; k < matrix.Rows; k++) rows.Add(WithoutUnit(matrix.Row(k).ToArray(), numbers));
        var paired = 0;
        for (var k = 0; k < matrix.Rows; k++)
        {
            var (hasReal, hasImaginary) = PartsOf(matrix, k, numbers);
            if (hasReal && hasImaginary && rows.Contains(WithoutUnit(Array.ConvertAll(matrix.Row(k).ToArray(), numbers.Conjugate), numbers))) paired++;
        }

        return 3 * paired >= 2 * matrix.Rows;
    }

    private static int[] WithoutUnit(int[] vector, NumberTable numbers)
    {
        var unit = numbers.UnitOf(Array.Find(vector, v => v != NumberTable.Zero));
        return unit == 0 ? vector : Array.ConvertAll(vector, v => numbers.TimesUnit(v, 4 - unit));
    }

    private static (bool HasReal, bool HasImaginary) PartsOf(NumberMatrix matrix, int row, NumberTable numbers)
    {
        var (hasReal, hasImaginary) = (false, false);
        foreach (var entry in matrix.Row(row))
        {
            hasReal |= numbers.RealPart(entry) != NumberTable.Zero;
            hasImaginary |= !numbers.IsReal(entry);
        }

        return (hasReal, hasImaginary);
    }

    private static IReadOnlyList<Term> Terms(int? first, int? second, int secondSign)
    {
        var terms = new List<Term>();
        if (first is { } one) terms.Add(new(one, NumberTable.One));
        if (second is { } other) terms.Add(new(other, secondSign));
        return terms;
    }

    private static int[] Span(int start, int count) => Enumerable.Range(start, count).ToArray();
}
