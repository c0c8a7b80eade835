using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery;

/// <summary>Sparse linear combinations, one per output.</summary>
internal sealed record SparseLayer(int InputCount, IReadOnlyList<Term>[] Outputs)
{
    /// <summary>The layer of outputs with the coefficients ±1 alone.</summary>
    public static SparseLayer Copies(int inputCount, IEnumerable<int> sources) =>
        new(inputCount, sources.Select(s => (IReadOnlyList<Term>)new[] { new Term(s, NumberTable.One) }).ToArray());

    public SparseLayer Transpose()
    {
        var rows = Enumerable.Range(0, InputCount).Select(_ => new List<Term>()).ToArray();
        for (var k = 0; k < Outputs.Length; k++)
            foreach (var term in Outputs[k]) rows[term.Source].Add(new(k, term.Coefficient));
        return new(Outputs.Length, rows);
    }
}

/// <summary>
/// Sparse combinations of the inputs, smaller problems on them, sparse combinations of their outputs: the form of bilinear algorithms. The transpose
/// is a sandwich again.
/// </summary>
/// <param name="Before">Applied to the inputs, the first layer first.</param>
/// <param name="Cores">The smaller problems: each takes the next of the values before it, and gives the next of those after it.</param>
/// <param name="After">Applied to the results, the first layer first.</param>
internal sealed record Sandwich(IReadOnlyList<SparseLayer> Before, IReadOnlyList<NumberMatrix> Cores, IReadOnlyList<SparseLayer> After)
{
    public Sandwich Transpose() =>
        new(
            After.Reverse().Select(l => l.Transpose()).ToArray(),
            Cores.Select(c => c.Transpose()).ToArray(),
            Before.Reverse().Select(l => l.Transpose()).ToArray());

    public Factorisation ToFactorisation(NumberTable numbers, string step)
    {
        var kind = Cores[0].Kind;
        var parts = new List<Part>();
        var (input, output) = (0, 0);
        foreach (var core in Cores)
        {
            parts.Add(new(Span(input, core.Columns), Span(output, core.Rows), new Subproblem(core)));
            (input, output) = (input + core.Columns, output + core.Rows);
        }

        var layers = Before.Take(Before.Count - 1).Append(WithoutUnused(Before[Before.Count - 1])).Select(Write)
            .Append(new DirectSum(parts, output))
            .Append(Write(WithoutZeros(After[0])))
            .Concat(After.Skip(1).Select(Write));
        return new Composition(layers.ToArray(), step);

        Factorisation Write(SparseLayer layer) => Combination.Of(numbers, kind, layer.Outputs);
    }

    /// <summary>What only zero columns would take is not computed.</summary>
    private SparseLayer WithoutUnused(SparseLayer layer)
    {
        var isUsed = Cores.SelectMany(c => Enumerable.Range(0, c.Columns).Select(j => c.Column(j).Any(e => e != NumberTable.Zero))).ToArray();
        return layer with { Outputs = layer.Outputs.Select((row, i) => isUsed[i] ? row : Array.Empty<Term>()).ToArray() };
    }

    /// <summary>What zero rows give is not added.</summary>
    private SparseLayer WithoutZeros(SparseLayer layer)
    {
        var isZero = Cores.SelectMany(c => Enumerable.Range(0, c.Rows).Select(k => c.Row(k).ToArray().All(e => e == NumberTable.Zero))).ToArray();
        return layer with { Outputs = layer.Outputs.Select(row => (IReadOnlyList<Term>)row.Where(t => !isZero[t.Source]).ToArray()).ToArray() };
    }

    private static int[] Span(int start, int count) => Enumerable.Range(start, count).ToArray();
}
