using System.Numerics;

namespace Twiddle.Compiler.Numbers;

/// <summary>
/// Exact constants as floating-point numbers: always the nearest one, ties to the even one, on every machine.
/// </summary>
/// <remarks>
/// A constant is evaluated in integers with an error bound, with more and more bits until both ends of the error interval round to the same
/// number (Ziv's strategy). Where the interval keeps holding the point between two floating-point numbers, that the constant <i>is</i> this
/// point is decided exactly.
/// </remarks>
public static class Rounding
{
    private const int FirstBits = 192;

    /// <exception cref="ArgumentException">The constant is not real, or divides by zero.</exception>
    public static double ToDouble(Constant constant) => ToDouble(Round(constant, BinaryFormat.Double));

    /// <inheritdoc cref="ToDouble(Constant)"/>
    public static double ToDouble(Cyclotomic value) => ToDouble(Constant.Of(value));

    public static double ToDouble(Rational value) => ToDouble(BinaryFormat.Double.Round(value));

    /// <inheritdoc cref="ToDouble(Constant)"/>
    public static float ToSingle(Constant constant) => ToSingle(Round(constant, BinaryFormat.Single));

    /// <inheritdoc cref="ToDouble(Constant)"/>
    public static float ToSingle(Cyclotomic value) => ToSingle(Constant.Of(value));

    public static float ToSingle(Rational value) => ToSingle(BinaryFormat.Single.Round(value));

    /// <summary>The constant as a sum of two numbers, twice as precise as one: High is the nearest, Low the nearest to the rest.</summary>
    /// <inheritdoc cref="ToDouble(Constant)"/>
    public static (double High, double Low) ToDoublePair(Constant constant)
    {
        var high = Round(constant, BinaryFormat.Double);
        var rest = new SumConstant(constant, Constant.Of(Cyclotomic.FromRational(-high.ToRational())));
        return (ToDouble(high), ToDouble(rest));
    }

    /// <inheritdoc cref="ToDoublePair(Constant)"/>
    public static (double High, double Low) ToDoublePair(Cyclotomic value) => ToDoublePair(Constant.Of(value));

    private static BinaryNumber Round(Constant constant, BinaryFormat format)
    {
        if (constant is ExactConstant { Value.AsRational: { } rational }) return format.Round(rational);

        var tape = new ConstantTape();
        var step = tape.Add(constant);
        for (var bits = FirstBits; ; bits *= 2)
        {
            if (tape.Evaluate(new BallArithmetic(bits))[step] is { } ball)
            {
                if (BigInteger.Abs(ball.Imaginary) > ball.Radius) throw new ArgumentException("Only real constants can be rounded.", nameof(constant));
                var low = format.Round(ball.Real - ball.Radius, -bits);
                var high = format.Round(ball.Real + ball.Radius, -bits);
                if (low == high) return low;
                if (TryRoundExactly(tape, step, format, low, high) is { } exact) return exact;
            }
            else if (tape.Evaluate(ExactArithmetic.Instance)[step] is null)
            {
                throw new ArgumentException("The constant divides by zero.", nameof(constant));
            }
        }
    }

    /// <summary>
    /// Rounds a constant that is zero, or exactly half way between the two neighbours low and high; null where it is neither.
    /// </summary>
    private static BinaryNumber? TryRoundExactly(ConstantTape tape, int step, BinaryFormat format, BinaryNumber low, BinaryNumber high)
    {
        if (tape.Evaluate(ExactArithmetic.Instance)[step] is not { } exact) return null;
        if (exact.IsZero()) return default(BinaryNumber);
        var lesser = low.Significand.Sign >= 0 ? low : high;
        var midpoint = lesser == default
            ? BinaryFormat.PowerOfTwo(format.LeastExponent - 1) * (Rational)(high.Significand.Sign > 0 ? 1 : -1)
            : format.MidpointAbove(lesser);
        return exact.Is(midpoint) ? format.Round(midpoint) : null;
    }

    private static double ToDouble(BinaryNumber number)
    {
        var magnitude = BigInteger.Abs(number.Significand);
        if (magnitude.IsZero) return 0;
        var length = BinaryFormat.BitLength(magnitude);
        var top = length + number.Exponent;
        if (top > BinaryFormat.Double.GreatestExponent) return number.Significand.Sign < 0 ? double.NegativeInfinity : double.PositiveInfinity;

        var unit = Math.Max(BinaryFormat.Double.LeastExponent, top - BinaryFormat.Double.Precision);
        var significand = (long)(magnitude << (number.Exponent - unit));
        // The leading bit of a normal number is not stored: added to the exponent field below it counts one.
        var bits = ((long)(unit - BinaryFormat.Double.LeastExponent) << 52) + significand;
        return BitConverter.Int64BitsToDouble(number.Significand.Sign < 0 ? bits | long.MinValue : bits);
    }

    /// <summary>Exact, since the number was rounded to this format: the widening to double and its narrowing lose nothing.</summary>
    private static float ToSingle(BinaryNumber number) => (float)ToDouble(number);
}
