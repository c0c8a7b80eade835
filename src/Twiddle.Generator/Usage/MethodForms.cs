using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Twiddle.Generator.Lowering;

namespace Twiddle.Generator.Usage;

/// <summary>Which methods can have a fast sibling, by their form alone.</summary>
internal static class MethodForms
{
    /// <summary>Why a method cannot have a fast sibling, or null.</summary>
    public static string? WhyNot(IMethodSymbol method, CancellationToken cancellation) =>
        WhyNotByKind(method)
        ?? WhyNotByBody(method, cancellation)
        ?? WhyNotBySignature(method)
        ?? method.Parameters.Select(WhyNot).FirstOrDefault(reason => reason is not null);

    /// <summary>Whether what a method computes can depend on a type argument.</summary>
    public static bool IsGeneric(IMethodSymbol method) =>
        method.IsGenericMethod || method.Parameters.Select(parameter => parameter.Type).Append(method.ReturnType).Any(MentionsTypeParameter);

    private static string? WhyNotByKind(IMethodSymbol method) => method switch
    {
        { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction } => "it is a function inside another method",
        { MethodKind: not MethodKind.Ordinary } => "it is not an ordinary method",
        { ContainingType.TypeKind: TypeKind.Interface } => "it is a member of an interface",
        { ContainingType.TypeKind: not (TypeKind.Class or TypeKind.Struct) } => "it is not a member of a class or struct",
        _ when ContainingTypes(method).Any(type => type.IsFileLocal) => "its type exists in one file only",
        _ => null,
    };

    private static string? WhyNotByBody(IMethodSymbol method, CancellationToken cancellation) => method switch
    {
        { IsAbstract: true } => "it is abstract",
        { IsExtern: true } => "it is extern",
        { IsAsync: true } => "it is asynchronous",
        _ when IsIterator(method, cancellation) && method.ReturnType.OriginalDefinition.SpecialType != SpecialType.System_Collections_Generic_IEnumerable_T => "it is an iterator, and gives no 'IEnumerable' of numbers",
        _ => null,
    };

    private static string? WhyNotBySignature(IMethodSymbol method) => method switch
    {
        { ReturnsByRef: true } or { ReturnsByRefReadonly: true } => "it returns a reference",
        { IsVararg: true } => "it takes any number of arguments",
        _ when IsPointer(method.ReturnType) => "it returns a pointer",
        _ => null,
    };

    private static string? WhyNot(IParameterSymbol parameter) => parameter switch
    {
        { IsParams: true } => $"its parameter '{parameter.Name}' is 'params'",
        _ when IsPointer(parameter.Type) => $"its parameter '{parameter.Name}' is a pointer",
        { RefKind: not (RefKind.None or RefKind.Ref or RefKind.Out or RefKind.In) } => $"its parameter '{parameter.Name}' is passed by 'ref readonly'",
        { Type: { IsRefLikeType: true } type } when !TypeLowering.IsSpan(type) => $"its parameter '{parameter.Name}' is a 'ref struct'",
        _ => null,
    };

    /// <summary>Whether a method yields its elements one by one.</summary>
    public static bool IsIterator(IMethodSymbol method, CancellationToken cancellation) =>
        method.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)).Any(declaration => declaration
            .DescendantNodes(node => node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
            .Any(node => node is YieldStatementSyntax));

    private static IEnumerable<INamedTypeSymbol> ContainingTypes(ISymbol symbol)
    {
        for (var type = symbol.ContainingType; type is not null; type = type.ContainingType) yield return type;
    }

    private static bool IsPointer(ITypeSymbol type) => type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer;

    private static bool MentionsTypeParameter(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => MentionsTypeParameter(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(MentionsTypeParameter) || (named.ContainingType is { } outer && MentionsTypeParameter(outer)),
        _ => false,
    };
}
