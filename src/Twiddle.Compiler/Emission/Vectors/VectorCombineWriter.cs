using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>Writes the loops that put outputs together from the transformed vectors, as many at a time as there are lanes.</summary>
/// <param name="context">The kernel.</param>
/// <param name="plan">The plan.</param>
/// <param name="tables">The factors.</param>
/// <param name="shape">The vectors.</param>
/// <param name="scalars">Writes what is not worth vectors, or cannot be done on them.</param>
internal sealed class VectorCombineWriter(KernelContext context, PassPlan plan, VectorTables tables, VectorShape shape, CombineWriter scalars)
{
    /// <summary>Groups of lanes that are written one after the other rather than as a loop, and outputs by themselves beside them, at most.</summary>
    private const int MostUnrolled = 16, MostSingle = 4;

    private readonly FlatBuffers flat = new(context);

    /// <summary>Outputs First + j·Step of a segment's, 0 ≤ j &lt; Count, whose operands run through their vectors without a turn.</summary>
    private sealed record Run(OutputSegment Segment, int Start, int Count, List<(NumberStream Target, SpanOfUses Sum, bool IsImaginary)> Stores);

    /// <summary>The uses of a lane's sum in a run.</summary>
    private sealed record SpanOfUses(IReadOnlyList<CoreUse> Uses);

    public bool HasGaps => scalars.HasGaps;

    /// <summary>Zeroes what no store reaches.</summary>
    public void WriteGaps(CodeWriter writer) => scalars.WriteGaps(writer);

    public void Write(CodeWriter writer, CancellationToken cancellation)
    {
        WriteGaps(writer);
        WriteOutputs(writer, cancellation);
    }

    /// <summary>Writes the loops alone.</summary>
    public void WriteOutputs(CodeWriter writer, CancellationToken cancellation)
    {
        var (runs, others) = Split();
        if (context.TeamName is null || others.Count == 0) WriteOthers(writer, others);
        else writer.Block("if (part == 0)", () => WriteOthers(writer, others));
        foreach (var group in Together(runs)) WriteLoop(writer, group, cancellation);
    }

    /// <summary>Whether all outputs can be put together from results of a straight line that stay in locals: a few vectors of them, and single ones.</summary>
    public bool CanUnroll()
    {
        if (HasGaps || shape.Pick is null) return false;
        var (runs, others) = Split();
        return runs.Count > 0 && runs.Sum(r => (r.Count + shape.Lanes - 1) / shape.Lanes) <= MostUnrolled
            && others.Count <= MostSingle && others.All(o => o.To - o.From == 1 && scalars.CanBeSingle(o.Segment, o.From));
    }

    /// <summary>Writes the loops without loops, from results that stay in locals.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="line">Writes the straight line, and what is done with its results.</param>
    public void WriteUnrolled(CodeWriter writer, Action<Action<VectorCode, HeldResults>> line)
    {
        var (runs, others) = Split();
        var groups = Together(runs).ToList();
        foreach (var group in groups) DeclareTables(writer, group);
        line((code, held) =>
        {
            foreach (var element in others.SelectMany(o => scalars.Elements(o.Segment, o.From)).Distinct())
            {
                var (re, im) = CombineWriter.Held(element);
                held.Declare(context.Arithmetic.Type, element.Index, re, im);
            }

            foreach (var group in groups) VectorStreams.Unroll(code, shape, group[0].Count, stream => FromLocals(held, stream), streams => StoreSums(code, streams, group));
        });
        WriteOthers(writer, others);
    }

    private int? FromLocals(HeldResults held, NumberStream stream)
    {
        var (re, im) = VectorPlanWriter.Work(0);
        if (stream.Reference != re && stream.Reference != im) return null;
        return held.Load(Enumerable.Range(0, shape.Lanes).Select(lane => stream.Base + stream.Step * lane).ToList(), stream.Reference == im);
    }

