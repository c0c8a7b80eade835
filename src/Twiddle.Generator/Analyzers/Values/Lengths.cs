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
}
