using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>
/// A Kronecker product M[(k, k'), (j, j')] = A[k, j]·B[k', j'] with rows and columns in any order. The ratio of two columns with one j' takes a value for
/// each k, which puts the rows in classes of equal size; columns that are proportional on every class have one j'. The ratios of their lead entries are columns
/// of A, so that the groups of columns can be aligned; then the classes of rows are, as multiples of one another. M = (A ⊗ I)(I ⊗ B) = (I ⊗ B)(A ⊗ I): transforms
/// in several dimensions, a separable filter. A or B may be scaled to have ones in a row or column, which saves multiplications where they are dense.
/// </summary>
internal static class KroneckerProduct
{
    /// <summary>The products that a matrix is, up to units of its rows and columns.</summary>
    public static IEnumerable<Factorisation> Propose(NumberMatrix matrix, NumberTable numbers)
    {
        if (matrix.Rows < 4 || matrix.Columns < 4) return Array.Empty<Factorisation>();
        var row = Enumerable.Range(0, matrix.Rows).Where(k => matrix.Row(k).IndexOf(NumberTable.Zero) < 0).Append(-1).First();
        if (row < 0 || Array.IndexOf(matrix.Column(0), NumberTable.Zero) >= 0) return Array.Empty<Factorisation>();
        // Units that make a row and a column canonical: products of units of A and of B.
        var right = matrix.Row(row).ToArray().Select(e => (4 - numbers.UnitOf(e)) % 4).ToArray();
        var left = matrix.Column(0).Select(e => (4 - numbers.UnitOf(numbers.TimesUnit(e, right[0]))) % 4).ToArray();
        var plain = NumberMatrix.Define(matrix.Kind, matrix.Rows, matrix.Columns, (k, j) => numbers.TimesUnit(matrix[k, j], (left[k] + right[j]) % 4));
        return ProposePlain(plain, numbers).Select(found => new Composition(new Factorisation[] { Units(right), found, Units(left) }, null));

        static UnitMap Units(int[] units) => new(units.Select((u, i) => new UnitImage(i, (4 - u) % 4, false)).ToArray());
    }

    private static IEnumerable<Factorisation> ProposePlain(NumberMatrix matrix, NumberTable numbers)
    {
        var seen = new HashSet<int[]>(SequenceComparer.Instance);
        for (var j = 1; j < matrix.Columns; j++)
        {
            if (TryClasses(matrix, j, numbers) is not { } classes || !seen.Add(classes.SelectMany(c => c).ToArray())) continue;
            if (TryAlign(matrix, classes, numbers) is not { } aligned) continue;
            yield return InnerFirst(matrix, aligned, numbers, isScaled: false);
            yield return OuterFirst(matrix, aligned, numbers, isScaled: false);
            yield return InnerFirst(matrix, aligned, numbers, isScaled: true);
            yield return OuterFirst(matrix, aligned, numbers, isScaled: true);
        }
    }

    /// <summary>The rows by the ratio of columns j and 0: two or more classes of equal size.</summary>
    private static int[][]? TryClasses(NumberMatrix matrix, int column, NumberTable numbers)
    {
        var classes = new List<List<int>>();
        var classOf = new Dictionary<int, List<int>>();
        for (var k = 0; k < matrix.Rows; k++)
        {
            if (matrix[k, 0] == NumberTable.Zero || matrix[k, column] == NumberTable.Zero) return null;
            var ratio = numbers.Divide(matrix[k, column], matrix[k, 0]);
            if (!classOf.TryGetValue(ratio, out var rows))
            {
                if (2 * (classes.Count + 1) > matrix.Rows) return null;
                classes.Add(rows = new());
                classOf.Add(ratio, rows);
            }

            rows.Add(k);
        }

        return classes.Count > 1 && classes.All(c => c.Count == classes[0].Count) ? classes.Select(c => c.ToArray()).ToArray() : null;
    }

    private static Aligned? TryAlign(NumberMatrix matrix, int[][] classes, NumberTable numbers)
    {
        // Columns by their shapes on all classes: one j' each.
        var groups = Enumerable.Range(0, matrix.Columns).GroupBy(j => Shape(matrix, classes, j, numbers), SequenceComparer.Instance).Select(g => g.ToArray()).ToArray();
        if (groups.Length * classes.Length < 2 || groups.Any(g => g.Length != groups[0].Length) || groups[0].Length < 2 || groups.Length < 2) return null;
        var columns = new int[groups.Length][];
        var wanted = Ratios(groups[0], groups[0][0]);
        for (var g = 0; g < groups.Length; g++)
        {
            var match = groups[g].Select(reference => Match(wanted, Ratios(groups[g], reference))).FirstOrDefault(m => m is not null);
            if (match is null) return null;
            columns[g] = Array.ConvertAll(match, i => groups[g][i]);
        }

        var leads = Array.ConvertAll(columns, c => c[0]);
        var factors = new int[classes.Length];
        var rows = new int[classes.Length][];
        for (var a = 0; a < classes.Length; a++)
        {
            if (TryRows(classes[0], classes[a]) is not { } found) return null;
            (rows[a], factors[a]) = found;
        }

        var outer = NumberMatrix.Define(
            matrix.Kind, classes.Length, columns[0].Length, (a, i) => numbers.Multiply(factors[a], numbers.Divide(matrix[rows[a][0], columns[0][i]], matrix[rows[a][0], columns[0][0]])));
        var inner = matrix.Select(rows[0], leads);
        for (var a = 0; a < outer.Rows; a++)
            for (var i = 0; i < outer.Columns; i++)
                for (var k = 0; k < inner.Rows; k++)
                    for (var g = 0; g < inner.Columns; g++)
                        if (matrix[rows[a][k], columns[g][i]] != numbers.Multiply(outer[a, i], inner[k, g])) return null;
        return new(outer, inner, rows, columns);

        // By column the ratio to the reference on each class.
        int[][] Ratios(int[] group, int reference) => Array.ConvertAll(group, j => Array.ConvertAll(classes, rowsOf =>
        {
            var lead = rowsOf.FirstOrDefault(k => matrix[k, reference] != NumberTable.Zero);
            return matrix[lead, reference] == NumberTable.Zero ? NumberTable.Zero : numbers.Divide(matrix[lead, j], matrix[lead, reference]);
        }));

        // The rows of a class as one multiple of those of the first.
        (int[] Rows, int Factor)? TryRows(int[] first, int[] other)
        {
            var place = new Dictionary<int[], int>(SequenceComparer.Instance);
            foreach (var k in other) place[Array.ConvertAll(leads, j => matrix[k, j])] = k;
            var lead = Array.Find(leads, j => matrix[first[0], j] != NumberTable.Zero);
            foreach (var k in other)
            {
                var factor = numbers.Divide(matrix[k, lead], matrix[first[0], lead]);
                if (factor == NumberTable.Zero) continue;
                var found = Array.ConvertAll(first, row =>
                    place.TryGetValue(Array.ConvertAll(leads, j => numbers.Multiply(factor, matrix[row, j])), out var image) ? image : -1);
                if (Array.IndexOf(found, -1) < 0 && found.Distinct().Count() == found.Length) return (found, factor);
            }

            return null;
        }
    }

