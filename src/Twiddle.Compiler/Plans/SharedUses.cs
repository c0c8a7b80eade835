using System.Collections.Immutable;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Plans;

/// <summary>
/// Writes the uses of core transforms in one form, so that uses of the same values meet and are added: the symmetry of real data takes away
/// conjugates, and in a real lane, where Re z = Re z̄, each use may be exchanged for its conjugate.
/// </summary>
internal static class SharedUses
{
    public static PlanDraft Normalize(PlanDraft draft, HarmonicMap map)
    {
        var mirrors = draft.Cores.Select(c => Mirror.Of(c, map)).ToImmutableArray();
        var segments = draft.Segments
            .Select(s => s with { Sums = s.Sums.Select(sum => Normalize(sum)).Where(sum => !sum.Uses.IsEmpty).ToImmutableArray() })
            .Where(s => !s.Sums.IsEmpty)
            .ToImmutableArray();
        return DropUnused(draft with { Segments = segments });

        LaneSum Normalize(LaneSum sum)
        {
            var isReal = !map.Outputs[sum.Lane].IsComplex;
            var uses = sum.Uses.Select(u => Canonical(u, draft.Cores[u.Core].Length, mirrors[u.Core], isReal));
            return sum with { Uses = Add(uses) };
        }
    }

    private static CoreUse Canonical(CoreUse use, int length, int? mirror, bool isReal)
    {
        if (mirror is not { } shift)
            return isReal && use.Conjugates ? use with { Conjugates = false, Factor = use.Factor.Conjugate() } : use;
        var direct = use.Conjugates ? Reflect(use, length, shift) with { Conjugates = false } : use;
        if (!isReal) return direct;
        var other = Reflect(direct, length, shift) with { Factor = direct.Factor.Conjugate() };
        return (other.Stride, other.Offset).CompareTo((direct.Stride, direct.Offset)) < 0 ? other : direct;
    }

    /// <summary>The index −m − κ in place of m.</summary>
    private static CoreUse Reflect(CoreUse use, int length, int shift) =>
        use with { Stride = Modular.Reduce(-use.Stride, length), Offset = Modular.Reduce(-use.Offset - shift, length) };

    private static ImmutableArray<CoreUse> Add(IEnumerable<CoreUse> uses) =>
        uses
            .GroupBy(u => (u.Core, u.Conjugates, u.Stride, u.Offset))
            .Select(g => g.First() with { Factor = g.Skip(1).Aggregate(g.First().Factor, (sum, u) => sum + u.Factor) })
            .Where(u => !u.Factor.IsZero)
            .OrderBy(u => (u.Core, u.Conjugates, u.Stride, u.Offset))
            .ToImmutableArray();

    private static PlanDraft DropUnused(PlanDraft draft)
    {
        var used = draft.Segments.SelectMany(s => s.Sums).SelectMany(s => s.Uses).Select(u => u.Core).Distinct().OrderBy(c => c).ToList();
        return new(
            used.Select(c => draft.Cores[c]).ToImmutableArray(),
            draft.Segments.Select(s => s.MapUses(u => [u with { Core = used.IndexOf(u.Core) }])).ToImmutableArray());
    }
}
