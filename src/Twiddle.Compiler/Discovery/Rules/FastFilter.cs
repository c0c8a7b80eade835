using Twiddle.Compiler.Discovery.Toeplitz;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>
/// A filter, y[k] = Σᵢ g[i]·x[k + i], with its outputs in pairs k, k + s and its taps in pairs i, i + s: with h₀[i] = g[i], h₁[i] = g[i + s] and the
/// differences δ[u] = x[u] − x[u + s]
/// <code>
/// y[k]     = Σ h₀[i]·δ[k + i] + m[k]           m[k] = Σ (h₀ + h₁)[i]·x[k + i + s]
/// y[k + s] = m[k] − Σ h₁[i]·δ[k + i + s]
/// </code>
/// Three filters of half the outputs and half the taps for four. Nearby pairs (s = 1) and halves (s = half the outputs) leave filters again. Transposed
/// it multiplies polynomials. The fast FIR algorithm; Winograd's minimal filtering F(2, 2); Mou and Duhamel; Bernstein's refined Karatsuba.
/// </summary>
internal static class FastFilter
{
    public static Factorisation? TryPropose(NumberMatrix matrix, ToeplitzStep step, NumberTable numbers)
    {
        if (step.Split != ToeplitzSplit.Filter) return null;
        var isProduct = matrix.Rows > matrix.Columns;
        var sandwich = Split(isProduct ? matrix.Transpose() : matrix, step.At, numbers);
        return isProduct
            ? sandwich.Transpose().ToFactorisation(numbers, $"three products for four of polynomials with {matrix.Columns} and {matrix.Rows - matrix.Columns + 1} coefficients (refined Karatsuba)")
            : sandwich.ToFactorisation(numbers, $"three filters for four of {matrix.Rows} outputs and {matrix.Columns - matrix.Rows + 1} taps (fast FIR)");
    }

    private static Sandwich Split(NumberMatrix filter, int shift, NumberTable numbers)
    {
        var (rows, taps) = (Firsts(filter.Rows, shift), Firsts(filter.Columns - filter.Rows + 1, shift));
        var paired = taps.Where(i => Tap(i + shift) != NumberTable.Zero).ToArray();
        var places = Sums(rows, taps);
        var pairedPlaces = Sums(rows, paired);
        var differences = places.Concat(pairedPlaces.Select(u => u + shift)).Distinct().ToArray();
        var before = places
            .Select(u => (IReadOnlyList<Term>)new[] { new Term(u + shift, NumberTable.One) })
            .Concat(differences.Select(u => (IReadOnlyList<Term>)new[] { new Term(u, NumberTable.One), new Term(u + shift, numbers.MinusOne) }))
            .ToArray();
        var routes = places.Select(u => places.Length + Array.IndexOf(differences, u))
            .Concat(Enumerable.Range(0, places.Length))
            .Concat(pairedPlaces.Select(u => places.Length + Array.IndexOf(differences, u + shift)));
        var cores = new[]
        {
            Core(places, taps, Tap),
            Core(places, taps, i => numbers.Add(Tap(i), Tap(i + shift))),
            Core(pairedPlaces, paired, i => numbers.Negate(Tap(i + shift))),
        };
        var outputs = new IReadOnlyList<Term>[filter.Rows];
        for (var k = 0; k < rows.Length; k++)
        {
            outputs[rows[k]] = new[] { new Term(k, NumberTable.One), new Term(rows.Length + k, NumberTable.One) };
            outputs[rows[k] + shift] = new[] { new Term(rows.Length + k, NumberTable.One), new Term(2 * rows.Length + k, NumberTable.One) };
        }

        return new(
            new[] { new SparseLayer(filter.Columns, before), SparseLayer.Copies(before.Length, routes) },
            cores,
            new[] { new SparseLayer(3 * rows.Length, outputs) });

        int Tap(int i) => i < filter.Columns - filter.Rows + 1 ? filter[0, i] : NumberTable.Zero;

        NumberMatrix Core(int[] columns, int[] tapsOf, Func<int, int> value) => NumberMatrix.Define(
            filter.Kind, rows.Length, columns.Length, (k, j) => Array.IndexOf(tapsOf, columns[j] - rows[k]) >= 0 ? value(columns[j] - rows[k]) : NumberTable.Zero);
    }

    /// <summary>The first of each pair i, i + s.</summary>
    private static int[] Firsts(int count, int shift) => Enumerable.Range(0, count).Where(i => i % (2 * shift) < shift).ToArray();

    private static int[] Sums(int[] rows, int[] taps) => rows.SelectMany(k => taps.Select(i => k + i)).Distinct().OrderBy(u => u).ToArray();
}
