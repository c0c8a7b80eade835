using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Twiddle.CodeFixes;

/// <summary>A local before the first statement that computes the value.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RepeatedSubexpressionFixer() : RecomputationFixer(new RepeatedSubexpression(), "Compute once, in a local")
{
    private protected override SyntaxNode? Fix(Finding finding, SemanticModel model, SyntaxNode root)
    {
        var shared = ((RepeatedFinding)finding).Shared;
        var statement = shared.Statement.Syntax;
        var name = new FreshNames(model, statement).Take(LocalNames.For(shared.Places[0]));
        var declaration = $"var {name} = {shared.Places[0].Syntax.WithoutTrivia().ToFullString()};";
        return Introduction.Before(root, shared.Statement, new[] { declaration }, shared.Places.ToDictionary(place => place.Syntax, _ => (ExpressionSyntax)IdentifierName(name)));
    }
}
