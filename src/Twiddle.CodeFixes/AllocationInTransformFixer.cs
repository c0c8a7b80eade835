using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Twiddle.CodeFixes;

/// <summary><c>Span&lt;double&gt; t = stackalloc double[64];</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AllocationInTransformFixer() : RecomputationFixer(new AllocationInTransform(), "Keep it on the stack")
{
    private protected override SyntaxNode? Fix(Finding finding, SemanticModel model, SyntaxNode root)
    {
        var found = (AllocationFinding)finding;
        var creation = (ArrayCreationExpressionSyntax)found.Place.Syntax;
        if (creation.FirstAncestorOrSelf<VariableDeclarationSyntax>() is not { } declaration) return null;
        if (model.Compilation.GetTypeByMetadataName("System.Span`1") is not { } span) return null;

        var type = ParseTypeName(span.Construct(found.Element).ToMinimalDisplayString(model, creation.SpanStart));
        var onStack = StackAllocArrayCreationExpression(Token(SyntaxKind.StackAllocKeyword).WithTrailingTrivia(Space), creation.Type).WithTriviaFrom(creation);
        var changed = declaration.ReplaceNode(creation, onStack);
        return root.ReplaceNode(declaration, changed.WithType(type.WithTriviaFrom(declaration.Type)));
    }
}
