using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <summary>
/// A logarithm, or what was computed from one: no exact number, and of no use but to be rounded or compared, as in <c>(int)Math.Ceiling(Math.Log(n, 2))</c>.
/// </summary>
/// <param name="approximation">The number to within <see cref="Tolerance"/>, whichever way it is computed.</param>
/// <param name="argument">The number whose natural logarithm this is; null for all else.</param>
/// <param name="span">Where exactness was lost.</param>
internal sealed class IrrationalValue(double approximation, Rational? argument, SourceSpan span) : Value
{
    /// <summary>Closer than this to a boundary, on which side of it the number is that the method has when it runs is not asked.</summary>
    public const double Tolerance = 1e-6;

    /// <summary>Numbers up to this size are known to within the tolerance.</summary>
    public const double Largest = 1e6;

    public double Approximation { get; } = approximation;

    public Rational? Argument { get; } = argument;

    public SourceSpan Span { get; } = span;
}
