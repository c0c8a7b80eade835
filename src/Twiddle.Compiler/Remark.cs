using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler;

/// <summary>What there is to say of a method that is derived all the same; each kind is a diagnostic of its own.</summary>
public enum RemarkKind
{
    /// <summary>It computes something else than such loops are written for: what that is, found from the map.</summary>
    Recognised,

    /// <summary>A division of integers drops a remainder on its way into a real number.</summary>
    IntegerDivision,

    /// <summary>A coefficient is rounded to <c>float</c> in a method that calculates in <c>double</c>.</summary>
    RoundedCoefficient,
}

/// <summary>Something noticed while reading. What is derived is what the code does; whether that was meant, the user decides.</summary>
/// <param name="Kind">What was noticed.</param>
/// <param name="Message">What it comes to, in plain words; <c>{0}</c> stands for the source text at the span.</param>
/// <param name="Span">The expression.</param>
public sealed record Remark(RemarkKind Kind, string Message, SourceSpan Span);
