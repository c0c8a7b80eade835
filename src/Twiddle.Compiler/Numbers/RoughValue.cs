using System.Numerics;

namespace Twiddle.Compiler.Numbers;

/// <summary>
/// Ordinary floating-point values of exact numbers, good to some ten digits: for signs, counts and tests, never for a constant that is emitted.
/// </summary>
public static class RoughValue
{
    public static double Of(Rational value)
    {
        if (value.IsZero) return 0;
        var quotient = (double)value.Numerator / (double)value.Denominator;
        if (quotient != 0 && !double.IsNaN(quotient) && !double.IsInfinity(quotient)) return quotient;
        // Either may be too large for a double; their ratio seldom is.
        return value.Sign * Math.Exp(BigInteger.Log(BigInteger.Abs(value.Numerator)) - BigInteger.Log(value.Denominator));
    }

    public static Complex Of(Cyclotomic value)
    {
        var sum = Complex.Zero;
        foreach (var term in value.Terms)
        {
            var angle = 2 * Math.PI * Of(term.Turns);
            sum += Of(term.Coefficient) * new Complex(Math.Cos(angle), Math.Sin(angle));
        }

        return sum;
    }

    public static Complex Of(Constant constant) => constant switch
    {
        ExactConstant exact => Of(exact.Value),
        SumConstant sum => Of(sum.Left) + Of(sum.Right),
        ProductConstant product => Of(product.Left) * Of(product.Right),
        QuotientConstant quotient => Of(quotient.Left) / Of(quotient.Right),
        ConjugateConstant conjugate => Complex.Conjugate(Of(conjugate.Operand)),
        _ => throw new ArgumentException("Unknown constant", nameof(constant)),
    };
}
