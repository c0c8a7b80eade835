using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Twiddle.Generator.Targets;

/// <summary>Types and names as C# text that means the same anywhere in the project.</summary>
internal static class TypeText
{
    /// <summary>
    /// <c>global::</c> in front, keywords for the primitive types, tuple names kept. Nullable annotations are left out: generated code is
    /// oblivious of them, and agrees with either.
    /// </summary>
    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat CrefFormat = Format.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    public static string Of(ITypeSymbol type) => type.ToDisplayString(Format);

    /// <summary>A name, with <c>@</c> where it is a keyword.</summary>
    public static string Identifier(string name) => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>The name of a type in its declaration, where words like <c>record</c> are keywords too.</summary>
    public static string TypeIdentifier(string name) => SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : Identifier(name);

    /// <summary>The text by which <c>cref</c> finds a method: <c>Dft(System.ReadOnlySpan{System.Numerics.Complex}, ref int)</c>.</summary>
    public static string Cref(IMethodSymbol method) =>
        method.Name + "(" + string.Join(", ", method.Parameters.Select(parameter => Prefix(parameter.RefKind) + Cref(parameter.Type))) + ")";

    private static string Prefix(RefKind kind) => kind switch
    {
        RefKind.None => "",
        RefKind.Ref => "ref ",
        RefKind.Out => "out ",
        _ => "in ",
    };

    /// <summary>A type inside a <c>cref</c>, where tuples have no syntax of their own and type arguments stand in braces.</summary>
    private static string Cref(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Cref(array.ElementType) + "[" + new string(',', array.Rank - 1) + "]",
        INamedTypeSymbol { IsTupleType: true, TupleUnderlyingType: { } tuple } => "System.ValueTuple{" + Arguments(tuple) + "}",
        INamedTypeSymbol { IsTupleType: true } tuple => "System.ValueTuple{" + Arguments(tuple) + "}",
        _ => type.ToDisplayString(CrefFormat).Replace('<', '{').Replace('>', '}'),
    };

    private static string Arguments(INamedTypeSymbol type) => string.Join(", ", type.TypeArguments.Select(Cref));
}
