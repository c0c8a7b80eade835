namespace Twiddle.Compiler.Numbers;

/// <summary>A quotient of two cyclotomic numbers; the denominator is not zero.</summary>
internal sealed record CyclotomicFraction(Cyclotomic Numerator, Cyclotomic Denominator)
{
    public bool IsZero() => Numerator.IsZero();

    public bool Is(Rational value) => Numerator.SameAs(Denominator * value);
}

/// <summary>
/// Evaluates constants exactly, as unreduced fractions; null where a constant divides by zero. Slow for long expressions: for questions that
/// approximations cannot answer.
/// </summary>
internal sealed class ExactArithmetic : IConstantArithmetic<CyclotomicFraction?>
{
    public static ExactArithmetic Instance { get; } = new();

    public CyclotomicFraction? Exact(int index, Cyclotomic value) => new(value, Cyclotomic.One);

    public CyclotomicFraction? Add(CyclotomicFraction? left, CyclotomicFraction? right)
    {
        if (left is null || right is null) return null;
        return left.Denominator.Terms.SequenceEqual(right.Denominator.Terms)
            ? left with { Numerator = left.Numerator + right.Numerator }
            : new(left.Numerator * right.Denominator + right.Numerator * left.Denominator, left.Denominator * right.Denominator);
    }

    public CyclotomicFraction? Multiply(CyclotomicFraction? left, CyclotomicFraction? right) =>
        left is null || right is null ? null : new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    public CyclotomicFraction? Divide(CyclotomicFraction? left, CyclotomicFraction? right) =>
        left is null || right is null || right.IsZero()
            ? null
            : new(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    public CyclotomicFraction? Conjugate(CyclotomicFraction? operand) =>
        operand is null ? null : new(operand.Numerator.Conjugate(), operand.Denominator.Conjugate());
}
