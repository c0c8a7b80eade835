using System.Collections.Immutable;

namespace Twiddle.Compiler.Plans;

/// <summary>Rewriting the uses of core transforms, everywhere.</summary>
internal static class DraftRewriting
{
    /// <summary>Puts other uses in the place of each use.</summary>
    public static OutputSegment MapUses(this OutputSegment segment, Func<CoreUse, IEnumerable<CoreUse>> replace) =>
        segment with { Sums = segment.Sums.Select(sum => sum with { Uses = sum.Uses.SelectMany(replace).ToImmutableArray() }).ToImmutableArray() };

    /// <summary>Puts another core in the place of one, and other uses in the place of its uses.</summary>
    public static PlanDraft Replace(this PlanDraft draft, int core, CoreInput replacement, Func<CoreUse, IEnumerable<CoreUse>> uses) =>
        new(
            draft.Cores.SetItem(core, replacement),
            draft.Segments.Select(s => s.MapUses(u => u.Core == core ? uses(u) : [u])).ToImmutableArray());

    /// <summary>The uses of one core in a lane sum, in order.</summary>
    public static IEnumerable<CoreUse> Of(this LaneSum sum, int core) => sum.Uses.Where(u => u.Core == core);

    /// <summary>All uses of a core.</summary>
    public static IEnumerable<CoreUse> UsesOf(this PlanDraft draft, int core) =>
        draft.Segments.SelectMany(s => s.Sums).SelectMany(s => s.Of(core));

    /// <summary>
    /// The draft with each segment cut into its even and its odd t wherever a use of this core has an odd stride, so that then the indices
    /// into the core (its length is even) are all even or all odd within each use.
    /// </summary>
    public static PlanDraft SplitByParity(this PlanDraft draft, int core)
    {
        return draft with { Segments = draft.Segments.SelectMany(Split).ToImmutableArray() };

        IEnumerable<OutputSegment> Split(OutputSegment segment)
        {
            var isMixed = segment.Count > 1 && segment.Sums.SelectMany(s => s.Of(core)).Any(u => u.Stride % 2 != 0);
            return isMixed ? [Decimate(segment, 0), Decimate(segment, 1)] : [segment];
        }

        OutputSegment Decimate(OutputSegment segment, int parity) =>
            (segment with
            {
                First = segment.First + segment.Step * parity,
                Step = 2 * segment.Step,
                Count = (segment.Count - parity + 1) / 2,
            }).MapUses(u => [DecimateUse(u, draft.Cores[u.Core].Length, parity)]);
    }

    private static CoreUse DecimateUse(CoreUse use, int length, int parity) => use with
    {
        Stride = Modular.Reduce(2L * use.Stride, length),
        Offset = Modular.Reduce((long)use.Stride * parity + use.Offset, length),
        Factor = use.Factor.Substitute(parity, 2),
    };

    /// <summary>The source cut by the parity of its t where its stride is odd: all indices of each part are even, or all odd (for even lengths).</summary>
    public static IEnumerable<Source> SplitByParity(this Source source, int length)
    {
        if (source.Stride % 2 == 0 || source.Count == 1) return [source];
        return new[] { 0, 1 }.Select(parity => source with
        {
            First = source.First + source.Step * parity,
            Step = 2 * source.Step,
            Count = (source.Count - parity + 1) / 2,
            Stride = Modular.Reduce(2L * source.Stride, length),
            Offset = Modular.Reduce((long)source.Stride * parity + source.Offset, length),
            Factor = source.Factor.Substitute(parity, 2),
        });
    }
}
