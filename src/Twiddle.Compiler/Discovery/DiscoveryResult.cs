using System.Collections.Immutable;
using Twiddle.Compiler.Flow;

namespace Twiddle.Compiler.Discovery;

/// <param name="Graph">The algorithm.</param>
/// <param name="Steps">The rules it is made of, in the field's terms, outermost first.</param>
/// <param name="IsComplete">Whether the search came to its end; false where the step budget ended it.</param>
public sealed record DiscoveryResult(FlowGraph Graph, ImmutableArray<string> Steps, bool IsComplete);
