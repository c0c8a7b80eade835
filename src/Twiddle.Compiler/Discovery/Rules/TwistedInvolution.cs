using Twiddle.Compiler.Discovery.Symmetry;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>
/// A permutation h with units maps a complex matrix to itself and h² = iᵉ: with r = √iᵉ, an 8th root of unity where e is odd, the eigenspaces
/// of h are spanned by x_a ± r·i⁻ᵗ·x_τ(a), and the matrix is a direct sum of two halves. Convolution modulo x² − i.
/// </summary>
internal static class TwistedInvolution
{
    public static Factorisation? TryPropose(NumberMatrix matrix, PrimePower power, NumberTable numbers)
    {
        var columnOrbits = Orbits.Of(power.Map.Columns, 4);
        var rowOrbits = Orbits.Of(power.Map.Rows, 4);
        // One that moves only one side is a fold.
        if (columnOrbits.Cycles.Length == 0 || rowOrbits.Cycles.Length == 0) return null;
        if (columnOrbits.Cycles.Concat(rowOrbits.Cycles).Any(c => c.Length != 2)) return null;
        var root = numbers.TimesUnit(power.Exponent % 2 == 0 ? NumberTable.One : numbers.EighthRoot, power.Exponent / 2);
        // On columns h scales by iᵉ, on rows by i⁻ᵉ; fixed points carry a square root of it.
        var columns = Eigenvectors(columnOrbits, numbers.Invert(root), t => numbers.TimesUnit(root, 4 - t), numbers);
        var rows = Eigenvectors(rowOrbits, root, t => numbers.TimesUnit(numbers.Invert(root), 4 - t), numbers);
        var parts = new List<Part>();
        foreach (var isOdd in new[] { false, true })
        {
            var inputs = Indices(columns, isOdd);
            var outputs = Indices(rows, isOdd);
            if (inputs.Length == 0 || outputs.Length == 0) continue;
            var block = NumberMatrix.Define(MatrixKind.Complex, outputs.Length, inputs.Length, (k, j) =>
                Entry(matrix, rows[outputs[k]].First, columns[inputs[j]], numbers));
            parts.Add(new(inputs, outputs, new Subproblem(block)));
        }

        var outputTerms = Enumerable.Range(0, matrix.Rows).Select(_ => new List<Term>()).ToArray();
        for (var i = 0; i < rows.Count; i++)
        {
            outputTerms[rows[i].First].Add(new(i, NumberTable.One));
            if (!rows[i].IsFixed) outputTerms[rows[i].Second].Add(new(i, rows[i].Weight));
        }

        var layers = new Factorisation[]
        {
            Combination.Of(numbers, MatrixKind.Complex, columns.Select(Sum).ToArray()),
            new DirectSum(parts, rows.Count),
            Combination.Of(numbers, MatrixKind.Complex, outputTerms),
        };
        return new Composition(layers, $"symmetry of a {matrix.Rows}×{matrix.Columns} block whose square is a unit");
    }

    /// <summary>Of x_first = (u + v)/2 and x_second = (u − v)/(2·weight) the part that belongs to this eigenvector.</summary>
    private static int Entry(NumberMatrix matrix, int row, Eigenvector column, NumberTable numbers)
    {
        var first = matrix[row, column.First];
        if (column.IsFixed) return first;
        return numbers.Multiply(numbers.Add(first, numbers.Divide(matrix[row, column.Second], column.Weight)), numbers.Half);
    }

    private static IReadOnlyList<Term> Sum(Eigenvector vector) =>
        vector.IsFixed
            ? new[] { new Term(vector.First, NumberTable.One) }
            : new[] { new Term(vector.First, NumberTable.One), new Term(vector.Second, vector.Weight) };

    private static List<Eigenvector> Eigenvectors(Orbits orbits, int fixedFactor, Func<int, int> weightOf, NumberTable numbers)
    {
        var vectors = new List<Eigenvector>();
        foreach (var cycle in orbits.Cycles)
        {
            var weight = weightOf(cycle[1].Unit);
            vectors.Add(new(cycle[0].Index, cycle[1].Index, weight, false));
            vectors.Add(new(cycle[0].Index, cycle[1].Index, numbers.Negate(weight), true));
        }

        foreach (var point in orbits.Fixed)
            vectors.Add(new(point.Index, point.Index, NumberTable.One, numbers.TimesUnit(fixedFactor, point.Unit) != NumberTable.One));
        return vectors;
    }

    private static int[] Indices(List<Eigenvector> vectors, bool isOdd) =>
        Enumerable.Range(0, vectors.Count).Where(i => vectors[i].IsOdd == isOdd).ToArray();

    /// <summary>First + Weight·Second, or a fixed point.</summary>
    private readonly record struct Eigenvector(int First, int Second, int Weight, bool IsOdd)
    {
        public bool IsFixed => First == Second;
    }
}
