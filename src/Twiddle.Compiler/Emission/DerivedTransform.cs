using System.Collections.Immutable;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission;

/// <summary>A proved algorithm for one length (or shape) of a transform.</summary>
/// <param name="Spec">What it computes.</param>
/// <param name="Algorithm">How.</param>
/// <param name="ProofStatement">What was proved, in words.</param>
/// <param name="Counts">What it costs.</param>
/// <param name="Steps">What was found, step by step.</param>
public sealed record DerivedTransform(
    TransformSpec Spec,
    Algorithm Algorithm,
    string ProofStatement,
    OperationCounts Counts,
    ImmutableArray<string> Steps)
{
    /// <summary>The same transform in index form with a proved plan, where straight-line code has one: for machines with vectors.</summary>
    public (TransformSpec Spec, PassPlan Plan)? IndexForm { get; init; }
}
