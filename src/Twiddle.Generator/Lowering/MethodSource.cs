using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Twiddle.Generator.Lowering;

/// <summary>The body of a method as the user wrote it.</summary>
/// <param name="Symbol">The method, in the part that has the body.</param>
/// <param name="Declaration">Its declaration.</param>
/// <param name="Body">The operations of the body: a method, constructor or block body; null for a primary constructor and for the one that the compiler adds.</param>
internal sealed record MethodSource(IMethodSymbol Symbol, SyntaxNode Declaration, IOperation? Body)
{
    public MethodOrigin Origin => new(Declaration.SyntaxTree, Declaration.SpanStart);

    /// <summary>The body of <paramref name="method"/> in this project, or null where it has none.</summary>
    public static MethodSource? Of(IMethodSymbol method, ProgramBuilder program)
    {
        method = method.PartialImplementationPart ?? method;
        if (method is { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: true, IsStatic: false })
            return method.ContainingType.DeclaringSyntaxReferences is [var type, ..] ? new(method, type.GetSyntax(program.Cancellation), null) : null;
        if (method.DeclaringSyntaxReferences.Length != 1) return null;

        var declaration = method.DeclaringSyntaxReferences[0].GetSyntax(program.Cancellation);
        if (declaration is TypeDeclarationSyntax)
            return method.MethodKind == MethodKind.Constructor ? new(method, declaration, null) : null;
        if (!HasBody(declaration)) return null;
        return program.Operation(declaration) is { } body ? new(method, declaration, body) : null;
    }

    /// <summary>The statements to run, in order.</summary>
    public IEnumerable<IOperation> Statements() => Body switch
    {
        IMethodBodyBaseOperation { BlockBody: { } body } => body.Operations,
        IMethodBodyBaseOperation { ExpressionBody: { } body } => body.Operations,
        ILocalFunctionOperation { Body: { } body } => body.Operations,
        IAnonymousFunctionOperation { Body: { } body } => body.Operations,
        IBlockOperation body => body.Operations,
        _ => Enumerable.Empty<IOperation>(),
    };

    private static bool HasBody(SyntaxNode declaration) => declaration switch
    {
        BaseMethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null,
        LocalFunctionStatementSyntax function => function.Body is not null || function.ExpressionBody is not null,
        AccessorDeclarationSyntax accessor => accessor.Body is not null || accessor.ExpressionBody is not null,
        ArrowExpressionClauseSyntax => true,
        _ => false,
    };
}
