using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Twiddle.CodeFixes;

/// <summary><c>var b = a;</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class TransformedTwiceFixer() : RecomputationFixer(new TransformedTwice(), "Use the first result")
{
    private protected override SyntaxNode? Fix(Finding finding, SemanticModel model, SyntaxNode root) =>
        root.ReplaceNode(finding.Place.Syntax, IdentifierName(((TransformedTwiceFinding)finding).First.Name).WithTriviaFrom(finding.Place.Syntax));
}
