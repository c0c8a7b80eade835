using System.Globalization;
using System.Numerics;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Generator.Lowering;

/// <summary>Real constants as the rational numbers they are.</summary>
internal static class RealConstants
{
    /// <summary>Beyond this, a literal is infinite or zero as a <c>double</c>, and only costs memory.</summary>
    private const int MaximumExponent = 400;

    /// <summary>The number that the digits of a literal such as <c>1_000.5e-3f</c> spell, or null for other text.</summary>
    public static Rational? Parse(string text)
    {
        var digits = text.Replace("_", "").TrimEnd('f', 'F', 'd', 'D', 'm', 'M');
        var exponent = 0;
        var mark = digits.IndexOfAny(['e', 'E']);
        if (mark >= 0)
        {
            if (!int.TryParse(digits.Substring(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)) return null;
            digits = digits.Substring(0, mark);
        }

        var point = digits.IndexOf('.');
        if (point >= 0)
        {
            exponent -= digits.Length - point - 1;
            digits = digits.Remove(point, 1);
        }

        if (Math.Abs(exponent) > MaximumExponent || digits.Length > MaximumExponent) return null;
        if (!BigInteger.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var numerator)) return null;
        var scale = BigInteger.Pow(10, Math.Abs(exponent));
        return exponent < 0 ? new(numerator, scale) : new(numerator * scale, 1);
    }

    /// <summary>The exact value of a <c>double</c>: ±m·2^e. Null for what is not a number.</summary>
    public static Rational? Exactly(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value)) return null;

        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = (BigInteger)(bits & 0xF_FFFF_FFFF_FFFF);
        if (exponent == 0) exponent = 1;
        else mantissa += BigInteger.One << 52;
        exponent -= 1075;
        if (bits < 0) mantissa = -mantissa;
        return exponent < 0 ? new(mantissa, BigInteger.One << -exponent) : new(mantissa << exponent, 1);
    }
}
