using System.Globalization;
using Twiddle.Compiler.Emission.Tables;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission;

/// <summary>Writes the loops that put the outputs together from the transformed vectors, and their stores.</summary>
/// <param name="context">The kernel.</param>
/// <param name="plan">The plan.</param>
/// <param name="map">Its map.</param>
/// <param name="tables">The kernel's tables.</param>
/// <param name="locals">The kernel's locals.</param>
/// <param name="vectors">The names of the arrays that hold each transformed vector.</param>
/// <param name="isHeld">Whether single outputs find what they need in locals (<see cref="Held"/>), rather than in arrays.</param>
internal sealed class CombineWriter(
    KernelContext context, PassPlan plan, HarmonicMap map, TableSet tables, KernelLocals locals, IReadOnlyList<(string Re, string Im)> vectors, bool isHeld = false)
{
    private readonly StoreWriter stores = new(context.Spec, context.Layout, context.Arithmetic, context.Language);

    public void Write(CodeWriter writer)
    {
        WriteGaps(writer);
        foreach (var (segment, start, end) in Ranges()) WriteLoop(writer, segment, start, end);
    }

    /// <summary>Whether there is something that no store reaches.</summary>
    public bool HasGaps => stores.HasGaps;

    /// <summary>Zeroes what no store reaches.</summary>
    public void WriteGaps(CodeWriter writer) => stores.ClearGaps(writer);

    /// <summary>The segments, cut where the range of a store begins or ends.</summary>
    public IEnumerable<(OutputSegment Segment, int Start, int End)> Ranges()
    {
        foreach (var segment in plan.Segments.Concat(EmptySegments()))
        {
            var cuts = Cuts(segment);
            for (var i = 0; i + 1 < cuts.Count; i++) yield return (segment, cuts[i], cuts[i + 1]);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Indices that are stored though no segment has them: all linear values are zero there.</summary>
    private IEnumerable<OutputSegment> EmptySegments()
    {
        var end = context.Spec.Stores.Select(s => s.Range.End).DefaultIfEmpty(0).Max();
        var covered = new bool[end];
        foreach (var segment in plan.Segments)
            for (var t = 0; t < segment.Count; t++)
                if (segment.First + segment.Step * t < end) covered[segment.First + segment.Step * t] = true;
        for (var k = 0; k < end; k++)
        {
            var start = k;
            while (k < end && !covered[k]) k++;
            if (k > start) yield return new(start, 1, k - start, System.Collections.Immutable.ImmutableArray<LaneSum>.Empty);
        }
    }

    /// <summary>The t at which the segment, the range of a store, or its end begins.</summary>
    private List<int> Cuts(OutputSegment segment)
    {
        var bounds = context.Spec.Stores.SelectMany(s => new[] { s.Range.Start, s.Range.End }).Select(k => (k - segment.First + segment.Step - 1) / segment.Step);
        return bounds.Where(t => t > 0 && t < segment.Count).Append(0).Append(segment.Count).Distinct().OrderBy(t => t).ToList();
    }

    /// <summary>Writes the outputs of a segment at start ≤ t &lt; end.</summary>
    public void WriteLoop(CodeWriter writer, OutputSegment segment, int start, int end)
    {
        var first = segment.First + segment.Step * start;
        var active = context.Spec.Stores.Where(s => s.Range.Start <= first && first < s.Range.End).ToList();
        if (active.Count == 0) return;

        var needed = new HashSet<int>(active.SelectMany(s => LinearValues.Of(s.Value)));
        var sums = segment.Sums.Where(s => needed.Contains(2 * s.Lane) || needed.Contains(2 * s.Lane + 1)).ToList();
        var uses = sums.SelectMany(s => s.Uses).ToList();
        if (end - start == 1 && (isHeld || SingleOutput.IsSimple(uses, start)))
        {
            writer.Block("", () => WriteSingle(writer, sums, active, needed, start, first));
            return;
        }

        var factors = new FactorLocals(context, tables, locals, segment.Count);
        var operands = Operands(uses, start, end - start);
        foreach (var operand in operands.Values.Distinct())
            if (operand.Declaration is { } declaration) writer.Line(declaration);
        foreach (var use in uses) factors.Declare(writer, use.Factor);
        if (end - start == 1)
        {
            // The braces keep the locals of neighbouring single outputs apart.
            writer.Block("", Body);
            return;
        }

        writer.Block($"for (int t = {Text(start)}; t < {Text(end)}; t++)", Body);

        void Body()
        {
            var isLoop = end - start > 1;
            if (!isLoop && factors.HasTables) writer.Line($"const int t = {Text(start)};");
            WriteOperands(writer, operands);
            var values = sums.SelectMany(s => WriteSum(writer, s, segment, operands, factors, needed)).ToDictionary(v => v.Key, v => v.Value);
            stores.Write(
                writer,
                active,
                value => values.TryGetValue(value, out var local) ? local : context.Arithmetic.Zero,
                target => isLoop
                    ? new(target.Offset + target.Stride * segment.First, target.Stride * segment.Step, "t")
                    : IndexText.Of(target.Offset + target.Stride * first));
            if (!isLoop) return;
            foreach (var step in operands.Values.Distinct().SelectMany(o => o.Steps)) writer.Line(step);
        }
    }

    /// <summary>The locals that hold an element of a transformed vector.</summary>
    public static (string Re, string Im) Held(SingleOutput.Element element) => ($"w{Text(element.Core)}r{Text(element.Index)}", $"w{Text(element.Core)}i{Text(element.Index)}");

    /// <summary>Whether an output can be written by itself, with its factors as constants.</summary>
    public bool CanBeSingle(OutputSegment segment, int t) => SingleOutput.HasShortFactors(segment.Sums.SelectMany(s => s.Uses), t);

    /// <summary>The elements of transformed vectors that it needs.</summary>
    public IEnumerable<SingleOutput.Element> Elements(OutputSegment segment, int t) => segment.Sums.SelectMany(s => s.Uses).Select(use => SingleOutput.Of(use, t, plan));

    /// <summary>Writes one output, whose factors are known.</summary>
    private void WriteSingle(CodeWriter writer, List<LaneSum> sums, List<Store> active, HashSet<int> needed, int t, int index)
    {
        var elements = sums.SelectMany(s => s.Uses).Select(use => SingleOutput.Of(use, t, plan)).Distinct().OrderBy(e => (e.Core, e.Index)).ToList();
        for (var i = 0; i < elements.Count; i++)
        {
            var ((re, im), place) = (vectors[elements[i].Core], Text(elements[i].Index));
            (re, im) = isHeld ? Held(elements[i]) : ($"{re}[{place}]", $"{im}[{place}]");
            writer.Line($"{context.Arithmetic.Type} g{Text(i)}r = {re}, g{Text(i)}i = {im};");
        }

        var values = sums
            .SelectMany(sum => WriteParts(writer, sum.Lane, SingleOutput.Terms(sum.Uses, t, plan, elements, context.Arithmetic), needed))
            .ToDictionary(v => v.Key, v => v.Value);
        stores.Write(
            writer, active, value => values.TryGetValue(value, out var local) ? local : context.Arithmetic.Zero, target => IndexText.Of(target.Offset + target.Stride * index));
    }

    /// <summary>The index of each element of a transformed vector that is used, once.</summary>
    private Dictionary<(int Core, int Stride, int Offset), RunningIndex> Operands(List<CoreUse> uses, int start, int count)
    {
        var operands = new Dictionary<(int Core, int Stride, int Offset), RunningIndex>();
        var sameIndex = new Dictionary<(int Length, int Stride, int Offset), RunningIndex>();
        foreach (var use in uses)
        {
            var length = plan.Cores[use.Core].Input.Length;
            if (!sameIndex.TryGetValue((length, use.Stride, use.Offset), out var index))
            {
                index = new(locals.NextIndex, "t", use.Stride, use.Offset, length, start, count);
                sameIndex.Add((length, use.Stride, use.Offset), index);
            }

            operands[(use.Core, use.Stride, use.Offset)] = index;
        }

        return operands;
    }

    private void WriteOperands(CodeWriter writer, Dictionary<(int Core, int Stride, int Offset), RunningIndex> operands)
    {
        var number = 0;
        foreach (var operand in operands.OrderBy(o => o.Key))
        {
            var (re, im) = vectors[operand.Key.Core];
            writer.Line($"{context.Arithmetic.Type} g{Text(number)}r = {re}[{operand.Value.Text}], g{Text(number)}i = {im}[{operand.Value.Text}];");
            number++;
        }
    }

    /// <summary>The locals that are the parts of a lane's value that are needed, by value number.</summary>
    private IEnumerable<KeyValuePair<int, string>> WriteSum(
        CodeWriter writer,
        LaneSum sum,
        OutputSegment segment,
        Dictionary<(int Core, int Stride, int Offset), RunningIndex> operands,
        FactorLocals factors,
        HashSet<int> needed)
    {
        var order = operands.Keys.OrderBy(k => k).ToList();
        var total = ComplexTerms.Empty;
        foreach (var use in sum.Uses)
        {
            var number = Text(order.IndexOf((use.Core, use.Stride, use.Offset)));
            var value = ComplexTerms.Of($"g{number}r", $"g{number}i");
            if (use.Conjugates) value = value.Conjugate();
            total = total.Plus(value.Times(use.Factor, segment.Count, factors.Load(writer, use.Factor), context.Arithmetic));
        }

        return WriteParts(writer, sum.Lane, total, needed);
    }

    /// <summary>Locals for the parts of a lane's value that are needed.</summary>
    private List<KeyValuePair<int, string>> WriteParts(CodeWriter writer, int lane, ComplexTerms total, HashSet<int> needed)
    {
        var parts = new List<KeyValuePair<int, string>>();
        if (needed.Contains(2 * lane)) parts.Add(Declare(2 * lane, "r", total.Real));
        if (needed.Contains(2 * lane + 1) && map.Outputs[lane].IsComplex) parts.Add(Declare(2 * lane + 1, "i", total.Imaginary));
        return parts;

        KeyValuePair<int, string> Declare(int value, string part, SignedTerm[] terms)
        {
            if (terms.Length == 1 && !terms[0].IsNegative && terms[0].Text.All(char.IsLetterOrDigit)) return new(value, terms[0].Text);
            var name = $"y{Text(lane)}{part}";
            writer.Line($"{context.Arithmetic.Type} {name} = {SignedTerm.Sum(terms, context.Arithmetic.Zero)};");
            return new(value, name);
        }
    }
}
