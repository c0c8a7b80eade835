using System.Runtime.CompilerServices;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>
/// A real matrix D₁·M·D₂ scaled on both sides: neither its rows' nor its columns' norms tell the factors. Making all rows and columns of its squares
/// sum to one, in turns, has one limit whatever the scales (Sinkhorn); it tells roughly how columns compare, and the ratio of two entries of one row
/// that has just this value is the exact factor. Scales of rows that are left then show in their norms: <see cref="Scaling"/>.
/// Where no row has two entries alike, but all of them are cosines once they are balanced, these are the matrix within; and where the scales compare
/// as fractions do, as in a circular convolution between two windows of measured values, these fractions are pulled out.
/// </summary>
internal static class BalancedScaling
{
    private const int Rounds = 400;
    private const double Tolerance = 1e-7;
    private const double Converged = 1e-14;

    /// <summary>Cosines are sought of up to this many parts of the circle.</summary>
    private const int LargestOrder = 4096;

    /// <summary>Numerators and denominators of scales up to this are told from other numbers.</summary>
    private const int LargestTerm = 1 << 17;
    private const double FractionTolerance = 1e-12;

    public static IEnumerable<Factorisation> Propose(NumberMatrix matrix, NumberTable numbers)
    {
        if (Math.Min(matrix.Rows, matrix.Columns) < 4 || 2 * Scaling.Distinct(matrix, numbers) < matrix.Size) yield break;
        var (rowWeights, columnWeights) = Balance(matrix, numbers);
        var isFound = false;
        if (TryScale(matrix, columnWeights, numbers) is { } columns)
        {
            isFound = true;
            yield return new Composition(
                new Factorisation[] { Combination.Diagonal(numbers, matrix.Kind, columns.Factors), new Subproblem(columns.Matrix) },
                $"scaling of {matrix.Columns} inputs pulled out of one on both sides");
        }

        if (TryScale(matrix.Transpose(), rowWeights, numbers) is { } rows)
        {
            isFound = true;
            yield return new Composition(
                new Factorisation[] { new Subproblem(rows.Matrix.Transpose()), Combination.Diagonal(numbers, matrix.Kind, rows.Factors) },
                $"scaling of {matrix.Rows} outputs pulled out of one on both sides");
        }

        if (isFound) yield break;
        if (TryCosines(matrix, rowWeights, columnWeights, numbers) is { } cosines) yield return cosines;
        else if (TryFractions(matrix, rowWeights, columnWeights, numbers) is { } fractions) yield return fractions;
    }

    /// <summary>The weights r and c for which r·M²·c has equal row sums and equal column sums.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    private static (double[] Rows, double[] Columns) Balance(NumberMatrix matrix, NumberTable numbers)
    {
        var squares = new double[matrix.Rows, matrix.Columns];
        for (var k = 0; k < matrix.Rows; k++)
            for (var j = 0; j < matrix.Columns; j++)
                squares[k, j] = numbers.RoughSquare(matrix[k, j]);
        var rows = Enumerable.Repeat(1.0, matrix.Rows).ToArray();
        var columns = Enumerable.Repeat(1.0, matrix.Columns).ToArray();
        for (var (round, change) = (0, 1.0); round < Rounds && change > Converged; round++)
        {
            change = 0;
            for (var k = 0; k < rows.Length; k++)
            {
                var sum = 0.0;
                for (var j = 0; j < columns.Length; j++) sum += squares[k, j] * columns[j];
                rows[k] = 1 / sum;
            }

            for (var j = 0; j < columns.Length; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < rows.Length; k++) sum += squares[k, j] * rows[k];
                var weight = rows.Length / (columns.Length * sum);
                change = Math.Max(change, Math.Abs(weight - columns[j]) / weight);
                columns[j] = weight;
            }
        }

