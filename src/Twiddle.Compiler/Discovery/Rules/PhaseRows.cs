using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>
/// Rows a and b of a real matrix whose squares add up to the same number in every column, M[a, j]² + M[b, j]² = c, are the real and imaginary parts
/// of one row of phases, M[a, j] + i·M[b, j] = √c·e^(iθⱼ). Read as complex rows they show the few-valued ratios that neither part has alone: a
/// real DFT given as cosines and sines, a Hartley transform, a DCT of odd size split like the complex DFT.
/// </summary>
internal static class PhaseRows
{
    private const int LeastSide = 6;
    private const double Tolerance = 1e-7;

    /// <summary>The matrix by complex outputs of real inputs; null where fewer than half the rows are parts of phases, or not of only one.</summary>
    public static Factorisation? TryPropose(NumberMatrix matrix, NumberTable numbers)
    {
        if (Math.Min(matrix.Rows, matrix.Columns) < LeastSide || Pair(matrix, numbers) is not { } pairs) return null;
        var isPaired = new bool[matrix.Rows];
        foreach (var (a, b) in pairs) isPaired[a] = isPaired[b] = true;
        var single = Enumerable.Range(0, matrix.Rows).Where(k => !isPaired[k]).ToArray();
        var rows = pairs.Count + single.Length;
        var phases = NumberMatrix.Define(MatrixKind.Complex, rows, matrix.Columns, (k, j) => k < pairs.Count
            ? numbers.Add(matrix[pairs[k].Real, j], numbers.TimesUnit(matrix[pairs[k].Imaginary, j], 1))
            : matrix[single[k - pairs.Count], j]);
        var factors = Factors(phases, numbers);
        var plain = NumberMatrix.Define(MatrixKind.Complex, rows, matrix.Columns, (k, j) => numbers.Divide(phases[k, j], factors[k]));
        var outputs = new IReadOnlyList<Term>[matrix.Rows];
        for (var k = 0; k < pairs.Count; k++)
        {
            outputs[pairs[k].Real] = new[] { new Term(k, NumberTable.One) };
            outputs[pairs[k].Imaginary] = new[] { new Term(rows + k, NumberTable.One) };
        }

        for (var k = 0; k < single.Length; k++) outputs[single[k]] = new[] { new Term(pairs.Count + k, NumberTable.One) };
        var complex = new Composition(
            new Factorisation[] { new Subproblem(plain, Origin.PairedRows), Combination.Diagonal(numbers, MatrixKind.Complex, factors) }, null);
        return new Composition(
            new Factorisation[] { new OutputParts(complex), Combination.Of(numbers, MatrixKind.Real, outputs) },
            $"{2 * pairs.Count} rows of {matrix.Rows} in pairs, as real and imaginary parts of phases");
    }

    private static List<(int Real, int Imaginary)>? Pair(NumberMatrix matrix, NumberTable numbers)
    {
        var squares = new double[matrix.Rows][];
        for (var k = 0; k < matrix.Rows; k++) squares[k] = Array.ConvertAll(matrix.Row(k).ToArray(), numbers.RoughSquare);
        var partner = Enumerable.Repeat(-1, matrix.Rows).ToArray();
        for (var a = 0; a < matrix.Rows; a++)
        {
            if (IsConstant(j => squares[a][j], matrix.Columns)) continue;
            for (var b = a + 1; b < matrix.Rows; b++)
            {
                if (!IsConstant(j => squares[a][j] + squares[b][j], matrix.Columns)) continue;
                if (partner[a] >= 0 || partner[b] >= 0) return null;
                (partner[a], partner[b]) = (b, a);
            }
        }

        var pairs = Enumerable.Range(0, matrix.Rows).Where(a => partner[a] > a).Select(a => (a, partner[a])).ToList();
        return 4 * pairs.Count >= matrix.Rows ? pairs : null;
    }

    private static bool IsConstant(Func<int, double> value, int count)
    {
        var first = value(0);
        for (var j = 1; j < count; j++)
            if (Math.Abs(value(j) - first) > Tolerance * first) return false;
        return true;
    }

    /// <summary>For each row the phase in one column, the one that is cheapest to multiply by; 1 where it is real or imaginary.</summary>
    private static int[] Factors(NumberMatrix phases, NumberTable numbers)
    {
        var column = Enumerable.Range(0, phases.Columns).OrderBy(j => phases.Column(j).Sum(Flops)).First();
        return Array.ConvertAll(phases.Column(column), Phase);

        int Flops(int factor) => Combination.ProductCost(numbers, MatrixKind.Complex, Phase(factor)).Flops;

        // On a diagonal 1 ± i does as well, and takes no multiplications.
        int Phase(int factor)
        {
            var first = numbers.Canonical(factor);
            if (numbers.IsReal(first)) return NumberTable.One;
            var part = numbers.RealPart(first);
            return part == numbers.ImaginaryPart(first) ? numbers.Divide(factor, part) : factor;
        }
    }
}
