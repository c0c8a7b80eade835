using System.Collections.Immutable;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>A plan whose cores can all run on vectors of one shape.</summary>
/// <param name="Map">The map that is computed.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Shape">The vectors.</param>
/// <param name="Cores">Each core; null for one of a single point, which is gathered and no more.</param>
/// <param name="Sources">Where a core reads straight from the user's buffers.</param>
/// <param name="Target">Where the one core leaves its results in the user's buffers.</param>
internal sealed record VectorForm(
    HarmonicMap Map, PassPlan Plan, VectorShape Shape, ImmutableArray<VectorCore?> Cores, ImmutableArray<VectorEnd?> Sources, VectorEnd? Target)
{
    /// <summary>Whether one core goes from buffer to buffer.</summary>
    public bool IsDirect => Target is not null && Sources[0] is not null;

    /// <summary>
    /// The forms that plans and target allow, the widest vectors first; and last, where it needs no more than the passes, the one for a single lane.
    /// </summary>
    public static ImmutableArray<VectorForm> AllOf(KernelContext context, ImmutableArray<VectorPlan> plans)
    {
        var map = (HarmonicMap)context.Spec.Map;
        var forms = VectorShape.Of(context.Spec.Precision).Select(OfShape).OfType<VectorForm>().ToImmutableArray();
        // Machines that have the one have vectors of 256 bits too.
        if (forms.Any(f => f.Shape.Bits == 256)) forms = forms.RemoveAll(f => f.Shape.IsOnlyForShort);
        if (forms is not [.., { IsDirect: true } narrowest] || narrowest.Cores[0] is not { IsStraight: false }) return forms;
        return OfPlan(VectorShape.ScalarOf(context.Spec.Precision), narrowest.Plan) is { } onScalars ? forms.Add(onScalars) : forms;

        // The passes of a plan have the same text on all vectors: so they are uneven on all, or on none.
        bool IsUneven(PassPlan plan, CoreTransform core) => !core.Passes.IsEmpty
            && VectorShape.Of(context.Spec.Precision).Any(s => plans.Any(p => p.Lanes == s.Lanes && p.Plan == plan) && !VectorCore.Fits(plan, core, s, isUneven: false));

        VectorForm? OfShape(VectorShape shape) => plans.FirstOrDefault(p => p.Lanes == shape.Lanes) is { } known ? OfPlan(shape, known.Plan) : null;

        VectorForm? OfPlan(VectorShape shape, PassPlan plan)
        {
            if (plan.Cores.All(c => c.Passes.IsEmpty) || plan.Cores.Any(c => c.Convolution is not null)) return null;
            var isUneven = plan.Cores.Select(c => IsUneven(plan, c)).ToList();
            if (context.TeamName is not null && isUneven.Contains(true)) return null;
            var sources = plan.Cores.Select(c => VectorEnd.Source(context, map, c.Input)).ToImmutableArray();
            var target = VectorEnd.Target(context, plan);
            // From complex numbers in a row, any lanes can be picked.
            bool Fits(CoreTransform core, int c) => VectorCore.Fits(plan, core, shape, isUneven[c], sources[c] is { IsInterleaved: true } || core.Passes[0].Blocks >= shape.Lanes, target is { End.IsInterleaved: true });
            if (plan.Cores.Where((core, c) => !core.Passes.IsEmpty && !Fits(core, c)).Any()) return null;
            VectorCore InGroups(VectorCore core) => core is { HasInterleavedSource: true, HasInterleavedTarget: true } ? core with { Grouping = PassGroups.Of(core) } : core;
            var cores = plan.Cores.Select((core, c) => core.Passes.IsEmpty
                ? null
                : InGroups(new VectorCore(plan, core, shape, sources[c] is { IsInterleaved: true }, target is { End.IsInterleaved: true }, target?.Scale) { IsUneven = isUneven[c] }));
            return new(map, plan, shape, cores.ToImmutableArray(), sources, target?.End);
        }
    }
}
