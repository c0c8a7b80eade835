using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Flow;

/// <summary>
/// A straight-line program on real values: inputs, additions, subtractions and multiplications by real constants, in an order in which
/// operands come before their use. Negation costs nothing: the users of a value carry its sign.
/// </summary>
/// <param name="InputCount">The number of real inputs; complex data are pairs (real part first).</param>
/// <param name="Nodes">The operations; an operand is the index of an earlier node.</param>
/// <param name="Outputs">The real outputs, each a signed node, or nothing where it is always zero.</param>
public sealed record FlowGraph(int InputCount, ImmutableArray<FlowNode> Nodes, ImmutableArray<FlowOutput> Outputs)
{
    public int Additions => Nodes.Count(n => n is AddNode);

    public int Multiplications => Nodes.Count(n => n is ScaleNode);
}

public abstract record FlowNode;

public sealed record InputNode(int Input) : FlowNode;

/// <summary>Left + Right, or Left − Right.</summary>
public sealed record AddNode(int Left, int Right, bool IsSubtraction) : FlowNode;

/// <summary>A positive real constant times a node.</summary>
public sealed record ScaleNode(Constant Factor, int Operand) : FlowNode;

/// <summary>An output: node <see cref="Node"/>, negated where <see cref="IsNegated"/>; node −1 is the constant zero.</summary>
public readonly record struct FlowOutput(int Node, bool IsNegated)
{
    public static FlowOutput Zero => new(-1, false);

    public bool IsZero => Node < 0;
}
