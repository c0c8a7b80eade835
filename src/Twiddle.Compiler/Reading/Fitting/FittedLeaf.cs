using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Reading.Fitting;

/// <summary>A linear part of each of many outputs, as a function of the output's number: sums over inputs of harmonics.</summary>
internal sealed class FittedLeaf
{
    private readonly List<(Atom Lane, int Residue, List<HarmonicBlock> Blocks)> lanes = [];
    private readonly int stride;
    private Form constant = Form.Zero;

    private FittedLeaf(int stride) => this.stride = stride;

    /// <summary>The outputs that are other functions of their own.</summary>
    public List<int> SpecialRows { get; } = [];

    /// <param name="forms">The linear parts; null where an output has none of the kind.</param>
    /// <param name="stride">In what steps inputs are numbered.</param>
    /// <param name="cancellation">Honoured at every row.</param>
    /// <returns>Null where they are no such functions.</returns>
    public static FittedLeaf? Of(IReadOnlyList<Form?> forms, int stride, CancellationToken cancellation)
    {
        var leaf = new FittedLeaf(stride);
        if (!leaf.FitConstants(forms)) return null;
        var entries = new Dictionary<(Atom Lane, int Residue), Cyclotomic?[][]>();
        for (var k = 0; k < forms.Count; k++)
        {
            if (forms[k] is not { } form) continue;
            foreach (var (factor, coefficient) in form.Terms)
            {
                if (factor.Atom is not { } atom) continue;
                if (factor.PiPower != 0 || !factor.Phase.Terms.IsEmpty || !factor.Power.IsOne || !factor.Bound.IsEmpty || !atom.Index.IsConstant) return null;
                var index = (int)atom.Index.ConstantTerm.Numerator;
                var lane = (atom with { Index = Polynomial.Zero }, index % stride);
                if (!entries.TryGetValue(lane, out var matrix)) entries[lane] = matrix = forms.Select(_ => Array.Empty<Cyclotomic?>()).ToArray();
                if (matrix[k].Length <= index / stride) Array.Resize(ref matrix[k], Math.Max(index / stride + 1, 2 * matrix[k].Length));
                matrix[k][index / stride] = coefficient;
            }
        }

        foreach (var (lane, matrix) in entries.OrderBy(e => e.Key.Lane.Source).ThenBy(e => e.Key.Lane.Component).ThenBy(e => e.Key.Lane.IsConjugate).ThenBy(e => e.Key.Residue).Select(e => (e.Key, e.Value)))
        {
            var first = matrix.Min(row => Array.FindIndex(row, entry => entry is not null) is var at && at < 0 ? int.MaxValue : at);
            var count = matrix.Max(row => Array.FindLastIndex(row, entry => entry is not null)) + 1 - first;
            Cyclotomic At(int k, int j) => first + j < matrix[k].Length && matrix[k][first + j] is { } entry ? entry : Cyclotomic.Zero;
            if (new HarmonicBlocks(At, forms.Count, count, cancellation).Find(out var special) is not { } blocks) return null;
            leaf.lanes.Add((lane.Lane, lane.Residue + (first * stride), blocks));
            leaf.SpecialRows.AddRange(special);
        }

        return leaf;
    }

    /// <summary>The function, for outputs of one range.</summary>
    /// <param name="row">One of the outputs.</param>
    /// <param name="number">Their number.</param>
    /// <param name="counter">Makes a counter.</param>
    public Form At(int row, Polynomial number, Func<int, Symbol> counter)
    {
        var sum = constant;
        foreach (var (lane, start, blocks) in lanes)
        {
            foreach (var block in blocks.Where(b => b.Rows.Start <= row && row < b.Rows.End))
            {
                var bound = block.Columns.Count == 1 ? null : counter(block.Columns.Count);
                var column = Polynomial.Constant(block.Columns.Start) + (bound is null ? Polynomial.Zero : Polynomial.Of(bound));
                var atom = Form.Of(Factor.OfAtom(lane with { Index = column * (Rational)stride + Polynomial.Constant(start) }), Cyclotomic.One);
                foreach (var harmonic in block.Terms)
                {
                    var turns = number * column * harmonic.Bilinear + column * harmonic.InputPhase + number * harmonic.OutputPhase + Polynomial.Constant(harmonic.Phase);
                    var term = Form.TryMultiply(atom, Form.Harmonic(turns))! * harmonic.Coefficient;
                    sum += bound is null ? term : term.SumOver(bound);
                }
            }
        }

        return sum;
    }

    /// <summary>What is added to the data has to be the same in all outputs.</summary>
    private bool FitConstants(IReadOnlyList<Form?> forms)
    {
        constant = forms[forms.Count / 2]!.Where(f => f.Atom is null);
        return forms.OfType<Form>().All(form => form.Where(f => f.Atom is null).SameAs(constant));
    }
}
