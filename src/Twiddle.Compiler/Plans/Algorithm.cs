using System.Collections.Immutable;
using Twiddle.Compiler.Flow;

namespace Twiddle.Compiler.Plans;

/// <summary>A way to compute the linear map of a <see cref="Specs.TransformSpec"/>.</summary>
public abstract record Algorithm;

/// <summary>Straight-line code for a <see cref="Specs.MatrixMap"/>.</summary>
/// <param name="Graph">The operations; inputs and outputs are in the order of the map's real values.</param>
/// <param name="Steps">What was found, step by step, in words.</param>
public sealed record Codelet(FlowGraph Graph, ImmutableArray<string> Steps) : Algorithm;
