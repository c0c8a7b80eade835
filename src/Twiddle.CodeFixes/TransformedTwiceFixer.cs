using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Twiddle.CodeFixes;

/// <summary><c>var b = a;</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class TransformedTwiceFixer() : RecomputationFixer(new TransformedTwice(), "Use the first result")
{
    private protected override SyntaxNode? Fix(Finding finding, SemanticModel model, SyntaxNode root) =>
        root.ReplaceNode(finding.Place.Syntax, ParseName(Identifiers.Of(((TransformedTwiceFinding)finding).First)).WithTriviaFrom(finding.Place.Syntax));
}
