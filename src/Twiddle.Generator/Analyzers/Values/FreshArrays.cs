using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Twiddle.Generator.Analyzers.Values;

/// <summary>
/// Methods that compute a new array from arguments that they only read: they write nothing but locals and arrays made by themselves, call nothing but pure
/// functions, and return an array that nobody else has.
/// </summary>
internal static class FreshArrays
{
    /// <summary>Whether a call gives a new array with the same elements whenever its arguments have the same elements.</summary>
    public static bool AreGivenBy(IMethodSymbol method, PureMethods methods, Compilation compilation) =>
        method.ReturnType is IArrayTypeSymbol { ElementType.IsUnmanagedType: true } && HarmlessBody(method, methods, compilation) is { } body && body.Descendants().OfType<ILoopOperation>().Any();

    /// <summary>Whether a call writes nothing that was there before: it gives a number, or a new array.</summary>
    public static bool WritesNothing(IMethodSymbol method, PureMethods methods, Compilation compilation) =>
        (method.ReturnType is IArrayTypeSymbol { ElementType.IsUnmanagedType: true } || method.ReturnType.IsUnmanagedType) && HarmlessBody(method, methods, compilation) is not null;

    private static IBlockOperation? HarmlessBody(IMethodSymbol method, PureMethods methods, Compilation compilation)
    {
        if (!method.IsStatic || method.IsGenericMethod || method.IsAsync || method.DeclaringSyntaxReferences is not [var declaration]) return null;
        if (method.Parameters.Any(parameter => parameter.RefKind != RefKind.None || !IsData(parameter.Type))) return null;
        var syntax = declaration.GetSyntax();
        if (!compilation.ContainsSyntaxTree(syntax.SyntaxTree)) return null;
        if (compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax) is not IMethodBodyOperation code || (code.BlockBody ?? code.ExpressionBody) is not { } body) return null;
        return body.Descendants().All(part => IsHarmless(part, methods)) ? body : null;
    }

    private static bool IsData(ITypeSymbol type) => type is IArrayTypeSymbol { ElementType.IsUnmanagedType: true } || type.IsUnmanagedType;

    private static bool IsHarmless(IOperation part, PureMethods methods) => part switch
    {
        IReturnOperation { ReturnedValue: { } result } => result.Type is { IsUnmanagedType: true } || IsOwnArray(result),
        IReturnOperation or IBlockOperation or ILoopOperation or IConditionalOperation or IVariableDeclarationGroupOperation or IVariableDeclarationOperation => true,
        IVariableDeclaratorOperation { Symbol.RefKind: var kind } => kind == RefKind.None,
        IVariableInitializerOperation or IExpressionStatementOperation or IArgumentOperation or ILiteralOperation or IBranchOperation or IEmptyOperation => true,
        ILocalReferenceOperation or IParameterReferenceOperation or IArrayElementReferenceOperation or IDefaultValueOperation => true,
        IFieldReferenceOperation { Field: var field } => field.IsConst || Lowering.TypeLowering.IsComplex(field.ContainingType),
        IPropertyReferenceOperation property => property.Property.Name == "Length" || PureFunctions.Of(property.Property) is not null,
        IArrayCreationOperation { Type: IArrayTypeSymbol { ElementType.IsUnmanagedType: true } } or IArrayInitializerOperation => true,
        ISimpleAssignmentOperation { IsRef: false } assignment => IsOwnTarget(assignment.Target),
        ICompoundAssignmentOperation compound => IsOwnTarget(compound.Target) && IsKnown(compound.OperatorMethod),
        IIncrementOrDecrementOperation increment => IsOwnTarget(increment.Target),
        IBinaryOperation binary => IsKnown(binary.OperatorMethod),
        IUnaryOperation unary => IsKnown(unary.OperatorMethod),
        IConversionOperation conversion => conversion.Type is { IsUnmanagedType: true } && IsKnown(conversion.OperatorMethod),
        IInvocationOperation { Instance.Type: IArrayTypeSymbol, TargetMethod.Name: "GetLength" } => true,
        IInvocationOperation call => PureFunctions.Of(call.TargetMethod) is not null || (methods.Of(call.TargetMethod) & Traits.Impure) == 0,
        IObjectCreationOperation creation => Lowering.TypeLowering.IsComplex(creation.Type),
        _ => false,
    };

    private static bool IsKnown(IMethodSymbol? method) => method is null || PureFunctions.Of(method) is not null;

    private static bool IsOwnTarget(IOperation target) => target switch
    {
        // An array variable that changes hands could be one of the arguments.
        ILocalReferenceOperation or IParameterReferenceOperation => target.Type is { IsUnmanagedType: true },
        IArrayElementReferenceOperation element => IsOwnArray(element.ArrayReference),
        _ => false,
    };

    private static bool IsOwnArray(IOperation array) => array switch
    {
        IArrayCreationOperation => true,
        ILocalReferenceOperation { Local: var local } => Lengths.InitialValue(local, array) is IArrayCreationOperation,
        _ => false,
    };
}
