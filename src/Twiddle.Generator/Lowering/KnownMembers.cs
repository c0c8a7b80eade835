using Microsoft.CodeAnalysis;
using Twiddle.Compiler.Programs;

namespace Twiddle.Generator.Lowering;

/// <summary>The members of the framework's mathematics that have a word in the program language.</summary>
internal static class KnownMembers
{
    private static readonly Dictionary<(string Name, int Arguments), Intrinsic> Functions = new()
    {
        [("Sin", 1)] = Intrinsic.Sin,
        [("Cos", 1)] = Intrinsic.Cos,
        [("Tan", 1)] = Intrinsic.Tan,
        [("SinCos", 1)] = Intrinsic.SinCos,
        [("SinPi", 1)] = Intrinsic.SinPi,
        [("CosPi", 1)] = Intrinsic.CosPi,
        [("Asin", 1)] = Intrinsic.Asin,
        [("Acos", 1)] = Intrinsic.Acos,
        [("Atan", 1)] = Intrinsic.Atan,
        [("Sqrt", 1)] = Intrinsic.Sqrt,
        [("Abs", 1)] = Intrinsic.Abs,
        [("Pow", 2)] = Intrinsic.Pow,
        [("Exp", 1)] = Intrinsic.Exp,
        [("Log", 1)] = Intrinsic.Log,
        [("Log", 2)] = Intrinsic.Log,
        [("Log10", 1)] = Intrinsic.Log10,
        [("Log2", 1)] = Intrinsic.Log2,
        [("Atan2", 2)] = Intrinsic.Atan2,
        [("Floor", 1)] = Intrinsic.Floor,
        [("Ceiling", 1)] = Intrinsic.Ceiling,
        [("Round", 1)] = Intrinsic.Round,
        [("Truncate", 1)] = Intrinsic.Truncate,
        [("Min", 2)] = Intrinsic.Min,
        [("Max", 2)] = Intrinsic.Max,
        [("Sign", 1)] = Intrinsic.Sign,
        [("FusedMultiplyAdd", 3)] = Intrinsic.FusedMultiplyAdd,
    };

    private static readonly Dictionary<string, Intrinsic> BitFunctions = new()
    {
        ["PopCount"] = Intrinsic.PopCount,
        ["LeadingZeroCount"] = Intrinsic.LeadingZeroCount,
        ["TrailingZeroCount"] = Intrinsic.TrailingZeroCount,
        ["Log2"] = Intrinsic.IntegerLog2,
        ["IsPow2"] = Intrinsic.IsPowerOfTwo,
        ["RoundUpToPowerOf2"] = Intrinsic.RoundUpToPowerOfTwo,
    };

    private static readonly Dictionary<(string Name, int Arguments), Intrinsic> ComplexFunctions = new()
    {
        [("Abs", 1)] = Intrinsic.ComplexMagnitude,
        [("Conjugate", 1)] = Intrinsic.ComplexConjugate,
        [("Exp", 1)] = Intrinsic.ComplexExp,
        [("Pow", 2)] = Intrinsic.ComplexPow,
        [("Sqrt", 1)] = Intrinsic.ComplexSqrt,
        [("Reciprocal", 1)] = Intrinsic.ComplexReciprocal,
        [("FromPolarCoordinates", 2)] = Intrinsic.ComplexFromPolar,
    };

    private static readonly Dictionary<string, Intrinsic> ComplexMembers = new()
    {
        ["Zero"] = Intrinsic.ComplexZero,
        ["One"] = Intrinsic.ComplexOne,
        ["ImaginaryOne"] = Intrinsic.ComplexImaginaryOne,
        ["Real"] = Intrinsic.ComplexReal,
        ["Imaginary"] = Intrinsic.ComplexImaginary,
        ["Magnitude"] = Intrinsic.ComplexMagnitude,
        ["Phase"] = Intrinsic.ComplexPhase,
    };

    /// <summary>
    /// The meaning of a static function of <c>Math</c>, <c>MathF</c>, <c>double</c>, <c>float</c>, <c>Complex</c>, <c>BitOperations</c> or an integer type.
    /// </summary>
    public static Intrinsic? Function(IMethodSymbol method)
    {
        if (!method.IsStatic) return null;
        var key = (method.Name, method.Parameters.Length);
        if (TypeLowering.IsComplex(method.ContainingType)) return ComplexFunctions.TryGetValue(key, out var onComplex) ? onComplex : null;
        if (IsOnBits(method)) return BitFunctions.TryGetValue(method.Name, out var onBits) ? onBits : null;
        return IsMath(method.ContainingType) && Functions.TryGetValue(key, out var function) ? function : null;
    }

    /// <summary><c>Complex.Add</c> and its like: operators under another name.</summary>
    public static BinaryOperator? ComplexOperator(IMethodSymbol method) =>
        !method.IsStatic || method.Parameters.Length != 2 || !TypeLowering.IsComplex(method.ContainingType) ? null : method.Name switch
        {
            "Add" => BinaryOperator.Add,
            "Subtract" => BinaryOperator.Subtract,
            "Multiply" => BinaryOperator.Multiply,
            "Divide" => BinaryOperator.Divide,
            _ => null,
        };

    /// <summary>The meaning of a property or static field of <c>Complex</c>.</summary>
    public static Intrinsic? Property(ISymbol member) =>
        TypeLowering.IsComplex(member.ContainingType) && ComplexMembers.TryGetValue(member.Name, out var known) ? known : null;

    /// <summary>1 for the constants that are π, 2 for those that are 2π, else null.</summary>
    public static int? PiFactor(IFieldSymbol field) => !IsMath(field.ContainingType) ? null : field.Name switch
    {
        "PI" or "Pi" => 1,
        "Tau" => 2,
        _ => null,
    };

    private static bool IsOnBits(IMethodSymbol method) =>
        method.Parameters.Length == 1
        && (TypeLowering.IsFramework(method.ContainingType, "System.Numerics", "BitOperations")
            || method.ContainingType.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64);

    private static bool IsMath(INamedTypeSymbol type) =>
        type.SpecialType is SpecialType.System_Double or SpecialType.System_Single
        || TypeLowering.IsFramework(type, "System", "Math")
        || TypeLowering.IsFramework(type, "System", "MathF");
}
