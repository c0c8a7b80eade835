using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler;

/// <summary>Why a method is not transformed; each kind is a diagnostic of its own.</summary>
public enum RefusalKind
{
    /// <summary>A construct that the reader has no word for.</summary>
    Unsupported,

    /// <summary>The outputs depend on the inputs in a way that is not linear.</summary>
    NonLinear,

    /// <summary>A branch, bound or index depends on the data.</summary>
    DataDependent,

    /// <summary>An input is overwritten while it is still read.</summary>
    OverwrittenInput,

    /// <summary>Something happens inside the method that a faster method would not repeat.</summary>
    SideEffect,

    /// <summary>A size, flag or coefficient is not known at compile time.</summary>
    UnknownSize,

    /// <summary>A coefficient is not an exact cyclotomic number (3.14 for π, say).</summary>
    OffGrid,

    /// <summary>Reading took more steps than it may.</summary>
    Budget,

    /// <summary>The method throws for this length.</summary>
    Throws,

    /// <summary>An index is outside its array.</summary>
    IndexOutOfRange,

    /// <summary>An integer operation overflows for this length.</summary>
    Overflow,

    /// <summary>The kernel's angle is built with an approximation of π.</summary>
    ApproximatePi,

    /// <summary>The transform is linear over the remainders modulo a number, or over integers that wrap round, not over the real numbers.</summary>
    ModularArithmetic,

    /// <summary>Iterations that run at the same time write to the same place.</summary>
    Race,

    /// <summary>Which of several writes an element holds depends on the order of iterations, in a way that cannot be summarised.</summary>
    OrderOfIterations,

    /// <summary>Read completely, but no algorithm can be derived yet.</summary>
    NotDerivable,

    /// <summary>The method's signature cannot be generated for.</summary>
    Signature,
}

/// <summary>A located reason for generating nothing.</summary>
/// <param name="Kind">What stands in the way.</param>
/// <param name="Message">The reason in plain words; <c>{0}</c> stands for the source text at the span.</param>
/// <param name="Span">The expression or statement.</param>
public sealed record Refusal(RefusalKind Kind, string Message, SourceSpan Span);
