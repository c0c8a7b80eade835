using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Generator.Lowering;

namespace Twiddle.Generator.Analyzers.Values;

/// <summary>Says what evaluating an expression may do, by what it consists of.</summary>
/// <param name="methods">What is known of the user's own methods.</param>
/// <param name="place">Where the expression is to be evaluated: what has been dereferenced before is not null there.</param>
internal readonly struct ExpressionTraits(PureMethods methods, IOperation place)
{
    public Traits Of(IOperation? operation)
    {
        if (operation is null || operation.ConstantValue.HasValue) return Traits.None;
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return operation switch
        {
            ILiteralOperation or ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation or IDefaultValueOperation => Traits.None,
            IFieldReferenceOperation field => Of(field),
            IPropertyReferenceOperation property => Of(property),
            IArrayElementReferenceOperation element => Of(element.ArrayReference) | OfAll(element.Indices) | Traits.MayThrow | Traits.ReadsElements,
            IBinaryOperation binary => Of(binary),
            IUnaryOperation unary => Of(unary.Operand) | Operator(unary.OperatorMethod) | Checked(unary.IsChecked),
            IConversionOperation conversion => Of(conversion),
            IConditionalOperation { WhenFalse: { } whenFalse } choice => Of(choice.Condition) | Of(choice.WhenTrue) | Of(whenFalse),
            IInvocationOperation call => Of(call),
            IObjectCreationOperation { Initializer: null } creation when TypeLowering.IsComplex(creation.Type) => OfArguments(creation.Arguments),
            _ => Traits.Impure | Traits.MayThrow,
        };
    }

    private Traits Of(IFieldReferenceOperation field)
    {
        var memory = field.Field.IsReadOnly || field.Field.IsConst ? Traits.None : Traits.ReadsFields;
        if (field.Field.IsVolatile || field.Field.RefKind != RefKind.None) return Traits.Impure;
        return field.Instance switch
        {
            // The first use of another type may run its initialiser.
            null => memory | (TypeLowering.IsComplex(field.Field.ContainingType) || IsOwn(field.Field) ? Traits.None : Traits.MayThrow),
            IInstanceReferenceOperation => memory,
            // The field of a struct in a variable goes with the variable.
            ILocalReferenceOperation or IParameterReferenceOperation when field.Instance.Type is { IsValueType: true } => Traits.None,
            { Type.IsValueType: true } instance => memory | Of(instance),
            var instance => memory | Traits.MayThrow | Of(instance),
        };
    }

    private bool IsOwn(ISymbol member)
    {
        for (var type = Places.ContainingMember(place)?.ContainingType; type is not null; type = type.ContainingType)
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, member.ContainingType.OriginalDefinition)) return true;
        return false;
    }

    private Traits Of(IPropertyReferenceOperation property)
    {
        if (property.Property.Name == "Length" && property.Arguments.IsEmpty)
        {
            if (TypeLowering.IsSpan(property.Instance?.Type)) return Of(property.Instance);
            if (property.Instance?.Type is IArrayTypeSymbol)
                return Of(property.Instance) | (NullChecks.IsNotNull(property.Instance, place) ? Traits.None : Traits.MayThrow);
        }

        if (property.Arguments.Length == 1 && TypeLowering.IsSpan(property.Instance?.Type))
            return Of(property.Instance) | OfArguments(property.Arguments) | Traits.MayThrow | Traits.ReadsElements;
        if (PureFunctions.Of(property.Property) is { } known) return Of(property.Instance) | known;
        if (!IsAutomatic(property.Property)) return Traits.Impure | Traits.MayThrow;
        var memory = property.Property.SetMethod is null or { IsInitOnly: true } ? Traits.None : Traits.ReadsFields;
        return property.Instance switch
        {
            null => memory | (IsOwn(property.Property) ? Traits.None : Traits.MayThrow),
            IInstanceReferenceOperation => memory,
            { Type.IsValueType: true } instance => memory | Of(instance),
            var instance => memory | Traits.MayThrow | Of(instance),
        };
    }

    /// <summary>A property that is a field by another name: declared in source without code, and not to be overridden.</summary>
    public static bool IsAutomatic(IPropertySymbol property)
    {
        if (property.IsVirtual || property.IsAbstract || property.IsOverride || property.IsIndexer || property.DeclaringSyntaxReferences.IsEmpty) return false;
        foreach (var member in property.ContainingType.GetMembers())
            if (member is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property)) return true;
        return false;
    }

    private Traits Of(IBinaryOperation binary)
    {
        var operands = Of(binary.LeftOperand) | Of(binary.RightOperand) | Operator(binary.OperatorMethod) | Checked(binary.IsChecked);
        return binary.OperatorKind is BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder
            && !PureFunctions.IsFloating(binary.Type) && binary.OperatorMethod is null && !IsHarmlessDivisor(binary.RightOperand)
            ? operands | Traits.MayThrow
            : operands;
    }

    /// <summary>Neither zero, nor minus one: the smallest integer divided by that overflows.</summary>
    private static bool IsHarmlessDivisor(IOperation divisor) =>
        divisor.ConstantValue is { HasValue: true, Value: { } value } && value is int or long or short or sbyte or byte or uint or ulong or ushort
        && Convert.ToDecimal(value, System.Globalization.CultureInfo.InvariantCulture) is not (0 or -1);

    private Traits Of(IConversionOperation conversion)
    {
        var operand = Of(conversion.Operand) | Operator(conversion.OperatorMethod) | Checked(conversion.IsChecked && !IsWidening(conversion));
        if (IsFromOrToDecimal(conversion)) operand |= Traits.MayThrow;
        if (conversion.OperatorMethod is not null || conversion.Conversion is { IsIdentity: true } or { IsNumeric: true }) return operand;
        return operand | Traits.Impure | Traits.MayThrow;
    }

    /// <summary>The compiler calls all conversions of numbers checked where anything is; those that it makes by itself, and those to floating point, never fail.</summary>
    private static bool IsWidening(IConversionOperation conversion) => conversion.IsImplicit || PureFunctions.IsFloating(conversion.Type);

    /// <summary>Written out, those fail where the value does not fit, checked or not.</summary>
    private static bool IsFromOrToDecimal(IConversionOperation conversion) => !conversion.IsImplicit
        && (conversion.Type?.SpecialType == SpecialType.System_Decimal || conversion.Operand.Type?.SpecialType == SpecialType.System_Decimal);

    private Traits Of(IInvocationOperation call)
    {
        var arguments = OfArguments(call.Arguments);
        if (PureFunctions.Of(call.TargetMethod) is { } known) return arguments | known;
        if (call.Instance?.Type is IArrayTypeSymbol && call.TargetMethod.Name == "GetLength")
            return arguments | Of(call.Instance) | (call.Arguments[0].Value.ConstantValue.HasValue && NullChecks.IsNotNull(call.Instance, place) ? Traits.None : Traits.MayThrow);
        return arguments | (call.Instance is null or IInstanceReferenceOperation ? methods.Of(call.TargetMethod) : Traits.Impure | Traits.MayThrow);
    }

    private Traits Operator(IMethodSymbol? method) => method is null ? Traits.None : PureFunctions.Of(method) ?? methods.Of(method);

    private static Traits Checked(bool isChecked) => isChecked ? Traits.MayThrow : Traits.None;

    private Traits OfArguments(IReadOnlyList<IArgumentOperation> arguments)
    {
        var all = Traits.None;
        foreach (var argument in arguments)
            all |= argument.Parameter is { RefKind: RefKind.None or RefKind.In } ? Of(argument.Value) : Traits.Impure | Traits.MayThrow;
        return all;
    }

    private Traits OfAll(IReadOnlyList<IOperation> operations)
    {
        var all = Traits.None;
        foreach (var operation in operations) all |= Of(operation);
        return all;
    }
}
