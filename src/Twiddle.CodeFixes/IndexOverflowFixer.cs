using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Twiddle.CodeFixes;

/// <summary><c>(long)k * n</c>, and back to <c>int</c> after a remainder.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class IndexOverflowFixer() : RecomputationFixer(new IndexOverflow(), "Multiply in 64 bits")
{
    private protected override SyntaxNode? Fix(Finding finding, SemanticModel model, SyntaxNode root)
    {
        var overflow = (IndexOverflowFinding)finding;
        var first = Operands.WithParentheses(overflow.First.Syntax);
        if (HasProductAtTheRight(overflow.Place)) return null;
        if (overflow.Destination is not IBinaryOperation { Syntax: var remainder }) return root.ReplaceNode(first, Widened(overflow.First));
        root = root.TrackNodes(first, remainder);
        root = root.ReplaceNode(root.GetCurrentNode(first)!, Widened(overflow.First));
        var current = (ExpressionSyntax)root.GetCurrentNode(remainder)!;
        return root.ReplaceNode(current, CastExpression(PredefinedType(Token(SyntaxKind.IntKeyword)), ParenthesizedExpression(current.WithoutTrivia())).WithTriviaFrom(current));
    }

    /// <summary><c>k * (n * m)</c>: the first factor does not widen what is in the parentheses.</summary>
    private static bool HasProductAtTheRight(IOperation product) =>
        product is IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } binary
        && (binary.RightOperand is IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } || HasProductAtTheRight(binary.LeftOperand));

    private static ExpressionSyntax Widened(IOperation factor) => factor.Syntax is LiteralExpressionSyntax { Parent: not ParenthesizedExpressionSyntax } literal
        ? ParseExpression(literal.Token.Text + "L").WithTriviaFrom(literal)
        : ParseExpression("(long)" + Operands.Text(factor)).WithTriviaFrom(Operands.WithParentheses(factor.Syntax));
}
