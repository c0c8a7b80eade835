using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Twiddle.Generator.Analyzers.Values;

/// <summary>Integers that are never negative, since they are lengths.</summary>
internal static class Lengths
{
    /// <summary>Whether the value is a length, a positive constant, or a local that was set to one and never again.</summary>
    public static bool IsLength(IOperation value) => value switch
    {
        { ConstantValue: { HasValue: true, Value: int constant } } => constant >= 0,
        IPropertyReferenceOperation { Property.Name: "Length" or "Count", Arguments.IsEmpty: true, Type.SpecialType: SpecialType.System_Int32 } => true,
        IInvocationOperation { TargetMethod: { Name: "GetLength" }, Instance.Type: IArrayTypeSymbol } => true,
        ILocalReferenceOperation { Local: var local } => InitialValue(local, value) is { } initial && IsLength(initial),
        _ => false,
    };

    /// <summary>The value that a local is declared with and keeps.</summary>
    public static IOperation? InitialValue(ILocalSymbol local, IOperation place)
    {
        if (local.DeclaringSyntaxReferences is not [var declaration] || BodyFacts.Of(place).IsAssigned(local)) return null;
        return place.SemanticModel?.GetOperation(declaration.GetSyntax()) is IVariableDeclaratorOperation { Parent: IVariableDeclarationOperation } declarator
            ? declarator.Initializer?.Value
            : null;
    }

    /// <summary>Whether two lengths are the same, also by the locals that hold them, or by the arrays that were made with them.</summary>
    public static bool Same(IOperation left, IOperation right) => OperationEquality.Same(left, right) || OperationEquality.Same(Source(left), Source(right));

    private static IOperation Source(IOperation length) => length switch
    {
        ILocalReferenceOperation { Local: var local } when InitialValue(local, length) is { } initial => Source(initial),
        IPropertyReferenceOperation { Property.Name: "Length", Instance: ILocalReferenceOperation { Local: var array } instance }
            when InitialValue(array, instance) is IArrayCreationOperation { DimensionSizes: [var size], Initializer: null } => Source(size),
        _ => length,
    };
}
