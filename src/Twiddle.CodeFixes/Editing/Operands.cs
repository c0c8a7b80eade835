namespace Twiddle.CodeFixes.Editing;

/// <summary>Expressions as operands of others: in parentheses where they need them.</summary>
internal static class Operands
{
    /// <summary>The text of an operation's expression, fit to stand beside any operator.</summary>
    public static string Text(IOperation operation)
    {
        var text = operation.Syntax.WithoutTrivia().ToFullString();
        return IsTight((ExpressionSyntax)operation.Syntax) ? text : $"({text})";
    }

    /// <summary>The text of an operation's expression, fit to stand left of a sum or difference.</summary>
    public static string Added(IOperation operation) =>
        operation.Syntax is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression or (int)SyntaxKind.MultiplyExpression or (int)SyntaxKind.DivideExpression } or PrefixUnaryExpressionSyntax
            ? operation.Syntax.WithoutTrivia().ToFullString()
            : Text(operation);

    /// <summary>The expression for the place of another: without its parentheses where nothing around could pull it apart.</summary>
    public static ExpressionSyntax InPlaceOf(ExpressionSyntax place, ExpressionSyntax expression)
    {
        var needsNone = place.Parent is ArgumentSyntax or EqualsValueClauseSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax or ParenthesizedExpressionSyntax
            or AssignmentExpressionSyntax;
        return (needsNone && expression is ParenthesizedExpressionSyntax { Expression: var inner } ? inner : expression).WithTriviaFrom(place);
    }

    /// <summary>The expression with the parentheses directly around it.</summary>
    public static SyntaxNode WithParentheses(SyntaxNode expression)
    {
        while (expression.Parent is ParenthesizedExpressionSyntax parentheses) expression = parentheses;
        return expression;
    }

    private static bool IsTight(ExpressionSyntax expression) => expression is IdentifierNameSyntax or LiteralExpressionSyntax or MemberAccessExpressionSyntax
        or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or ThisExpressionSyntax;
}
