namespace Twiddle.Compiler.Flow;

/// <summary>A node of a flow graph under construction with a sign that its users carry; or zero.</summary>
internal readonly record struct SignedNode(int Node, bool IsNegated)
{
    public static SignedNode Zero => new(-1, false);

    public bool IsZero => Node < 0;

    public SignedNode Negated => IsZero ? this : this with { IsNegated = !IsNegated };

    public SignedNode NegatedIf(bool condition) => condition ? Negated : this;
}
