namespace Twiddle.Generator.Analyzers.Values;

/// <summary>What an expression may do beside giving a value.</summary>
[Flags]
internal enum Traits
{
    /// <summary>Nothing: the value depends on locals and parameters alone, and its computation cannot fail.</summary>
    None = 0,

    /// <summary>It costs tens of cycles: trigonometry, powers, logarithms, or a method of the user's with such inside.</summary>
    Expensive = 1,

    /// <summary>It may throw.</summary>
    MayThrow = 2,

    /// <summary>It reads fields that may be assigned elsewhere.</summary>
    ReadsFields = 4,

    /// <summary>It reads elements of arrays or spans.</summary>
    ReadsElements = 8,

    /// <summary>It may have an effect, or give another value the next time.</summary>
    Impure = 16,
}
