using System.Globalization;
using System.Numerics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Twiddle.Generator.Lowering;

namespace Twiddle.Generator.Targets;

/// <summary>The default value of a parameter as C# text.</summary>
internal static class DefaultText
{
    /// <summary>The text, or null where the parameter has no default.</summary>
    public static string? Of(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue) return null;
        var value = parameter.ExplicitDefaultValue;
        return (parameter.Type, value) switch
        {
            (_, null) => "default",
            ({ TypeKind: TypeKind.Enum } type, _) => "(" + TypeText.Of(type) + ")(" + Integer(value) + ")",
            (_, bool truth) => truth ? "true" : "false",
            (_, double number) => Real(number, "double"),
            (_, float number) => number == 0 || float.IsNaN(number) || float.IsInfinity(number) ? Real(number, "float") : "(float)" + Real(number, "double"),
            (_, char or string) => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false),
            (_, decimal number) => number.ToString(CultureInfo.InvariantCulture) + "m",
            _ => Integer(value),
        };
    }

    private static string Integer(object value) => Convert.ToString(value, CultureInfo.InvariantCulture);

    /// <summary>
    /// All the decimal digits of a binary fraction n / 2^k = n·5^k / 10^k: they end, and every compiler reads them back as the same number.
    /// </summary>
    private static string Real(double value, string type)
    {
        if (double.IsNaN(value)) return type + ".NaN";
        if (double.IsInfinity(value)) return type + (value > 0 ? ".PositiveInfinity" : ".NegativeInfinity");
        if (value == 0) return BitConverter.DoubleToInt64Bits(value) < 0 ? "-0.0" : "0";

        var exact = RealConstants.Exactly(value)!.Value;
        var power = 0;
        while (BigInteger.One << power < exact.Denominator) power++;
        var digits = (exact.Numerator * BigInteger.Pow(5, power)).ToString(CultureInfo.InvariantCulture);
        return power == 0 ? digits + "d" : digits + "e-" + power.ToString(CultureInfo.InvariantCulture) + "d";
    }
}
