using System.Numerics;

namespace Twiddle.Compiler.Numbers;

/// <summary>
/// A complex number known up to an error: the true value lies within <see cref="Radius"/> of <see cref="Real"/> + i·<see cref="Imaginary"/>,
/// all in multiples of 2^−bits. The number of bits is that of the <see cref="BallArithmetic"/> it was made by.
/// </summary>
internal readonly record struct ComplexBall(BigInteger Real, BigInteger Imaginary, BigInteger Radius)
{
    /// <summary>An upper bound of the modulus of the centre.</summary>
    public BigInteger CentreBound => BigInteger.Abs(Real) + BigInteger.Abs(Imaginary);
}

/// <summary>
/// Evaluates constants to a chosen number of fractional bits under the embedding ζ → ζ^embedding, with a rigorous error bound.
/// A quotient whose denominator could be zero at this precision has no value.
/// </summary>
internal sealed class BallArithmetic(int bits, long embedding = 1) : IConstantArithmetic<ComplexBall?>
{
    public ComplexBall? Exact(int index, Cyclotomic value)
    {
        BigInteger real = 0, imaginary = 0, radius = 0;
        foreach (var (turns, coefficient) in value.Terms)
        {
            var (cos, sin) = RootOfUnity.Evaluate((turns * embedding).Fraction(), bits);
            real += BigInteger.Divide(cos * coefficient.Numerator, coefficient.Denominator);
            imaginary += BigInteger.Divide(sin * coefficient.Numerator, coefficient.Denominator);
            // Each coordinate of the root is off by one, of the product by one more for the division; √2 < 2 makes it a modulus.
            radius += 2 * (BigInteger.Abs(coefficient.Numerator) / coefficient.Denominator + 2);
        }

        return new ComplexBall(real, imaginary, radius);
    }

    public ComplexBall? Add(ComplexBall? left, ComplexBall? right)
    {
        if (left is not { } a || right is not { } b) return null;
        return new ComplexBall(a.Real + b.Real, a.Imaginary + b.Imaginary, a.Radius + b.Radius);
    }

    public ComplexBall? Multiply(ComplexBall? left, ComplexBall? right)
    {
        if (left is not { } a || right is not { } b) return null;
        var radius = a.CentreBound * b.Radius + b.CentreBound * a.Radius + a.Radius * b.Radius;
        return new ComplexBall(
            (a.Real * b.Real - a.Imaginary * b.Imaginary) >> bits,
            (a.Real * b.Imaginary + a.Imaginary * b.Real) >> bits,
            (radius >> bits) + 3);
    }

    /// <summary>
    /// With centres a′, b′: a/b − a′/b′ = ((a − a′) − (b − b′)·a′/b′) / b.
    /// </summary>
    public ComplexBall? Divide(ComplexBall? left, ComplexBall? right)
    {
        if (left is not { } a || right is not { } b) return null;
        var leastModulus = BigInteger.Max(BigInteger.Abs(b.Real), BigInteger.Abs(b.Imaginary)) - b.Radius;
        if (leastModulus.Sign <= 0) return null;

        var squaredModulus = b.Real * b.Real + b.Imaginary * b.Imaginary;
        var real = ((a.Real * b.Real + a.Imaginary * b.Imaginary) << bits) / squaredModulus;
        var imaginary = ((a.Imaginary * b.Real - a.Real * b.Imaginary) << bits) / squaredModulus;
        var quotientBound = BigInteger.Abs(real) + BigInteger.Abs(imaginary) + 2;
        var radius = ((a.Radius << bits) + quotientBound * b.Radius) / leastModulus;
        return new ComplexBall(real, imaginary, radius + 3);
    }

    public ComplexBall? Conjugate(ComplexBall? operand) =>
        operand is { } a ? a with { Imaginary = -a.Imaginary } : null;
}
