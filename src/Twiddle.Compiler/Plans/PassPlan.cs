using System.Collections.Immutable;
using Twiddle.Compiler.Flow;

namespace Twiddle.Compiler.Plans;

/// <summary>Loops of passes over codelets: for a <see cref="Specs.HarmonicMap"/> of any size.</summary>
/// <param name="Cores">The transforms, each of a vector gathered from the inputs.</param>
/// <param name="Segments">How the outputs are put together from them.</param>
/// <param name="Codelets">The straight-line transforms that the passes use.</param>
/// <param name="Steps">What was found, step by step, in words.</param>
public sealed record PassPlan(
    ImmutableArray<CoreTransform> Cores,
    ImmutableArray<OutputSegment> Segments,
    ImmutableArray<RadixCodelet> Codelets,
    ImmutableArray<string> Steps) : Algorithm;

/// <summary>
/// A transform of <see cref="CoreInput.Length"/> points: its passes, in order, each from one work vector into another; or a convolution by means of these passes.
/// </summary>
public sealed record CoreTransform(CoreInput Input, ImmutableArray<Pass> Passes)
{
    /// <summary>The convolution that the transform is computed by, or null where the passes are the transform.</summary>
    public Convolution? Convolution { get; init; }

    /// <summary>What the passes transform: the input itself, or the vectors of the convolution.</summary>
    public CoreInput Transformed => Convolution is null ? Input : new(Convolution.Length, Input.Sign, ImmutableArray<Source>.Empty);
}

/// <summary>The r-point transform with matrix e^(2πi·Sign·u·v/r), complex values as pairs of reals.</summary>
public sealed record RadixCodelet(int Radix, int Sign, FlowGraph Graph, ImmutableArray<string> Steps);

/// <summary>
/// One pass: for every block p &lt; Blocks and column q &lt; Columns, an r-point transform of the elements <c>Source(p, q, u)</c>, u &lt; r, whose
/// v-th result, times ω^(TwiddleStep·p·v), goes to <c>Target(p, q, v)</c>; ω is the root of the core transform.
/// </summary>
/// <param name="Codelet">An index into <see cref="PassPlan.Codelets"/>.</param>
/// <param name="Radix">r.</param>
/// <param name="Blocks">The number of blocks.</param>
/// <param name="Columns">The number of columns.</param>
/// <param name="Source">Where the operands are.</param>
/// <param name="Target">Where the results go.</param>
/// <param name="TwiddleStep">The exponent of the twiddle factors.</param>
public sealed record Pass(int Codelet, int Radix, int Blocks, int Columns, IndexForm Source, IndexForm Target, int TwiddleStep)
{
    /// <summary>Whether any twiddle factor is not 1.</summary>
    public bool HasTwiddles => Blocks > 1 && TwiddleStep != 0;
}

/// <summary>The index Block·p + Column·q + Lane·u.</summary>
public readonly record struct IndexForm(int Block, int Column, int Lane);
