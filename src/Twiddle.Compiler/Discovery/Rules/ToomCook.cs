using Twiddle.Compiler.Discovery.Toeplitz;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>
/// A Toeplitz matrix of 3×3 blocks t[i − j]: five products for nine. In reversed order of rows it is a Hankel matrix h[i + j], and h[i + j] = Σᵣ xᵣⁱ·xᵣʲ·Tᵣ
/// with points xᵣ = 0, 1, −1, 2 and ∞ is a system of five equations for the five blocks Tᵣ, which are as constant as the matrix is; so the divisions
/// of the solution cost nothing. Toom and Cook, transposed.
/// </summary>
internal static class ToomCook
{
    /// <summary>Powers 0, 1, 2 of the points by column, ∞ last.</summary>
    private static readonly int[][] Powers = { new[] { 1, 1, 1, 1, 0 }, new[] { 0, 1, -1, 2, 0 }, new[] { 0, 1, 1, 4, 1 } };

    public static Factorisation? TryPropose(NumberMatrix matrix, ToeplitzStep step, NumberTable numbers)
    {
        if (step.Split != ToeplitzSplit.Thirds) return null;
        var side = step.At;
        var weights = Solve();
        var products = Enumerable.Range(0, 5)
            .Select(r => new Block(Span(r), Span(r), NumberMatrix.Define(matrix.Kind, side, side, (k, j) => Product(r, k, j))))
            .ToArray();
        var points = NumberMatrix.Define(matrix.Kind, 5, 3, (r, i) => Integer(Powers[i][r]));
        var layers = new[]
        {
            new BlockLayer(3 * side, 5 * side, Each(p => new(Strided(3, p), Strided(5, p), points))),
            new BlockLayer(5 * side, 5 * side, products),
            new BlockLayer(5 * side, 3 * side, Each(p => new(Strided(5, p), Enumerable.Reverse(Strided(3, p)).ToArray(), points.Transpose()))),
        };
        return new LayeredProduct(layers).ToFactorisation($"five products for nine on a {matrix.Rows}×{matrix.Columns} Toeplitz matrix (Toom and Cook)");

        // Entry k, j of h[s] stands in block row i and block column s − i, reversed: the first and last blocks that there are.
        int Product(int r, int k, int j)
        {
            var sum = NumberTable.Zero;
            for (var s = 0; s < 5; s++)
            {
                var (row, column) = (2 - Math.Min(s, 2), s - Math.Min(s, 2));
                sum = numbers.Add(sum, numbers.Multiply(weights[r][s], matrix[row * side + k, column * side + j]));
            }

            return sum;
        }

        int Integer(int value) => numbers.Intern(Cyclotomic.FromRational(value));

        int[] Span(int block) => Enumerable.Range(block * side, side).ToArray();

        int[] Strided(int count, int place) => Enumerable.Range(0, count).Select(i => i * side + place).ToArray();

        Block[] Each(Func<int, Block> block) => Enumerable.Range(0, side).Select(block).ToArray();

        // T = W·h where Σᵣ xᵣˢ·W[r, q] = 1 for s = q and 0 else, by Gauss and Jordan; ∞ has the power 4 alone.
        int[][] Solve()
        {
            var left = Enumerable.Range(0, 5).Select(s => Enumerable.Range(0, 5).Select(r => Integer(Power(r, s))).ToArray()).ToArray();
            var right = Enumerable.Range(0, 5).Select(s => Enumerable.Range(0, 5).Select(q => s == q ? NumberTable.One : NumberTable.Zero).ToArray()).ToArray();
            for (var pivot = 0; pivot < 5; pivot++)
            {
                var found = Array.FindIndex(left, pivot, row => row[pivot] != NumberTable.Zero);
                (left[pivot], left[found]) = (left[found], left[pivot]);
                (right[pivot], right[found]) = (right[found], right[pivot]);
                var scale = numbers.Invert(left[pivot][pivot]);
                left[pivot] = Array.ConvertAll(left[pivot], x => numbers.Multiply(scale, x));
                right[pivot] = Array.ConvertAll(right[pivot], x => numbers.Multiply(scale, x));
                for (var s = 0; s < 5; s++)
                {
                    if (s == pivot) continue;
                    var factor = left[s][pivot];
                    left[s] = Eliminated(left[s], left[pivot], factor);
                    right[s] = Eliminated(right[s], right[pivot], factor);
                }
            }

            return right;
        }

        int[] Eliminated(int[] row, int[] pivot, int factor) => row.Select((x, i) => numbers.Subtract(x, numbers.Multiply(factor, pivot[i]))).ToArray();
    }

    private static int Power(int point, int exponent)
    {
        if (point == 4) return exponent == 4 ? 1 : 0;
        var result = 1;
        for (var i = 0; i < exponent; i++) result *= Powers[1][point];
        return result;
    }
}
