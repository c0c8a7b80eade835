using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Compiler.Emission.Convolutions;
using Twiddle.Generator.Lowering;

namespace Twiddle.Generator.Analyzers.Values;

/// <summary>
/// Which numbers a method computes with, seen from its own operations alone: most loops in loops count, compare and move things, and need not be read by
/// rules about transforms.
/// </summary>
internal static class NumberUse
{
    /// <summary>Whether two numbers are multiplied that both may be elements of arrays, as convolutions do, not in loops that are too short for transforms to pay.</summary>
    public static bool MultipliesElements(IOperation code)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (code is IForLoopOperation loop && CountedLoop.Of(loop) is { Limit.ConstantValue: { HasValue: true, Value: int limit } } && limit < BreakEven.LeastShorter) return false;
        foreach (var part in code.ChildOperations)
            if (IsProductOfElements(part) || MultipliesElements(part)) return true;
        return false;
    }

    /// <summary>Whether an operation is of real or complex numbers, or the remainder of a long integer: the numbers that transforms are made of.</summary>
    public static bool IsFieldElement(IOperation part) => part switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder, Type: var type } when IsLongInteger(type) => true,
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Remainder, Type: var type } when IsLongInteger(type) => true,
        IInvocationOperation { TargetMethod.ContainingType: var type } when TypeLowering.IsBigInteger(type) => true,
        _ => IsOfReals(part.Type),
    };

    private static bool IsInteger(ITypeSymbol? type) => type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;

    private static bool IsLongInteger(ITypeSymbol? type) =>
        type?.SpecialType is SpecialType.System_Int64 or SpecialType.System_UInt64 || TypeLowering.IsBigInteger(type);

    /// <summary>Real and complex numbers, vectors and objects of a few of them, and arrays of all these.</summary>
    private static bool IsOfReals(ITypeSymbol? type, bool isField = false) => type switch
    {
        null => false,
        { SpecialType: SpecialType.System_Double or SpecialType.System_Single } => true,
        { SpecialType: not SpecialType.None } or { TypeKind: TypeKind.Enum or TypeKind.Delegate or TypeKind.Interface } => false,
        IArrayTypeSymbol array => IsOfReals(array.ElementType, isField),
        INamedTypeSymbol { TypeArguments.Length: 1 } of when TypeLowering.IsSpan(of) => IsOfReals(of.TypeArguments[0], isField),
        _ when TypeLowering.IsComplex(type) => true,
        INamedTypeSymbol named => !isField && HasOnlyReals(named),
        _ => false,
    };

    /// <summary>Complex numbers and the like: what is in them are real numbers, and nothing else.</summary>
    private static bool HasOnlyReals(INamedTypeSymbol type)
    {
        var hasReals = false;
        foreach (var member in type.GetMembers())
        {
            if (member is not IFieldSymbol { IsStatic: false, Type: var field }) continue;
            if (!IsOfReals(field, isField: true)) return false;
            hasReals = true;
        }

        return hasReals;
    }

    private static bool IsProductOfElements(IOperation part) => part switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product => !IsInteger(product.Type) && MayBeElement(product.LeftOperand) && MayBeElement(product.RightOperand),
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Multiply } product => MayBeElement(product.Value),

        // Of numbers that are objects, or a function of its own.
        IInvocationOperation { TargetMethod: { IsImplicitlyDeclared: false } method } => PureFunctions.Of(method) is null && IsOfReals(method.ReturnType) || TypeLowering.IsComplex(method.ContainingType) && method.Name == "Multiply",
        _ => false,
    };

    /// <summary>Whether an operand may hold an element of an array: neither a constant, nor what a function has computed.</summary>
    private static bool MayBeElement(IOperation operand) => operand switch
    {
        { ConstantValue.HasValue: true } => false,
        IArrayElementReferenceOperation or IPropertyReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation => true,

        // Integers in variables are counters and lengths.
        IConversionOperation { Operand: not (IArrayElementReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: false }), Operand.Type: var integer } when IsInteger(integer) => false,
        IConversionOperation conversion => MayBeElement(conversion.Operand),
        IParenthesizedOperation parenthesized => MayBeElement(parenthesized.Operand),
        IBinaryOperation binary => MayBeElement(binary.LeftOperand) || MayBeElement(binary.RightOperand),
        IUnaryOperation unary => MayBeElement(unary.Operand),
        IInvocationOperation { TargetMethod: var method } => PureFunctions.Of(method) is null || method.Parameters.Any(parameter => TypeLowering.IsComplex(parameter.Type)),
        _ => true,
    };
}
