using Twiddle.Compiler.Discovery.Symmetry;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>
/// A signed permutation g of rows and columns with g² = −1 maps a real matrix M to itself: then g acts as i, pairs (a, τ(a)) are complex values
/// z = x_a + i·s·x_τ(a), and M is the complex matrix Z = M[k, a] + i·u·M[σ(k), a] of half the size. DCT-IV, DCT-II/III and MDCT by
/// a complex transform of half (quarter) size.
/// </summary>
internal static class Complexify
{
    public static Factorisation Propose(NumberMatrix matrix, Automorphism map, NumberTable numbers)
    {
        var inputs = Pairs(map.Columns);
        var outputs = Pairs(map.Rows);
        var complex = NumberMatrix.Define(MatrixKind.Complex, outputs.Count, inputs.Count, (k, j) =>
        {
            var (row, column) = (outputs[k], inputs[j].First);
            var imaginary = numbers.Multiply(numbers.ImaginaryOne, matrix[row.Second, column]);
            return row.IsNegated ? numbers.Subtract(matrix[row.First, column], imaginary) : numbers.Add(matrix[row.First, column], imaginary);
        });
        return new Complexified(
            inputs,
            new Subproblem(complex, Origin.Complexified),
            outputs,
            $"{matrix.Rows}×{matrix.Columns} real transform as a complex one of half the size");
    }

    private static List<SignedPair> Pairs(UnitPoint[] images)
    {
        var pairs = new List<SignedPair>();
        var isDone = new bool[images.Length];
        for (var i = 0; i < images.Length; i++)
        {
            if (isDone[i]) continue;
            isDone[images[i].Index] = true;
            pairs.Add(new(i, images[i].Index, images[i].Unit == 1));
        }

        return pairs;
    }
}
