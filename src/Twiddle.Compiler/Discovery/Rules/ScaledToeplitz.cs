using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>
/// A Hankel matrix (a Toeplitz matrix with its columns reversed) scaled on both sides, M[k, j] = a[k]·h[k + j]·b[j]. The scales cancel in
/// ρ = M[k, j]·M[k + 1, j + 1]/(M[k, j + 1]·M[k + 1, j]), which depends on k + j alone; h follows from it by h[s]·h[s + 2] = ρ[s]·h[s + 1]², and a and b from h.
/// Points on an arc of the unit circle, w^(jk), are the case of constant ρ = w: Bluestein's chirp. There even shuffled rows and columns can be put in order, since
/// each row, divided by another and by a column, is a geometric progression; and there the middle row and column, divided out, leave conjugate pairs.
/// </summary>
internal static class ScaledToeplitz
{
    private const int LeastSide = 3;

    public static IEnumerable<Factorisation> Propose(NumberMatrix matrix, NumberTable numbers)
    {
        if (Math.Min(matrix.Rows, matrix.Columns) < LeastSide || matrix.Entries.IndexOf(NumberTable.Zero) >= 0) yield break;
        var (rows, columns) = (Span(matrix.Rows), Span(matrix.Columns));
        var ratios = TryRatios(matrix, numbers);
        if (ratios is null)
        {
            columns = Enumerable.Reverse(columns).ToArray();
            ratios = TryRatios(matrix.Select(rows, columns), numbers);
        }

        if (ratios is null && TryProgression(matrix, numbers) is { } columnOrder && TryProgression(matrix.Transpose(), numbers) is { } rowOrder)
        {
            (rows, columns) = (rowOrder, columnOrder);
            ratios = TryRatios(matrix.Select(rows, columns), numbers);
        }

        // Where nothing is scaled, nothing is gained.
        if (ratios is null) yield break;
        var isChirp = ratios.All(r => r == ratios[0]);
        if (!isChirp || ratios[0] != NumberTable.One) yield return Scaled(matrix, rows, columns, ratios, numbers);
        if (isChirp && matrix.Kind == MatrixKind.Complex) yield return Centred(matrix, rows[rows.Length / 2], columns[columns.Length / 2], numbers);
    }

    /// <summary>Whether the matrix is in the order in which its scales can be seen; chirps are seen in any.</summary>
    public static bool IsOrdered(NumberMatrix matrix, NumberTable numbers) =>
        Math.Min(matrix.Rows, matrix.Columns) >= LeastSide
        && matrix.Entries.IndexOf(NumberTable.Zero) < 0
        && (IsVaried(TryRatios(matrix, numbers)) || IsVaried(TryRatios(matrix.Select(Span(matrix.Rows), Enumerable.Reverse(Span(matrix.Columns)).ToArray()), numbers)));

    private static bool IsVaried(int[]? ratios) => ratios is not null && ratios.Any(r => r != ratios[0]);

    /// <summary>ρ by k + j; null where it depends on more.</summary>
    private static int[]? TryRatios(NumberMatrix matrix, NumberTable numbers)
    {
        var ratios = new int[matrix.Rows + matrix.Columns - 3];
        for (var k = 0; k + 1 < matrix.Rows; k++)
            for (var j = 0; j + 1 < matrix.Columns; j++)
            {
                var (ahead, behind) = (numbers.Multiply(matrix[k, j], matrix[k + 1, j + 1]), numbers.Multiply(matrix[k, j + 1], matrix[k + 1, j]));
                if (ratios[k + j] == NumberTable.Zero) ratios[k + j] = numbers.Divide(ahead, behind);
                else if (ahead != numbers.Multiply(ratios[k + j], behind)) return null;
            }

        return ratios;
    }

    /// <summary>The columns in an order in which row 1, divided by row 0, is a geometric progression; null where there is none, or where it is periodic.</summary>
    private static int[]? TryProgression(NumberMatrix matrix, NumberTable numbers)
    {
        var columnWith = new Dictionary<int, int>();
        for (var j = 0; j < matrix.Columns; j++)
        {
            var value = numbers.Divide(matrix[1, j], matrix[0, j]);
            if (columnWith.ContainsKey(value)) return null;
            columnWith.Add(value, j);
        }

        var start = numbers.Divide(matrix[1, 0], matrix[0, 0]);
        for (var j = 1; j < matrix.Columns; j++)
        {
            var step = numbers.Divide(numbers.Divide(matrix[1, j], matrix[0, j]), start);
            var back = numbers.Invert(step);
            var first = start;
            for (var i = 0; i < matrix.Columns && columnWith.ContainsKey(numbers.Multiply(first, back)); i++) first = numbers.Multiply(first, back);
            var order = new List<int>();
            for (var value = first; order.Count < matrix.Columns && columnWith.TryGetValue(value, out var column); value = numbers.Multiply(value, step)) order.Add(column);
            if (order.Count == matrix.Columns && order.Distinct().Count() == order.Count) return order.ToArray();
        }

        return null;
    }

    private static Factorisation Scaled(NumberMatrix matrix, int[] rows, int[] columns, int[] ratios, NumberTable numbers)
    {
        var hankel = new int[ratios.Length + 2];
        hankel[0] = hankel[1] = NumberTable.One;
        for (var s = 0; s < ratios.Length; s++)
            hankel[s + 2] = numbers.Divide(numbers.Multiply(ratios[s], numbers.Multiply(hankel[s + 1], hankel[s + 1])), hankel[s]);
        var left = new int[matrix.Rows];
        var right = new int[matrix.Columns];
        for (var k = 0; k < rows.Length; k++) left[rows[k]] = numbers.Divide(matrix[rows[k], columns[0]], hankel[k]);
        for (var j = 0; j < columns.Length; j++) right[columns[j]] = numbers.Divide(numbers.Divide(matrix[rows[0], columns[j]], left[rows[0]]), hankel[j]);
        var reversed = Enumerable.Reverse(columns).ToArray();
        var core = NumberMatrix.Define(matrix.Kind, rows.Length, columns.Length, (k, j) => hankel[k + columns.Length - 1 - j]);
        return new Composition(
            new Factorisation[]
            {
                Combination.Diagonal(numbers, matrix.Kind, right),
                new DirectSum(new[] { new Part(reversed, rows, new Subproblem(core)) }, matrix.Rows),
                Combination.Diagonal(numbers, matrix.Kind, left),
            },
            $"scales around a {matrix.Rows}×{matrix.Columns} Toeplitz matrix (Bluestein's chirp)");
    }

    private static Factorisation Centred(NumberMatrix matrix, int row, int column, NumberTable numbers)
    {
        var left = matrix.Column(column);
        var right = Array.ConvertAll(matrix.Row(row).ToArray(), e => numbers.Divide(e, matrix[row, column]));
        var core = NumberMatrix.Define(matrix.Kind, matrix.Rows, matrix.Columns, (k, j) => numbers.Divide(matrix[k, j], numbers.Multiply(left[k], right[j])));
        return new Composition(
            new Factorisation[]
            {
                Combination.Diagonal(numbers, matrix.Kind, right),
                new Subproblem(core, Origin.Normalised),
                Combination.Diagonal(numbers, matrix.Kind, left),
            },
            $"twiddle factors around {matrix.Rows} points of an arc, in conjugate pairs");
    }

    private static int[] Span(int count) => Enumerable.Range(0, count).ToArray();
}