    /// <summary>A column, each class divided by its first entry that is not zero.</summary>
    private static int[] Shape(NumberMatrix matrix, int[][] classes, int column, NumberTable numbers) => classes.SelectMany(rows =>
    {
        var lead = rows.Select(k => matrix[k, column]).FirstOrDefault(e => e != NumberTable.Zero);
        return rows.Select(k => lead == NumberTable.Zero ? lead : numbers.Divide(matrix[k, column], lead));
    }).ToArray();

    /// <summary>Where each of the wanted vectors is among others; null where they are not the same set.</summary>
    private static int[]? Match(int[][] wanted, int[][] others)
    {
        var places = Array.ConvertAll(wanted, w => Array.FindIndex(others, o => o.AsSpan().SequenceEqual(w)));
        return Array.IndexOf(places, -1) < 0 && places.Distinct().Count() == places.Length ? places : null;
    }

    /// <summary>B on each part of the inputs, then A across.</summary>
    private static Factorisation InnerFirst(NumberMatrix matrix, Aligned aligned, NumberTable numbers, bool isScaled)
    {
        var (outer, inner, rows, columns) = aligned;
        var scales = Span(outer.Columns).Select(i => isScaled && outer[0, i] != NumberTable.Zero ? outer[0, i] : NumberTable.One).ToArray();
        var first = Span(outer.Columns)
            .Select(i => new Block(Array.ConvertAll(columns, c => c[i]), Span(inner.Rows).Select(k => (i * inner.Rows) + k).ToArray(), inner.Map(e => numbers.Multiply(e, scales[i]))))
            .ToArray();
        var across = NumberMatrix.Define(matrix.Kind, outer.Rows, outer.Columns, (a, i) => numbers.Divide(outer[a, i], scales[i]));
        var second = Span(inner.Rows)
            .Select(k => new Block(Span(outer.Columns).Select(i => (i * inner.Rows) + k).ToArray(), Array.ConvertAll(rows, r => r[k]), across))
            .ToArray();
        return Product(matrix, aligned, first, second, outer.Columns * inner.Rows);
    }

    /// <summary>A across the parts of the inputs, then B on each part of the outputs.</summary>
    private static Factorisation OuterFirst(NumberMatrix matrix, Aligned aligned, NumberTable numbers, bool isScaled)
    {
        var (outer, inner, rows, columns) = aligned;
        var scales = Span(outer.Rows).Select(a => isScaled && outer[a, 0] != NumberTable.Zero ? outer[a, 0] : NumberTable.One).ToArray();
        var across = NumberMatrix.Define(matrix.Kind, outer.Rows, outer.Columns, (a, i) => numbers.Divide(outer[a, i], scales[a]));
        var first = Span(inner.Columns)
            .Select(g => new Block(columns[g], Span(outer.Rows).Select(a => (a * inner.Columns) + g).ToArray(), across))
            .ToArray();
        var second = Span(outer.Rows)
            .Select(a => new Block(Span(inner.Columns).Select(g => (a * inner.Columns) + g).ToArray(), rows[a], inner.Map(e => numbers.Multiply(e, scales[a]))))
            .ToArray();
        return Product(matrix, aligned, first, second, outer.Rows * inner.Columns);
    }

    private static Factorisation Product(NumberMatrix matrix, Aligned aligned, Block[] first, Block[] second, int between) =>
        new LayeredProduct(new[] { new BlockLayer(matrix.Columns, between, first), new BlockLayer(between, matrix.Rows, second) })
            .ToFactorisation($"Kronecker product of {aligned.Outer.Rows}×{aligned.Outer.Columns} and {aligned.Inner.Rows}×{aligned.Inner.Columns}");

    private static int[] Span(int count) => Enumerable.Range(0, count).ToArray();

    /// <param name="Outer">A.</param>
    /// <param name="Inner">B.</param>
    /// <param name="Rows">The row (k, k') by k and k'.</param>
    /// <param name="Columns">The column (j, j') by j' and j.</param>
    private sealed record Aligned(NumberMatrix Outer, NumberMatrix Inner, int[][] Rows, int[][] Columns);
}
