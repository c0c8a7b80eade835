using System.Collections.Immutable;
using Twiddle.Compiler.Flow;
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
    /// <summary>For a matrix, the same transform in index form, where it has one.</summary>
    public TransformSpec? IndexForm { get; init; }

    /// <summary>Plans for machines with vectors.</summary>
    public ImmutableArray<VectorPlan> VectorPlans { get; init; } = ImmutableArray<VectorPlan>.Empty;

    /// <summary>For a short complex matrix of even length: a plan for vectors of two complex numbers.</summary>
    public ColumnPairsPlan? ColumnPairs { get; init; }

    /// <summary>For straight-line code that is a Kronecker product: a plan for vectors over columns and rows.</summary>
    public RowColumnPlan? RowColumnPlan { get; init; }

    /// <summary>For straight-line code on complex numbers: code for the real parts, then the imaginary parts of the matrix, proved.</summary>
    public FlowGraph? RealCoefficients { get; init; }
}
