using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Plans;

/// <summary>A proved plan with passes for vectors.</summary>
/// <param name="Lanes">The number of lanes.</param>
/// <param name="Spec">The transform in index form.</param>
/// <param name="Plan">Its plan.</param>
public sealed record VectorPlan(int Lanes, TransformSpec Spec, PassPlan Plan);
