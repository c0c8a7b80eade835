using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Twiddle.Compiler.Emission;
using Twiddle.Compiler.Programs;
using Twiddle.Generator.Lowering;
using Twiddle.Generator.Usage;

namespace Twiddle.Generator.Targets;

/// <summary>Describes the place where generated code goes.</summary>
internal static class TargetOf
{
    public static EmissionTarget Usage(TransformUsage usage, Compilation compilation, CancellationToken cancellation)
    {
        var types = new TypeLowering(compilation, usage.Method.ContainingType);
        var options = usage.Method.DeclaringSyntaxReferences[0].SyntaxTree.Options;
        var @namespace = usage.Method.ContainingNamespace;
        return new(
            @namespace.IsGlobalNamespace ? "" : string.Join(".", @namespace.ConstituentNames().Select(TypeText.Identifier)),
            Containers(usage.Method.ContainingType).ToEquatableArray(),
            Signature(usage.Specification, SiblingModifiers(usage.Specification), types),
            usage.IsPartial ? Signature(usage.Method, WrittenModifiers(usage.Method, cancellation), types) : null,
            TypeText.Identifier(usage.GeneratedName),
            LanguageFeaturesOf.Project(compilation, options)) { IsParallel = usage.IsParallel };
    }

    private static IEnumerable<string> ConstituentNames(this INamespaceSymbol @namespace) =>
        @namespace.IsGlobalNamespace ? [] : @namespace.ContainingNamespace.ConstituentNames().Append(@namespace.Name);

    private static IEnumerable<ContainingType> Containers(INamedTypeSymbol? type) =>
        type is null ? [] : Containers(type.ContainingType).Append(new ContainingType(Declaration(type)));

    private static string Declaration(INamedTypeSymbol type)
    {
        var keyword = (type.IsRecord, type.TypeKind) switch
        {
            (true, TypeKind.Struct) => "record struct",
            (true, _) => "record",
            (_, TypeKind.Struct) => "struct",
            _ => "class",
        };
        var modifiers = (type.IsStatic ? "static " : "") + (type.IsReadOnly ? "readonly " : "") + (type.IsRefLikeType ? "ref " : "");
        var parameters = type.TypeParameters.IsEmpty
            ? ""
            : "<" + string.Join(", ", type.TypeParameters.Select(parameter => TypeText.Identifier(parameter.Name))) + ">";
        return modifiers + "partial " + keyword + " " + TypeText.TypeIdentifier(type.Name) + parameters;
    }

    private static MethodSignature Signature(IMethodSymbol method, string modifiers, TypeLowering types) => new(
        TypeText.Identifier(method.Name),
        modifiers,
        TypeText.Of(method.ReturnType),
        types[method.ReturnType],
        method.Parameters.Select(parameter => Parameter(parameter, types)).ToEquatableArray(),
        TypeText.Cref(method))
    {
        IsExtension = method.IsExtensionMethod,
    };

    private static SignatureParameter Parameter(IParameterSymbol parameter, TypeLowering types) => new(
        TypeText.Identifier(parameter.Name),
        TypeText.Of(parameter.Type),
        types[parameter.Type],
        BodyLowering.Mode(parameter.RefKind),
        DefaultText.Of(parameter));

    /// <summary>A sibling is as visible as its naive method, but nobody overrides it.</summary>
    private static string SiblingModifiers(IMethodSymbol method)
    {
        var accessibility = method.DeclaredAccessibility switch
        {
            Accessibility.Public => "public",
            Accessibility.Internal => "internal",
            Accessibility.Protected => "protected",
            Accessibility.ProtectedOrInternal => "protected internal",
            Accessibility.ProtectedAndInternal => "private protected",
            _ => "private",
        };
        var isReadOnly = method is { IsReadOnly: true, IsStatic: false, ContainingType.IsReadOnly: false };
        return accessibility + (method.IsStatic ? " static" : "") + (isReadOnly ? " readonly" : "");
    }

    /// <summary>Both parts of a partial method must have the same modifiers, down to whether <c>private</c> is written.</summary>
    private static string WrittenModifiers(IMethodSymbol method, CancellationToken cancellation) =>
        method.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is MethodDeclarationSyntax declaration
            ? string.Join(" ", declaration.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.PartialKeyword)).Select(modifier => modifier.Text))
            : SiblingModifiers(method);
}
