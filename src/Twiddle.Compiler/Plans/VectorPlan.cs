using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Plans;

/// <summary>A proved plan with passes for vectors.</summary>
/// <param name="Lanes">The number of lanes.</param>
/// <param name="Spec">The transform in index form.</param>
/// <param name="Plan">Its plan.</param>
public sealed record VectorPlan(int Lanes, TransformSpec Spec, PassPlan Plan);

/// <summary>A proved plan of two passes, of which the second has radix 2.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Coefficients">Proved code for the real parts of the first radix's matrix, then the imaginary parts.</param>
public sealed record ColumnPairsPlan(VectorPlan Plan, Flow.FlowGraph? Coefficients);
