using Microsoft.CodeAnalysis;
using Twiddle.Generator.Lowering;

namespace Twiddle.Generator.Analyzers.Values;

/// <summary>The closed list of the framework's functions that always give the same value for the same arguments, and do nothing else.</summary>
internal static class PureFunctions
{
    private static readonly HashSet<string> Expensive = new(StringComparer.Ordinal)
    {
        "Sin", "Cos", "Tan", "SinCos", "SinPi", "CosPi", "TanPi", "SinCosPi", "Asin", "Acos", "Atan", "Atan2", "Sinh", "Cosh", "Tanh", "Asinh", "Acosh", "Atanh",
        "Exp", "Exp2", "Exp10", "Log", "Log2", "Log10", "Pow", "Sqrt", "Cbrt", "Hypot", "RootN", "IEEERemainder",
    };

    private static readonly HashSet<string> Cheap = new(StringComparer.Ordinal)
    {
        "Floor", "Ceiling", "Truncate", "Min", "Max", "FusedMultiplyAdd", "CopySign", "ScaleB", "BitIncrement", "BitDecrement",
        "IsNaN", "IsInfinity", "IsFinite", "IsNegative", "ReciprocalEstimate", "BigMul",
    };

    private static readonly HashSet<string> OnComplex = new(StringComparer.Ordinal)
    {
        "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Sinh", "Cosh", "Tanh", "Exp", "Log", "Log10", "Pow", "Sqrt", "Reciprocal", "Abs", "FromPolarCoordinates",
    };

    private static readonly HashSet<string> CheapOnComplex = new(StringComparer.Ordinal)
    {
        "Add", "Subtract", "Multiply", "Divide", "Negate", "Conjugate", "IsNaN", "IsFinite", "IsInfinity",
    };

    /// <summary>The traits of a call to <paramref name="method"/> beside those of its arguments, or null where it is not on the list.</summary>
    public static Traits? Of(IMethodSymbol method)
    {
        if (!method.IsStatic || method.IsGenericMethod) return null;
        if (TypeLowering.IsComplex(method.ContainingType)) return OfComplex(method);
        if (!IsMathematics(method.ContainingType)) return null;
        foreach (var parameter in method.Parameters)
            if (parameter.RefKind != RefKind.None || parameter.Type.SpecialType == SpecialType.System_Decimal) return null;

        if (Expensive.Contains(method.Name)) return Traits.Expensive;
        if (Cheap.Contains(method.Name)) return Traits.None;
        return method.Name switch
        {
            "Abs" => IsFloating(method.ReturnType) ? Traits.None : Traits.MayThrow,
            "Round" => method.Parameters.Length == 1 ? Traits.None : Traits.MayThrow,
            "Sign" or "Clamp" => Traits.MayThrow,
            _ => null,
        };
    }

    /// <summary>Whether a property of <c>Complex</c> is computed, like <c>Magnitude</c>, and what that costs; null for other properties.</summary>
    public static Traits? Of(IPropertySymbol property) => !TypeLowering.IsComplex(property.ContainingType) ? null : property.Name switch
    {
        "Real" or "Imaginary" => Traits.None,
        "Magnitude" or "Phase" => Traits.Expensive,
        _ => null,
    };

    public static bool IsMathematics(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Double or SpecialType.System_Single
        || TypeLowering.IsFramework(type, "System", "Math")
        || TypeLowering.IsFramework(type, "System", "MathF");

    public static bool IsFloating(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single;

    private static Traits? OfComplex(IMethodSymbol method)
    {
        if (method.MethodKind is MethodKind.UserDefinedOperator or MethodKind.Conversion) return Traits.None;
        if (CheapOnComplex.Contains(method.Name)) return Traits.None;
        return OnComplex.Contains(method.Name) ? Traits.Expensive : null;
    }
}
