using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Twiddle.CodeFixes;

/// <summary>A local before the loop.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class InvariantCallFixer() : RecomputationFixer(new InvariantCall(), "Call once, before the loop")
{
    private protected override SyntaxNode? Fix(Finding finding, SemanticModel model, SyntaxNode root)
    {
        var invariant = (InvariantCallFinding)finding;
        var loop = invariant.Loop.Syntax;
        var name = new FreshNames(model, loop).Take(LocalNames.For(invariant.Place));
        var declaration = $"var {name} = {invariant.Place.Syntax.WithoutTrivia().ToFullString()};";
        return Introduction.Before(root, invariant.Loop, new[] { declaration }, invariant.Calls.ToDictionary(call => call.Syntax, _ => (ExpressionSyntax)IdentifierName(name)));
    }
}
