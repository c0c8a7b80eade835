using Twiddle.Compiler.Discovery.Rules;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery;

/// <summary>
/// Maps from real inputs to complex outputs. Rows that are conjugate up to a unit are computed once; and the few-valued ratios are taken up to
/// conjugation of rows: with ratios r and r̄ in one class, a real-input DFT of composite size splits like the complex one, at half its cost.
/// Elsewhere real and imaginary parts are outputs of a real matrix.
/// </summary>
internal sealed class RealInputSearch
{
    private readonly Search search;
    private readonly Dictionary<(NumberMatrix Matrix, Origin Origin), Factorisation?> solved = new();

    public RealInputSearch(Search search) => this.search = search;

    private NumberTable Numbers => search.Numbers;

    /// <summary>The best factorisation found; null where there is none yet, or none but that of the real matrix that the rows come from.</summary>
    public Factorisation? Solve(NumberMatrix matrix, Origin origin = Origin.RealInputs)
    {
        var state = (matrix, origin);
        if (solved.TryGetValue(state, out var known)) return known;
        solved[state] = null;
        var solution = TryMergeConjugates(matrix, origin, out var merged) ? merged : SolveDistinct(matrix, origin);
        solved[state] = solution;
        return solution;
    }

    private bool TryMergeConjugates(NumberMatrix matrix, Origin origin, out Factorisation? solution)
    {
        var index = new Dictionary<int[], int>(SequenceComparer.Instance);
        var kept = new List<(int Row, int Unit)>();
        var images = new List<UnitImage>();
        for (var k = 0; k < matrix.Rows; k++)
        {
            var (row, unit) = WithoutUnit(matrix.Row(k).ToArray());
            var (mirrored, mirroredUnit) = WithoutUnit(Array.ConvertAll(matrix.Row(k).ToArray(), Numbers.Conjugate));
            if (index.TryGetValue(row, out var same)) images.Add(new(same, (unit - kept[same].Unit + 4) & 3, false));
            else if (index.TryGetValue(mirrored, out var conjugate))
                // conj(row) = i^m·v and kept = i^u·v, so row = conj(i^(m−u)·kept) = i^(u−m)·conj(kept)
                images.Add(new(conjugate, (kept[conjugate].Unit - mirroredUnit + 4) & 3, true));
            else
            {
                index.Add(row, kept.Count);
                images.Add(new(kept.Count, 0, false));
                kept.Add((k, unit));
            }
        }

        solution = null;
        if (kept.Count == matrix.Rows) return false;
        var distinct = matrix.Select(kept.Select(r => r.Row).ToArray(), Enumerable.Range(0, matrix.Columns).ToArray());
        if (Solve(distinct, origin) is { } inner) solution = new Composition(new[] { inner, new UnitMap(images) }, null);
        return true;
    }

    private (int[] Vector, int Unit) WithoutUnit(int[] vector)
    {
        var lead = Array.Find(vector, v => v != NumberTable.Zero);
        var unit = Numbers.UnitOf(lead);
        return (Array.ConvertAll(vector, v => Numbers.TimesUnit(v, 4 - unit)), unit);
    }

    private Factorisation? SolveDistinct(NumberMatrix matrix, Origin origin)
    {
        var best = origin == Origin.PairedRows ? null : SolveParts(matrix);
        if (matrix.Rows < 2 || matrix.Columns < 3) return best;
        foreach (var overlap in Overlaps(matrix))
        {
            if (search.Accept(DiscoveryRules.ConjugateOutputs, TrySplit(matrix, overlap)) is not { } candidate) continue;
            if (best is null || search.Costs.IsLess(candidate.Cost, best.Cost)) best = candidate;
        }

        return best;
    }

    private Factorisation? SolveParts(NumberMatrix matrix)
    {
        var parts = NumberMatrix.Define(MatrixKind.Real, 2 * matrix.Rows, matrix.Columns, (k, j) =>
            k < matrix.Rows ? Numbers.RealPart(matrix[k, j]) : Numbers.ImaginaryPart(matrix[k - matrix.Rows, j]));
        return search.Solve(parts) is { } real ? new PairedOutputs(real) : null;
    }

