using System.Collections.Immutable;

namespace Twiddle.Compiler.Emission;

/// <summary>Loops in a method that were derived on their own.</summary>
/// <param name="Statement">Which statement of the method they are.</param>
/// <param name="Target">The method around, with the loops' variables as parameters of what is the naive method.</param>
/// <param name="Transforms">The algorithms.</param>
public sealed record DerivedLoops(int Statement, EmissionTarget Target, ImmutableArray<DerivedTransform> Transforms);
