using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Proofs;

/// <summary>A complex number in machine precision, within <see cref="Radius"/> of the true value; an infinite radius says that nothing is known.</summary>
internal readonly record struct ApproximateNumber(double Real, double Imaginary, double Radius)
{
    public static ApproximateNumber Unknown => new(0, 0, double.PositiveInfinity);

    /// <summary>An upper bound of the modulus: |re| + |im| bounds it within √2, the square root is rounded up.</summary>
    public double Bound => Centre * (1 + 1e-15) + Radius;

    public double Centre => Math.Sqrt(Real * Real + Imaginary * Imaginary);
}

/// <summary>
/// Evaluates constants under the embedding ζ → ζ^power of the cyclotomic field into the complex numbers, in machine precision with error
/// bounds: quick, and only for bounds.
/// </summary>
internal sealed class Embedding(RootTable roots, int power) : IConstantArithmetic<ApproximateNumber>
{
    /// <summary>Four units in the last place: more than any rounding of one operation and its operands' conversion.</summary>
    private const double Unit = 1e-15;

    public ApproximateNumber Exact(int index, Cyclotomic value)
    {
        double real = 0, imaginary = 0, sum = 0;
        var terms = roots.Harmonics(index, value);
        foreach (var (exponent, coefficient) in terms)
        {
            var (cos, sin) = roots[(int)((long)exponent * power % roots.Order)];
            real += coefficient * cos;
            imaginary += coefficient * sin;
            sum += Math.Abs(coefficient);
        }

        return new(real, imaginary, sum * (terms.Length + 4) * Unit);
    }

    public ApproximateNumber Add(ApproximateNumber left, ApproximateNumber right)
    {
        var (real, imaginary) = (left.Real + right.Real, left.Imaginary + right.Imaginary);
        return new(real, imaginary, (left.Radius + right.Radius) * (1 + Unit) + (Math.Abs(real) + Math.Abs(imaginary)) * Unit);
    }

    public ApproximateNumber Multiply(ApproximateNumber left, ApproximateNumber right)
    {
        var (a, b) = (left.Centre, right.Centre);
        return new(
            left.Real * right.Real - left.Imaginary * right.Imaginary,
            left.Real * right.Imaginary + left.Imaginary * right.Real,
            (a * right.Radius + b * left.Radius + left.Radius * right.Radius + a * b * Unit) * (1 + 4 * Unit));
    }

    public ApproximateNumber Divide(ApproximateNumber left, ApproximateNumber right)
    {
        var leastModulus = right.Centre * (1 - Unit) - right.Radius;
        if (!(leastModulus > 0)) return ApproximateNumber.Unknown;
        var squaredModulus = right.Real * right.Real + right.Imaginary * right.Imaginary;
        var quotient = left.Centre / right.Centre;
        return new(
            (left.Real * right.Real + left.Imaginary * right.Imaginary) / squaredModulus,
            (left.Imaginary * right.Real - left.Real * right.Imaginary) / squaredModulus,
            ((left.Radius + quotient * right.Radius) / leastModulus + 2 * quotient * Unit) * (1 + 4 * Unit));
    }

    public ApproximateNumber Conjugate(ApproximateNumber operand) => operand with { Imaginary = -operand.Imaginary };
}
