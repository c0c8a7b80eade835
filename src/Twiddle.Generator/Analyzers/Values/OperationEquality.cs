using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Twiddle.Generator.Analyzers.Values;

/// <summary>Whether two expressions are the same computation on the same variables. What it does not know is never the same.</summary>
internal static class OperationEquality
{
    public static bool Same(IOperation? left, IOperation? right)
    {
        if (left is null || right is null) return left is null && right is null;
        if (left.Kind != right.Kind || !SymbolEqualityComparer.Default.Equals(left.Type, right.Type)) return false;
        if (left.ConstantValue.HasValue || right.ConstantValue.HasValue) return SameConstant(left.ConstantValue, right.ConstantValue);
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return (left, right) switch
        {
            (ILocalReferenceOperation a, ILocalReferenceOperation b) => SameSymbol(a.Local, b.Local),
            (IParameterReferenceOperation a, IParameterReferenceOperation b) => SameSymbol(a.Parameter, b.Parameter),
            (IInstanceReferenceOperation a, IInstanceReferenceOperation b) => a.ReferenceKind == b.ReferenceKind,
            (IFieldReferenceOperation a, IFieldReferenceOperation b) => SameSymbol(a.Field, b.Field) && Same(a.Instance, b.Instance),
            (IPropertyReferenceOperation a, IPropertyReferenceOperation b) =>
                SameSymbol(a.Property, b.Property) && Same(a.Instance, b.Instance) && SameAll(a.Arguments, b.Arguments),
            (IArrayElementReferenceOperation a, IArrayElementReferenceOperation b) =>
                Same(a.ArrayReference, b.ArrayReference) && SameAll(a.Indices, b.Indices),
            (IBinaryOperation a, IBinaryOperation b) =>
                a.OperatorKind == b.OperatorKind && a.IsChecked == b.IsChecked && a.IsLifted == b.IsLifted
                && SameSymbol(a.OperatorMethod, b.OperatorMethod) && Same(a.LeftOperand, b.LeftOperand) && Same(a.RightOperand, b.RightOperand),
            (IUnaryOperation a, IUnaryOperation b) =>
                a.OperatorKind == b.OperatorKind && a.IsChecked == b.IsChecked && a.IsLifted == b.IsLifted
                && SameSymbol(a.OperatorMethod, b.OperatorMethod) && Same(a.Operand, b.Operand),
            (IConversionOperation a, IConversionOperation b) =>
                a.IsChecked == b.IsChecked && SameSymbol(a.OperatorMethod, b.OperatorMethod) && Same(a.Operand, b.Operand),
            (IInvocationOperation a, IInvocationOperation b) =>
                SameSymbol(a.TargetMethod, b.TargetMethod) && Same(a.Instance, b.Instance) && SameAll(a.Arguments, b.Arguments),
            (IObjectCreationOperation { Initializer: null } a, IObjectCreationOperation { Initializer: null } b) =>
                SameSymbol(a.Constructor, b.Constructor) && SameAll(a.Arguments, b.Arguments),
            (IArgumentOperation a, IArgumentOperation b) => SameSymbol(a.Parameter, b.Parameter) && Same(a.Value, b.Value),
            _ => false,
        };
    }

    private static bool SameSymbol(ISymbol? left, ISymbol? right) => SymbolEqualityComparer.Default.Equals(left, right);

    private static bool SameAll<T>(ImmutableArray<T> left, ImmutableArray<T> right) where T : IOperation
    {
        if (left.Length != right.Length) return false;
        for (var i = 0; i < left.Length; i++)
            if (!Same(left[i], right[i])) return false;
        return true;
    }

    /// <summary>The same bits: 0.0 and −0.0 are two values, and NaN is itself.</summary>
    private static bool SameConstant(Optional<object?> left, Optional<object?> right) => (left.Value, right.Value) switch
    {
        _ when !left.HasValue || !right.HasValue => false,
        (double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b),
        (float a, float b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b),
        var (a, b) => Equals(a, b),
    };
}
