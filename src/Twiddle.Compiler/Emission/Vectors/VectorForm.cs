using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>
/// A transform that can run on vectors, for its passes leave whole groups of lanes together: a whole plan that goes from complex numbers that lie one
/// after the other to complex numbers that do; or one core of any plan, from a pair of work vectors to another (planar).
/// </summary>
/// <param name="Plan">The plan.</param>
/// <param name="Core">The transform.</param>
/// <param name="Input">The buffer that is transformed; null where it is planar.</param>
/// <param name="Output">The buffer that the result goes to; null where it is planar.</param>
/// <param name="Shape">The vectors it runs on.</param>
/// <param name="Scale">A real factor of the result, or null where it is 1.</param>
internal sealed record VectorForm(
    PassPlan Plan, CoreTransform Core, KernelParameter? Input, KernelParameter? Output, VectorShape Shape, Cyclotomic? Scale)
{
    /// <summary>Input and output as parameters: one where the transform is in place.</summary>
    public IEnumerable<KernelParameter> Buffers => new[] { Input!, Output! }.Distinct();

    public int Length => Core.Transformed.Length;

    /// <summary>The forms that plan and target allow, the widest vectors first.</summary>
    public static ImmutableArray<VectorForm> AllOf(KernelContext context, HarmonicMap map, PassPlan plan) =>
        VectorShape.All.Select(shape => Of(context, map, plan, shape)).OfType<VectorForm>().ToImmutableArray();

    /// <summary>The forms of one core, between work vectors.</summary>
    public static ImmutableArray<VectorForm> PlanarOf(KernelContext context, PassPlan plan, CoreTransform core)
    {
        if (!context.Language.HasVector256 || context.Spec.Precision != ScalarKind.Double) return ImmutableArray<VectorForm>.Empty;
        return VectorShape.Planar
            .Where(shape => HasVectorPasses(plan, core, shape.Lanes))
            .Select(shape => new VectorForm(plan, core, null, null, shape, null))
            .ToImmutableArray();
    }

    private static VectorForm? Of(KernelContext context, HarmonicMap map, PassPlan plan, VectorShape shape)
    {
        if (!context.Language.HasVector256 || context.Spec.Precision != ScalarKind.Double) return null;
        if (plan.Cores.Length != 1 || plan.Cores[0].Convolution is not null || !HasVectorPasses(plan, plan.Cores[0], shape.Lanes)) return null;
        if (InputOf(plan.Cores[0].Input, map) is not { } input || context.Layout.OfInput(input) is not { Rank: 1, Element: ComplexType } source) return null;
        if (OutputOf(plan, context.Spec) is not var (output, scale) || context.Layout.OfOutput(output) is not { Rank: 1, Element: ComplexType } target) return null;
        return new(plan, plan.Cores[0], source, target, shape, scale);
    }

    private static bool HasVectorPasses(PassPlan plan, CoreTransform core, int lanes)
    {
        var passes = core.Passes;
        if (passes.Length < 2 || passes[0].Radix % lanes != 0 || passes[0].Blocks < lanes) return false;
        if (plan.Codelets.Any(c => c.Graph.Outputs.Any(o => o.IsZero))) return false;
        var stride = 1;
        foreach (var pass in passes)
        {
            if (pass.Columns != stride || pass.HasTwiddles != pass.Blocks > 1) return false;
            if (pass.Source != new IndexForm(stride, 1, stride * pass.Blocks) || pass.Target != new IndexForm(stride * pass.Radix, 1, stride)) return false;
            stride *= pass.Radix;
        }

        return true;
    }

    /// <summary>The input buffer whose elements are the transform's, in order and unchanged.</summary>
    private static int? InputOf(CoreInput core, HarmonicMap map)
    {
        if (core.Sources.Length != 1) return null;
        var source = core.Sources[0];
        var lane = map.Inputs[source.Lane];
        var isPlain = source is { ConjugatesInput: false, First: 0, Step: 1, Stride: 1, Offset: 0 } && source.Count == core.Length;
        if (!isPlain || !source.Factor.SameAs(HarmonicFactor.One) || !lane.IsComplex) return null;
        return IsInOrder(lane.Real, 0) && lane.Imaginary is { } imaginary && IsInOrder(imaginary, 1) && imaginary.Buffer == lane.Real.Buffer ? lane.Real.Buffer : null;
    }

    /// <summary>The output buffer that takes all results in order, and the factor they have in common.</summary>
    private static (int Buffer, Cyclotomic? Scale)? OutputOf(PassPlan plan, TransformSpec spec)
    {
        var length = plan.Cores[0].Input.Length;
        if (plan.Segments.Length != 1 || plan.Segments[0] is not { First: 0, Step: 1, Sums: { Length: 1 } sums } || plan.Segments[0].Count != length) return null;
        if (sums[0].Uses.Length != 1 || sums[0].Uses[0] is not { Conjugates: false, Stride: 1, Offset: 0 } use || !use.Factor.IsConstant) return null;
        if (!use.Factor.AtZero.IsReal()) return null;
        var stores = spec.Stores;
        if (spec.Outputs.Count != 1 || stores.Count != 2) return null;
        for (var component = 0; component < 2; component++)
        {
            var store = stores.FirstOrDefault(s => s.Target.Component == component);
            if (store is null || !IsInOrder(store.Target, component) || store.Range != new IndexRange(0, length)) return null;
            if (store.Value is not LinearValue value || value.Index != 2 * sums[0].Lane + component) return null;
        }

        return (stores[0].Target.Buffer, use.Factor.SameAs(HarmonicFactor.One) ? null : use.Factor.AtZero);
    }

    private static bool IsInOrder(LaneComponent place, int component) => place is { Offset: 0, Stride: 1 } && place.Component == component;
}