        return (rows, columns);
    }

    /// <summary>M = D₁·C·D₂ with cosines C, by the roughly balanced entries: they tell the angles, and these the exact factors.</summary>
    private static Factorisation? TryCosines(NumberMatrix matrix, double[] rowWeights, double[] columnWeights, NumberTable numbers)
    {
        if (numbers.SmallOrder is not { } order || order > LargestOrder) return null;
        var balanced = new double[matrix.Size];
        for (var i = 0; i < balanced.Length; i++)
            balanced[i] = Math.Sqrt(numbers.RoughSquare(matrix.Entries[i]) * rowWeights[i / matrix.Columns] * columnWeights[i % matrix.Columns]);
        var largest = balanced.Max();
        for (var angle = 0; 4 * angle < order; angle++)
            if (TryAngles(balanced, largest / Math.Cos(2 * Math.PI * angle / order), order) is { } angles)
                return Extract(matrix, angles, order, numbers);
        return null;
    }

    /// <summary>The t with balanced entry = unit·cos(2πt/order), or null.</summary>
    private static int[]? TryAngles(double[] balanced, double unit, int order)
    {
        var angles = new int[balanced.Length];
        for (var i = 0; i < angles.Length; i++)
        {
            var turns = Math.Acos(Math.Min(1, balanced[i] / unit)) / (2 * Math.PI) * order;
            angles[i] = (int)Math.Round(turns);
            if (Math.Abs(Math.Cos(2 * Math.PI * angles[i] / order) * unit - balanced[i]) > Tolerance * unit) return null;
        }

        return angles;
    }

    private static Factorisation? Extract(NumberMatrix matrix, int[] angles, int order, NumberTable numbers)
    {
        var cosines = Array.ConvertAll(angles, t => numbers.Canonical(numbers.Intern(Cyclotomic.Cos(new Rational(t, order)))));
        var columns = new int[matrix.Columns];
        var rows = new int[matrix.Rows];
        for (var j = 0; j < columns.Length; j++)
        {
            if (cosines[j] == NumberTable.Zero) return null;
            columns[j] = numbers.Canonical(numbers.Divide(matrix[0, j], cosines[j]));
            if (columns[j] == NumberTable.Zero) return null;
        }

        for (var k = 0; k < rows.Length; k++)
        {
            if (cosines[k * matrix.Columns] == NumberTable.Zero) return null;
            rows[k] = numbers.Canonical(numbers.Divide(numbers.Divide(matrix[k, 0], cosines[k * matrix.Columns]), columns[0]));
            if (rows[k] == NumberTable.Zero) return null;
        }

        var core = Divided(matrix, rows, columns, numbers);
        for (var i = 0; i < cosines.Length; i++)
            if (numbers.Canonical(core.Entries[i]) != cosines[i]) return null;
        return Between(rows, core, columns, $"scalings on both sides of {matrix.Rows}×{matrix.Columns} cosines pulled out", numbers);
    }

    /// <summary>M = D₁·C·D₂ with scales that compare as fractions, where that makes entries of C equal.</summary>
    private static Factorisation? TryFractions(NumberMatrix matrix, double[] rowWeights, double[] columnWeights, NumberTable numbers)
    {
        if (TryFractions(rowWeights, numbers) is not { } rows || TryFractions(columnWeights, numbers) is not { } columns) return null;
        var core = Divided(matrix, rows, columns, numbers);
        if (4 * Scaling.Distinct(core, numbers) > 3 * Scaling.Distinct(matrix, numbers)) return null;
        return Between(rows, core, columns, $"scalings by fractions on both sides of a {matrix.Rows}×{matrix.Columns} block pulled out", numbers);
    }

    /// <summary>The scales that weights tell, over the first: a scale is one over the root of its weight. Null where one is no fraction.</summary>
    private static int[]? TryFractions(double[] weights, NumberTable numbers)
    {
        var factors = new int[weights.Length];
        for (var i = 0; i < factors.Length; i++)
        {
            if (TryFraction(Math.Sqrt(weights[0] / weights[i])) is not { } fraction) return null;
            factors[i] = numbers.Intern(Cyclotomic.FromRational(fraction));
        }

        return factors;
    }

    /// <summary>The first convergent of the continued fraction that is as near to a positive value as rounding errors are.</summary>
    private static Rational? TryFraction(double value)
    {
        var rest = value;
        for (long previous = 0, numerator = 1, previousDenominator = 1, denominator = 0; ;)
        {
            // Also where the rest is no number.
            if (!(rest < LargestTerm)) return null;
            var digit = (long)Math.Floor(rest);
            (previous, numerator) = (numerator, digit * numerator + previous);
            (previousDenominator, denominator) = (denominator, digit * denominator + previousDenominator);
            if (numerator > LargestTerm || denominator > LargestTerm) return null;
            if (numerator > 0 && Math.Abs((double)numerator / denominator - value) <= FractionTolerance * value) return new Rational(numerator, denominator);
            rest = 1 / (rest - digit);
        }
    }

    private static NumberMatrix Divided(NumberMatrix matrix, int[] rows, int[] columns, NumberTable numbers) =>
        NumberMatrix.Define(matrix.Kind, matrix.Rows, matrix.Columns, (k, j) => numbers.Divide(numbers.Divide(matrix[k, j], rows[k]), columns[j]));

    private static Factorisation Between(int[] rows, NumberMatrix core, int[] columns, string step, NumberTable numbers) =>
        new Composition(
            new Factorisation[] { Combination.Diagonal(numbers, core.Kind, columns), new Subproblem(core), Combination.Diagonal(numbers, core.Kind, rows) },
            step);

    private static (NumberMatrix Matrix, int[] Factors)? TryScale(NumberMatrix matrix, double[] weights, NumberTable numbers)
    {
        var factors = new int[matrix.Columns];
        factors[0] = NumberTable.One;
        var known = new List<int> { 0 };
        for (var next = 0; next < known.Count; next++)
            for (var j = 1; j < matrix.Columns; j++)
            {
                if (factors[j] != NumberTable.Zero || TryRatio(matrix, known[next], j, weights, numbers) is not { } ratio) continue;
                factors[j] = numbers.Multiply(factors[known[next]], ratio);
                known.Add(j);
            }

        if (known.Count < matrix.Columns) return null;
        var most = factors.GroupBy(f => f).OrderByDescending(g => g.Count()).First().Key;
        factors = Array.ConvertAll(factors, f => numbers.Divide(f, most));
        var scaled = NumberMatrix.Define(matrix.Kind, matrix.Rows, matrix.Columns, (k, j) => numbers.Divide(matrix[k, j], factors[j]));
        return 4 * Scaling.Distinct(scaled, numbers) <= 3 * Scaling.Distinct(matrix, numbers) ? (scaled, factors) : null;
    }

    /// <summary>|M[k, j] / M[k, reference]| for a row k in which it is the ratio of the columns' scales.</summary>
    private static int? TryRatio(NumberMatrix matrix, int reference, int column, double[] weights, NumberTable numbers)
    {
        // The scale of a column is one over the root of its weight.
        var expected = weights[reference] / weights[column];
        for (var k = 0; k < matrix.Rows; k++)
        {
            if (matrix[k, reference] == NumberTable.Zero) continue;
            var ratio = numbers.RoughSquare(matrix[k, column]) / numbers.RoughSquare(matrix[k, reference]);
            if (Math.Abs(ratio - expected) < Tolerance * expected) return numbers.Canonical(numbers.Divide(matrix[k, column], matrix[k, reference]));
        }

        return null;
    }
}
