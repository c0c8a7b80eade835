using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Plans.Tuning;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>A core transform whose passes leave whole groups of lanes together, so that it can run on vectors.</summary>
/// <param name="Plan">The plan it belongs to.</param>
/// <param name="Core">The transform.</param>
/// <param name="Shape">The vectors.</param>
/// <param name="HasInterleavedSource">Whether real and imaginary parts come in turn, or from places of their own (planar).</param>
/// <param name="HasInterleavedTarget">The same for where they go.</param>
/// <param name="Scale">A real factor of the result, or null where it is 1.</param>
internal sealed record VectorCore(
    PassPlan Plan, CoreTransform Core, VectorShape Shape, bool HasInterleavedSource, bool HasInterleavedTarget, Cyclotomic? Scale)
{
    public int Length => Core.Input.Length;

    /// <summary>The order in which the first pass finds elements in the lanes (<see cref="VectorShape.OrderBits"/>).</summary>
    public ImmutableArray<int> SourceBits => HasInterleavedSource ? Shape.OrderBits : Shape.NaturalBits;

    /// <summary>The order of elements in the lanes between passes, and of the results of the last: the one that is quickest to store.</summary>
    public ImmutableArray<int> InnerBits => HasInterleavedTarget ? Shape.OrderBits : Shape.NaturalBits;

    /// <summary>How many blocks lie side by side in a vector during a pass: one, unless it has fewer columns than there are lanes.</summary>
    public static int BlocksTogether(Pass pass, VectorShape shape) => Math.Max(1, shape.Lanes / pass.Columns);

    /// <summary>Whether the core has at least two passes of Stockham's form that fit the lanes.</summary>
    public static bool Fits(PassPlan plan, CoreTransform core, VectorShape shape)
    {
        if (core.Passes.Length < 2 || plan.Codelets.Any(c => c.Graph.Outputs.Any(o => o.IsZero))) return false;
        var stride = 1;
        foreach (var pass in core.Passes)
        {
            if (pass.Columns != stride || pass.HasTwiddles != pass.Blocks > 1) return false;
            if (pass.Source != new IndexForm(stride, 1, stride * pass.Blocks) || pass.Target != new IndexForm(stride * pass.Radix, 1, stride)) return false;
            if (!LaneFit.Fits(pass.Radix, pass.Blocks, pass.Columns, shape.Lanes)) return false;
            stride *= pass.Radix;
        }

        return true;
    }
}
