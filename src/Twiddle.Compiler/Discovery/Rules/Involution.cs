using Twiddle.Compiler.Discovery.Symmetry;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>
/// A signed permutation g with g² = 1 maps a real matrix to itself: on its eigenspaces, sums x_a + s·x_τ(a) and differences, M is a direct sum of
/// two halves (M[k, a] ± s·M[k, τ(a)])/2. Points that g fixes belong to the eigenspace of their sign. Conjugate symmetry, circular structure.
/// </summary>
internal static class Involution
{
    public static Factorisation Propose(NumberMatrix matrix, Automorphism map, NumberTable numbers)
    {
        var columns = new Eigenvectors(map.Columns);
        var rows = new Eigenvectors(map.Rows);
        var parts = new List<Part>();
        foreach (var isOdd in new[] { false, true })
        {
            var inputs = columns.Indices(isOdd);
            var outputs = rows.Indices(isOdd);
            if (inputs.Length == 0 || outputs.Length == 0) continue;
            var block = NumberMatrix.Define(MatrixKind.Real, outputs.Length, inputs.Length, (k, j) =>
                Entry(matrix, rows.Vectors[outputs[k]].First, columns.Vectors[inputs[j]], numbers));
            parts.Add(new(inputs, outputs, new Subproblem(block)));
        }

        var sums = columns.Vectors.Select(v => Sum(v, numbers)).ToArray();
        var layers = new Factorisation[]
        {
            Combination.Of(numbers, MatrixKind.Real, sums),
            new DirectSum(parts, rows.Vectors.Count),
            Combination.Of(numbers, MatrixKind.Real, Outputs(rows, matrix.Rows, numbers)),
        };
        return new Composition(layers, $"symmetry of order two of a {matrix.Rows}×{matrix.Columns} block");
    }

    private static int Entry(NumberMatrix matrix, int row, Eigenvector column, NumberTable numbers)
    {
        var first = matrix[row, column.First];
        if (column.IsFixed) return first;
        var second = matrix[row, column.Second];
        return numbers.Multiply(column.IsDifference ? numbers.Subtract(first, second) : numbers.Add(first, second), numbers.Half);
    }

    private static IReadOnlyList<Term> Sum(Eigenvector vector, NumberTable numbers) =>
        vector.IsFixed
            ? new[] { new Term(vector.First, NumberTable.One) }
            : new[] { new Term(vector.First, NumberTable.One), new Term(vector.Second, vector.IsDifference ? numbers.MinusOne : NumberTable.One) };

    /// <summary>y_k = P + Q and y_σ(k) = u·(P − Q), for eigenvectors P and Q of eigenvalues 1 and −1.</summary>
    private static IReadOnlyList<Term>[] Outputs(Eigenvectors rows, int count, NumberTable numbers)
    {
        var outputs = Enumerable.Range(0, count).Select(_ => new List<Term>()).ToArray();
        for (var i = 0; i < rows.Vectors.Count; i++)
        {
            var vector = rows.Vectors[i];
            outputs[vector.First].Add(new(i, NumberTable.One));
            if (!vector.IsFixed) outputs[vector.Second].Add(new(i, vector.IsDifference ? numbers.MinusOne : NumberTable.One));
        }

        return outputs;
    }

    /// <summary>First ± Second (±1 by <see cref="IsDifference"/>), or a fixed point; odd ones have eigenvalue −1.</summary>
    private readonly record struct Eigenvector(int First, int Second, bool IsDifference, bool IsOdd)
    {
        public bool IsFixed => First == Second;
    }

    private sealed class Eigenvectors
    {
        public Eigenvectors(UnitPoint[] images)
        {
            for (var i = 0; i < images.Length; i++)
            {
                var (image, isNegated) = (images[i].Index, images[i].Unit == 1);
                if (image == i) Vectors.Add(new(i, i, false, isNegated));
                if (image <= i) continue;
                Vectors.Add(new(i, image, isNegated, false));
                Vectors.Add(new(i, image, !isNegated, true));
            }
        }

        public List<Eigenvector> Vectors { get; } = new();

        public int[] Indices(bool isOdd) => Enumerable.Range(0, Vectors.Count).Where(i => Vectors[i].IsOdd == isOdd).ToArray();
    }
}
