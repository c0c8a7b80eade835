using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Plans.Tuning;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>A core transform that can run on vectors.</summary>
/// <param name="Plan">The plan it belongs to.</param>
/// <param name="Core">The transform.</param>
/// <param name="Shape">The vectors.</param>
/// <param name="HasInterleavedSource">Whether real and imaginary parts come in turn, or from places of their own (planar).</param>
/// <param name="HasInterleavedTarget">The same for where they go.</param>
/// <param name="Scale">A real factor of the result, or null where it is 1.</param>
internal sealed record VectorCore(
    PassPlan Plan, CoreTransform Core, VectorShape Shape, bool HasInterleavedSource, bool HasInterleavedTarget, Cyclotomic? Scale)
{
    private const int CacheLine = 64;

    public int Length => Core.Input.Length;

    /// <summary>
    /// Whether groups of lanes need not divide the columns of a pass: then real and imaginary parts lie apart between the passes, and the last group of a
    /// pass overlaps the one before.
    /// </summary>
    public bool IsUneven { get; init; }

    /// <summary>The groups that its passes are done in, each piece by piece; null where every pass goes through all data.</summary>
    public PassGroups? Grouping { get; init; }

    /// <summary>The numbers from a real part to its imaginary part between the passes of an uneven core.</summary>
    public int PartDistance => (Length + CacheLine / Shape.ElementSize - 1) / (CacheLine / Shape.ElementSize) * (CacheLine / Shape.ElementSize);

    /// <summary>The numbers between two passes.</summary>
    public int WorkLength => 2 * (IsUneven ? PartDistance : Length);

    /// <summary>The order in which the first pass finds elements in the lanes (<see cref="VectorShape.OrderBits"/>).</summary>
    public ImmutableArray<int> SourceBits => HasInterleavedSource ? Shape.OrderBits : Shape.NaturalBits;

    /// <summary>The order of elements in the lanes between passes, and of the results of the last: the one that is quickest to store.</summary>
    public ImmutableArray<int> InnerBits => HasInterleavedTarget && !IsUneven ? Shape.OrderBits : Shape.NaturalBits;

    /// <summary>How many blocks lie side by side in a vector during a pass: one, unless it has fewer columns than there are lanes.</summary>
    public static int BlocksTogether(Pass pass, VectorShape shape) => Math.Max(1, shape.Lanes / pass.Columns);

    /// <summary>Whether all passes are one straight line.</summary>
    public bool IsStraight => LaneFit.IsStraight(Length, Shape.Lanes);

    /// <summary>Where groups of lanes start: one behind the other, the last one as far from the end as it is long.</summary>
    public static IEnumerable<int> Groups(int count, int lanes)
    {
        for (var group = 0; group < count; group += lanes) yield return Math.Min(group, Math.Max(0, count - lanes));
    }

    /// <summary>Whether the core has at least two passes of Stockham's form that leave whole groups of lanes together; or, where it is uneven, at least one group.</summary>
    public static bool Fits(PassPlan plan, CoreTransform core, VectorShape shape, bool isUneven, bool mayBeShort = false, bool storesPairs = false)
    {
        if (core.Passes.Length < 2 || plan.Codelets.Any(c => c.Graph.Outputs.Any(o => o.IsZero))) return false;
        var stride = 1;
        if (isUneven && !LaneFit.FitsUnevenly(core.Passes.Select(p => p.Radix).ToList(), shape.Lanes, mayBeShort && shape.Pick is not null, storesPairs)) return false;
        foreach (var pass in core.Passes)
        {
            if (pass.Columns != stride || pass.HasTwiddles != pass.Blocks > 1) return false;
            if (pass.Source != new IndexForm(stride, 1, stride * pass.Blocks) || pass.Target != new IndexForm(stride * pass.Radix, 1, stride)) return false;
            if (!isUneven && !LaneFit.Fits(pass.Radix, pass.Blocks, pass.Columns, shape.Lanes)) return false;
            stride *= pass.Radix;
        }

        return true;
    }
}
