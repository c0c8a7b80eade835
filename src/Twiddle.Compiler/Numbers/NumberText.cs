using System.Globalization;
using System.Numerics;

namespace Twiddle.Compiler.Numbers;

/// <summary>
/// Floating-point numbers as C# literals: the fewest digits that are read back as the same number, the same text on every machine.
/// </summary>
/// <remarks>
/// Candidates with 15, 16, 17 digits (6 … 9 for float) are read back by exact arithmetic. Where a normal number has a text of up to 15 (6)
/// digits, that is its 15-digit text without the trailing zeros, since decimals of 15 (6) digits survive the way through the binary format.
/// </remarks>
public static class NumberText
{
    /// <summary>A literal of type double; it contains a '.' or an 'e'.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is infinite or not a number.</exception>
    public static string Of(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value)) throw new ArgumentOutOfRangeException(nameof(value));
        var bits = BitConverter.DoubleToInt64Bits(value);
        return (bits < 0 ? "-" : "") + Magnitude(FromBits(bits & long.MaxValue), BinaryFormat.Double, safeDigits: 15);
    }

    /// <summary>A literal of type float, with the suffix 'f'.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is infinite or not a number.</exception>
    public static string Of(float value)
    {
        if (float.IsNaN(value) || float.IsInfinity(value)) throw new ArgumentOutOfRangeException(nameof(value));
        var bits = BitConverter.DoubleToInt64Bits(value);
        return (bits < 0 ? "-" : "") + Magnitude(FromBits(bits & long.MaxValue), BinaryFormat.Single, safeDigits: 6) + "f";
    }

    private static BinaryNumber FromBits(long bits)
    {
        var field = (int)(bits >> 52);
        var fraction = bits & ((1L << 52) - 1);
        // A subnormal has no hidden bit, and the unit of the least normal numbers.
        return field == 0
            ? BinaryFormat.Double.Round(fraction, BinaryFormat.Double.LeastExponent)
            : BinaryFormat.Double.Round(fraction | (1L << 52), field - 1 + BinaryFormat.Double.LeastExponent);
    }

    private static string Magnitude(BinaryNumber number, BinaryFormat format, int safeDigits)
    {
        if (number == default) return "0.0";
        var value = number.ToRational();
        var isSubnormal = BinaryFormat.BitLength(number.Significand) + number.Exponent < format.LeastExponent + format.Precision;
        for (var digits = isSubnormal ? 1 : safeDigits; ; digits++)
            if (TryDigits(value, number, format, digits) is var (decimals, exponent) && decimals is not null) return Literal(decimals, exponent);
    }

    /// <summary>
    /// The decimal d₁.d₂d₃…·10^exponent of that many digits which is nearest to the value and is read back as it; no digits where there is none.
    /// Both neighbours are tried, since at a power of two the nearer one may be outside the interval and the other inside.
    /// </summary>
    private static (string? Decimals, int Exponent) TryDigits(Rational value, BinaryNumber number, BinaryFormat format, int digits)
    {
        var exponent = DecimalExponent(value);
        var unit = PowerOfTen(exponent - digits + 1);
        var scaled = value / unit;
        var below = scaled.Floor();
        var nearest = (scaled - below).CompareTo(Rational.Half) > 0 ? below + 1 : below;
        foreach (var candidate in new[] { nearest, 2 * below + 1 - nearest })
        {
            if (format.Round(unit * (Rational)candidate) != number) continue;
            var text = candidate.ToString(CultureInfo.InvariantCulture);
            return (text.TrimEnd('0'), exponent + text.Length - digits);
        }

        return (null, 0);
    }

    /// <summary>The e with 10^e ≤ value &lt; 10^(e + 1).</summary>
    private static int DecimalExponent(Rational value)
    {
        var length = BinaryFormat.BitLength(value.Numerator) - BinaryFormat.BitLength(value.Denominator);
        var estimate = (int)Math.Floor((length - 1) * 0.30102999566398);
        while (value >= PowerOfTen(estimate + 1)) estimate++;
        return estimate;
    }

    private static Rational PowerOfTen(int exponent) =>
        exponent >= 0 ? BigInteger.Pow(10, exponent) : new Rational(1, BigInteger.Pow(10, -exponent));

    private static string Literal(string decimals, int exponent)
    {
        if (exponent is < -4 or > 15)
        {
            var fraction = decimals.Length > 1 ? "." + decimals.Substring(1) : "";
            return decimals.Substring(0, 1) + fraction + "e" + exponent.ToString(CultureInfo.InvariantCulture);
        }

        if (exponent < 0) return "0." + new string('0', -exponent - 1) + decimals;
        var whole = exponent + 1;
        return decimals.Length <= whole
            ? decimals + new string('0', whole - decimals.Length) + ".0"
            : decimals.Substring(0, whole) + "." + decimals.Substring(whole);
    }
}