    private IEnumerable<Overlap> Overlaps(NumberMatrix matrix)
    {
        var seen = new HashSet<int[]>(SequenceComparer.Instance);
        var found = new List<Overlap>();
        for (var j = 1; j < matrix.Columns; j++)
        {
            if (TryPartition(matrix, j) is not { } partition) continue;
            var key = partition.Rows.ClassOf.Zip(partition.IsConjugated, (a, c) => c ? ~a : a).ToArray();
            if (!seen.Add(key)) continue;
            var aligned = NumberMatrix.Define(MatrixKind.Complex, matrix.Rows, matrix.Columns, (k, c) =>
                partition.IsConjugated[k] ? Numbers.Conjugate(matrix[k, c]) : matrix[k, c]);
            if (RankOneSplit.TryFactor(aligned, partition.Rows, Numbers) is { } split && split.DenseSize < matrix.Size)
                found.Add(new(split.Product, split.DenseSize, partition.Rows.Count, partition.IsConjugated));
        }

        return found.OrderBy(o => o.DenseSize).ThenBy(o => o.Classes).Take(2);
    }

    private (RowPartition Rows, bool[] IsConjugated)? TryPartition(NumberMatrix matrix, int column)
    {
        var values = new List<int>();
        var classOf = new int[matrix.Rows];
        var isConjugated = new bool[matrix.Rows];
        for (var k = 0; k < matrix.Rows; k++)
        {
            if (matrix[k, 0] == NumberTable.Zero || matrix[k, column] == NumberTable.Zero) return null;
            var ratio = Numbers.Divide(matrix[k, column], matrix[k, 0]);
            // of r and r̄ the one in the upper half plane
            isConjugated[k] = !Numbers.IsReal(ratio) && Numbers.UnitOf(Numbers.ImaginaryPart(ratio)) != 0;
            if (isConjugated[k]) ratio = Numbers.Conjugate(ratio);
            classOf[k] = values.IndexOf(ratio);
            if (classOf[k] >= 0) continue;
            classOf[k] = values.Count;
            values.Add(ratio);
        }

        return values.Count >= 2 && values.Count <= Math.Max(2, matrix.Rows / 2) ? (new(classOf, values.Count), isConjugated) : null;
    }

    private Factorisation? TrySplit(NumberMatrix matrix, Overlap overlap)
    {
        var (inner, outer) = (overlap.Product.Layers[0], overlap.Product.Layers[1]);
        var isReal = new bool[inner.OutputCount];
        var innerParts = new List<Part>();
        foreach (var block in inner.Blocks)
        {
            if (Solve(block.Matrix) is not { } solution) return null;
            innerParts.Add(new(block.Inputs, block.Outputs, solution));
            for (var k = 0; k < block.Outputs.Length; k++) isReal[block.Outputs[k]] = HasRealRow(block.Matrix, k);
        }

        var outerParts = new List<Part>();
        foreach (var block in outer.Blocks)
        {
            var hasRealInputs = Array.TrueForAll(block.Inputs, i => isReal[i]);
            if ((hasRealInputs ? Solve(block.Matrix) : search.Solve(block.Matrix)) is not { } solution) return null;
            outerParts.Add(new(block.Inputs, block.Outputs, solution));
        }

        var mirror = new UnitMap(overlap.IsConjugated.Select((c, k) => new UnitImage(k, 0, c)).ToArray());
        return new Composition(
            new Factorisation[] { new DirectSum(innerParts, inner.OutputCount), new DirectSum(outerParts, matrix.Rows), mirror },
            $"overlap of {matrix.Columns} real inputs with {overlap.Classes} ratios up to conjugation (radix {overlap.Classes})");
    }

    private bool HasRealRow(NumberMatrix matrix, int row)
    {
        foreach (var entry in matrix.Row(row))
            if (!Numbers.IsReal(entry)) return false;
        return true;
    }

    private sealed record Overlap(LayeredProduct Product, int DenseSize, int Classes, bool[] IsConjugated);
}
