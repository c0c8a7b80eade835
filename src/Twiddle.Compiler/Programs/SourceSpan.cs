namespace Twiddle.Compiler.Programs;

/// <summary>
/// A place in the source: characters [Start, Start + Length) counted from the start of the declaration of method
/// <see cref="Method"/> (an index into <see cref="Program.Methods"/>).
/// </summary>
/// <remarks>
/// Spans never take part in equality: a comment inside a method moves them, and must not make its program a different one.
/// </remarks>
public readonly struct SourceSpan(int method, int start, int length) : IEquatable<SourceSpan>
{
    public int Method { get; } = method;

    public int Start { get; } = start;

    public int Length { get; } = length;

    public bool Equals(SourceSpan other) => true;

    public override bool Equals(object? obj) => obj is SourceSpan;

    public override int GetHashCode() => 0;
}
