using System.Numerics;

namespace Twiddle.Compiler.Numbers;

/// <summary>A binary floating-point format of IEEE 754, as far as rounding to it goes.</summary>
/// <param name="Precision">The significand's bits, the leading one included.</param>
/// <param name="LeastExponent">The exponent of the least subnormal's unit: values are multiples of 2^LeastExponent.</param>
/// <param name="GreatestExponent">Finite values are below 2^GreatestExponent.</param>
internal sealed record BinaryFormat(int Precision, int LeastExponent, int GreatestExponent)
{
    public static BinaryFormat Double { get; } = new(53, -1074, 1024);

    public static BinaryFormat Single { get; } = new(24, -149, 128);

    /// <summary>The bits needed to write |value| in binary; 0 for 0.</summary>
    public static int BitLength(BigInteger value)
    {
        var bytes = BigInteger.Abs(value).ToByteArray();
        var last = bytes.Length - 1;
        while (last > 0 && bytes[last] == 0) last--;
        var length = 8 * last;
        for (int top = bytes[last]; top > 0; top >>= 1) length++;
        return length;
    }

    /// <summary>value·2^exponent rounded to the nearest number of this format, ties to even.</summary>
    public BinaryNumber Round(BigInteger value, int exponent)
    {
        if (value.IsZero) return default;
        var dropped = Math.Max(BitLength(value) - Precision, LeastExponent - exponent);
        if (dropped <= 0) return Normalize(value, exponent);

        var magnitude = BigInteger.Abs(value);
        var significand = magnitude >> dropped;
        var twiceRest = (magnitude - (significand << dropped)) << 1;
        var comparison = twiceRest.CompareTo(BigInteger.One << dropped);
        if (comparison > 0 || (comparison == 0 && !significand.IsEven)) significand += 1;
        return Normalize(value.Sign < 0 ? -significand : significand, exponent + dropped);
    }

    /// <summary>A rational number rounded to the nearest number of this format, ties to even.</summary>
    public BinaryNumber Round(Rational value)
    {
        if (value.IsZero) return default;
        // A quotient with two bits to spare, and a last bit that is set when a remainder is left, rounds as the exact number does.
        var shift = Math.Max(0, Precision + 2 - BitLength(value.Numerator) + BitLength(value.Denominator));
        var quotient = BigInteger.DivRem(BigInteger.Abs(value.Numerator) << shift, value.Denominator, out var rest);
        var sticky = (quotient << 1) | (rest.IsZero ? BigInteger.Zero : BigInteger.One);
        return Round(value.Sign < 0 ? -sticky : sticky, -shift - 1);
    }

    /// <summary>The number half way between a number of this format and its neighbour of next larger magnitude.</summary>
    public Rational MidpointAbove(BinaryNumber number)
    {
        var unit = Math.Max(LeastExponent, number.Exponent + BitLength(number.Significand) - Precision);
        var half = unit - 1;
        var significand = number.Significand << (number.Exponent - half);
        return PowerOfTwo(half) * (Rational)(significand + (number.Significand.Sign < 0 ? -1 : 1));
    }

    public static Rational PowerOfTwo(int exponent) =>
        exponent >= 0 ? BigInteger.One << exponent : new Rational(1, BigInteger.One << -exponent);

    /// <summary>The same value with an odd significand, so that equal numbers are equal records.</summary>
    private static BinaryNumber Normalize(BigInteger significand, int exponent)
    {
        if (significand.IsZero) return default;
        while (significand.IsEven)
        {
            significand >>= 1;
            exponent++;
        }

        return new(significand, exponent);
    }
}

/// <summary>Significand·2^Exponent, with an odd significand; zero is the default value.</summary>
internal readonly record struct BinaryNumber(BigInteger Significand, int Exponent)
{
    public Rational ToRational() => BinaryFormat.PowerOfTwo(Exponent) * (Rational)Significand;
}