    private void WriteOthers(CodeWriter writer, List<(OutputSegment Segment, int From, int To)> others)
    {
        foreach (var (segment, from, to) in others) scalars.WriteLoop(writer, segment, from, to);
    }

    /// <summary>What is done on vectors, and the rest.</summary>
    private (List<Run> Runs, List<(OutputSegment Segment, int From, int To)> Others) Split()
    {
        var runs = new List<Run>();
        var others = new List<(OutputSegment Segment, int From, int To)>();
        foreach (var (segment, start, end) in scalars.Ranges())
        {
            foreach (var (from, to) in WithoutTurns(segment, start, end))
            {
                if (to - from >= shape.Lanes && RunOf(segment, from, to) is { } run) runs.Add(run);
                else others.Add((segment, from, to));
            }
        }

        return (runs, others);
    }

    /// <summary>The range, cut wherever the index of an operand would pass the end of its vector.</summary>
    private IEnumerable<(int From, int To)> WithoutTurns(OutputSegment segment, int start, int end)
    {
        var cuts = new SortedSet<int> { start, end };
        foreach (var use in segment.Sums.SelectMany(s => s.Uses))
        {
            var length = plan.Cores[use.Core].Input.Length;
            var step = StepOf(use.Stride, length);
            if (step == 0) continue;
            // Other steps are left to scalar code.
            if (step is not (1 or -1)) return [(start, end)];

            for (var t = start; t < end; t++)
            {
                var index = (int)(((long)use.Stride * t + use.Offset) % length);
                t += step > 0 ? length - 1 - index : index;
                if (t + 1 < end) cuts.Add(t + 1);
            }
        }

        return cuts.Zip(cuts.Skip(1), (a, b) => (a, b));
    }

    private static int StepOf(int stride, int length) => length == 1 ? 0 : stride == length - 1 ? -1 : stride;

    private Run? RunOf(OutputSegment segment, int start, int end)
    {
        var first = segment.First + segment.Step * start;
        var stores = new List<(NumberStream, SpanOfUses, bool)>();
        var sums = new Dictionary<int, SpanOfUses>();
        if (segment.Sums.SelectMany(s => s.Uses).Any(u => StepOf(u.Stride, plan.Cores[u.Core].Input.Length) is not (0 or 1 or -1))) return null;
        foreach (var store in context.Spec.Stores.Where(s => s.Range.Start <= first && first < s.Range.End))
        {
            if (store.Value is not LinearValue value) return null;
            var place = store.Target;
            var target = flat.OfOutput(place with { Offset = place.Offset + place.Stride * first, Stride = place.Stride * segment.Step });
            if (target is not { } stream || stream.Step == 0) return null;
            var lane = value.Index / 2;
            if (!sums.TryGetValue(lane, out var sum))
                sums.Add(lane, sum = new(segment.Sums.Where(s => s.Lane == lane).SelectMany(s => s.Uses).Select(u => From(u, start)).ToList()));
            stores.Add((stream, sum, value.Index % 2 != 0));
        }

        return stores.Count == 0 ? null : new(segment, start, end - start, stores);
    }

    /// <summary>The use counted from t = start.</summary>
    private CoreUse From(CoreUse use, int start)
    {
        var length = plan.Cores[use.Core].Input.Length;
        return use with { Offset = Modular.Reduce((long)use.Stride * start + use.Offset, length), Factor = use.Factor.Substitute(start, 1) };
    }

    /// <summary>Runs whose results lie in turn share a loop, so that whole vectors are stored.</summary>
    private static IEnumerable<IReadOnlyList<Run>> Together(IReadOnlyList<Run> runs)
    {
        foreach (var group in runs.GroupBy(r => (r.Count, r.Stores[0].Target.Reference, r.Stores[0].Target.Step)))
        {
            var members = group.OrderBy(r => r.Stores[0].Target.Base).ToList();
            var bases = members.SelectMany(r => r.Stores).Select(s => s.Target.Base).OrderBy(b => b).ToList();
            var isRow = members.Count > 1 && members.All(r => r.Stores.All(s => (s.Target.Reference, s.Target.Step) == (group.Key.Reference, group.Key.Step)))
                && bases.Count == Math.Abs(group.Key.Step) && bases[bases.Count - 1] - bases[0] == bases.Count - 1;
            if (isRow)
            {
                yield return members;
                continue;
            }

            foreach (var run in members) yield return [run];
        }
    }

