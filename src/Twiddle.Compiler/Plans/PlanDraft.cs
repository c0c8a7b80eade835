using System.Collections.Immutable;

namespace Twiddle.Compiler.Plans;

/// <summary>
/// A harmonic map as sums of discrete Fourier transforms, before these are split into passes:
/// gather into work vectors, transform each, combine.
/// </summary>
/// <param name="Cores">The vectors to transform.</param>
/// <param name="Segments">How the outputs are put together from the transformed vectors; disjoint sets of output indices.</param>
public sealed record PlanDraft(ImmutableArray<CoreInput> Cores, ImmutableArray<OutputSegment> Segments);

/// <summary>
/// The vector z of a core transform F[m] = Σ z[q]·ω^(q·m), ω = e^(2πi·<see cref="Sign"/>/<see cref="Length"/>); z is the sum of its sources.
/// </summary>
public sealed record CoreInput(int Length, int Sign, ImmutableArray<Source> Sources);

/// <summary>
/// Adds <c>Factor(t)·x[First + Step·t]</c> (or of the conjugate of x) to z[(Stride·t + Offset) mod Length], for 0 ≤ t &lt; Count;
/// x is the input lane <see cref="Lane"/>, 0 ≤ Stride, Offset &lt; Length.
/// </summary>
public sealed record Source(int Lane, bool ConjugatesInput, int First, int Step, int Count, int Stride, int Offset, HarmonicFactor Factor);

/// <summary>The output indices k = First + Step·t, 0 ≤ t &lt; Count, and what each output lane is there; a lane without a sum is zero.</summary>
public sealed record OutputSegment(int First, int Step, int Count, ImmutableArray<LaneSum> Sums);

/// <summary>y_<see cref="Lane"/>[k] = Σ of the uses; of a real lane, its real part.</summary>
public sealed record LaneSum(int Lane, ImmutableArray<CoreUse> Uses);

/// <summary><c>Factor(t)·F[(Stride·t + Offset) mod Length]</c>, or of the conjugate of F; 0 ≤ Stride, Offset &lt; Length of core <see cref="Core"/>.</summary>
public sealed record CoreUse(int Core, bool Conjugates, int Stride, int Offset, HarmonicFactor Factor);