    private void WriteLoop(CodeWriter writer, IReadOnlyList<Run> runs, CancellationToken cancellation)
    {
        DeclareTables(writer, runs);
        VectorStreams.WriteLoop(writer, shape, runs[0].Count, context.TeamName, (code, streams) => StoreSums(code, streams, runs), cancellation);
    }

    private void DeclareTables(CodeWriter writer, IReadOnlyList<Run> runs)
    {
        foreach (var use in runs.SelectMany(r => r.Stores).SelectMany(s => s.Sum.Uses).Where(u => !IsMirror(u, runs))) tables.Declare(writer, use.Factor, runs[0].Count);
    }

    private void StoreSums(VectorCode code, VectorStreams streams, IReadOnlyList<Run> runs)
    {
        var sums = new Dictionary<SpanOfUses, VectorTerms>();
        foreach (var (target, uses, isImaginary) in runs.SelectMany(r => r.Stores))
        {
            if (!sums.TryGetValue(uses, out var sum)) sums.Add(uses, sum = Sum(code, streams, uses.Uses, runs[0].Count));
            streams.Store(target, VectorTerms.Sum(code, isImaginary ? sum.Imaginary : sum.Real) ?? code.Constant($"{shape.Vector}.Zero"));
        }
    }

    private bool IsMirror(CoreUse use, IReadOnlyList<Run> runs) =>
        runs.SelectMany(r => r.Stores).Select(s => s.Sum.Uses).Where(u => u.Contains(use)).All(u => Mirrored(u, runs[0].Count) is var (_, mirror) && mirror == use);

    /// <summary>
    /// Two uses whose factors f and g depend on t, but whose sum c does not: f·a + g·b = c·b + f·(a − b) needs one product less, and one table.
    /// </summary>
    private static (CoreUse Direct, CoreUse Mirror)? Mirrored(IReadOnlyList<CoreUse> uses, int count)
    {
        if (uses.Count != 2 || uses.Any(u => u.Factor.Shape(count) != FactorShape.Table) || !(uses[0].Factor + uses[1].Factor).IsConstant) return null;
        return (uses[0], uses[1]);
    }

    private VectorTerms Sum(VectorCode code, VectorStreams streams, IReadOnlyList<CoreUse> uses, int count)
    {
        VectorTerms Times(VectorTerms value, HarmonicFactor factor) =>
            value.Times(factor, count, f => tables.Load(streams, f, count), c => tables.Constant(code, c));

        if (Mirrored(uses, count) is not var (direct, mirror))
            return uses.Aggregate(VectorTerms.Empty, (total, use) => total.Plus(Times(Operand(streams, use), use.Factor)));

        var (a, b) = (Operand(streams, direct), Operand(streams, mirror));
        var difference = a.Plus(b.Negated());
        var (re, im) = (VectorTerms.Sum(code, difference.Real)!.Value, VectorTerms.Sum(code, difference.Imaginary)!.Value);
        return Times(b, HarmonicFactor.Constant((direct.Factor + mirror.Factor).AtZero)).Plus(Times(VectorTerms.Of(re, im), direct.Factor));
    }

    private VectorTerms Operand(VectorStreams streams, CoreUse use)
    {
        var length = plan.Cores[use.Core].Input.Length;
        var (re, im) = VectorPlanWriter.Work(use.Core);
        var step = StepOf(use.Stride, length);
        var value = VectorTerms.Of(streams.Load(new(re, length, use.Offset, step)), streams.Load(new(im, length, use.Offset, step)));
        return use.Conjugates ? value.Conjugate() : value;
    }
}
