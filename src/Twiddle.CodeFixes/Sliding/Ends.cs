using Twiddle.Generator.Analyzers.Values;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Twiddle.CodeFixes.Sliding;

/// <summary>The ends of a window as text: where a term comes in, and where one goes out.</summary>
internal static class Ends
{
    /// <summary>The place in the window that comes in at each position after the first.</summary>
    public static string Entering(CountedLoop along, bool isBackwards) => isBackwards ? Text(along.Start) : Last(along);

    /// <summary>The place beside the window, where what is there now was in it at the position before.</summary>
    public static string Leaving(CountedLoop along, bool isBackwards) => isBackwards ? Shifted(along.Limit, along.IsInclusive ? 1 : 0) : Shifted(along.Start, -1);

    /// <summary>The last place in the window.</summary>
    public static string Last(CountedLoop loop) => loop.IsInclusive ? Text(loop.Limit) : Shifted(loop.Limit, -1);

    /// <summary>What says that the window is not empty; null where constants do.</summary>
    public static string? IsNotEmpty(CountedLoop loop)
    {
        if (SlidingSum.Width(loop) is > 0) return null;
        var comparison = loop.IsInclusive ? "<=" : "<";
        return loop.Start.ConstantValue is { HasValue: true, Value: 0 } ? $"{Operands.Text(loop.Limit)} {(loop.IsInclusive ? ">=" : ">")} 0" : $"{Operands.Added(loop.Start)} {comparison} {Operands.Text(loop.Limit)}";
    }

    /// <summary>A value and a small number, added up where the value is a number itself.</summary>
    public static string Shifted(IOperation value, int by)
    {
        if (by == 0) return Text(value);
        if (value.Syntax is LiteralExpressionSyntax or PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax } && value.ConstantValue is { HasValue: true, Value: int number })
            return (number + by).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return $"{Operands.Added(value)} {(by > 0 ? "+" : "-")} {Math.Abs(by)}";
    }

    public static string Text(IOperation value) => value.Syntax.WithoutTrivia().ToString();

    /// <summary>An expression with a variable replaced by another expression, in parentheses where it needs them.</summary>
    public static string With(SyntaxNode expression, SemanticModel model, ILocalSymbol variable, string text) => Replaced(
        expression,
        expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == variable.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, variable)),
        text);

    /// <summary>The same for a statement that is no part of the tree yet, by name: nothing in it declares one.</summary>
    public static string With(StatementSyntax statement, string text, string variable) => Replaced(
        statement,
        statement.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == variable && name.Parent is not (MemberAccessExpressionSyntax or NameColonSyntax) || IsReceiver(name, variable)),
        text);

    private static string Replaced(SyntaxNode node, IEnumerable<IdentifierNameSyntax> names, string text)
    {
        var replacement = ParseExpression(text);
        var replaced = names.Select(name => IsNegated(name, text) ? name.Parent! : name).ToList();
        return node.ReplaceNodes(replaced, (old, _) => old switch
        {
            BinaryExpressionSyntax sum => ParseExpression($"{sum.Left.WithoutTrivia()} - {text.Substring(1)}").WithTriviaFrom(sum),
            _ when NeedsParentheses(replacement, old) => ParenthesizedExpression(replacement).WithTriviaFrom(old),
            _ => replacement.WithTriviaFrom(old),
        }).WithoutTrivia().ToString();
    }

    /// <summary>Something negative added to something: <c>i + -1</c> is written <c>i - 1</c>.</summary>
    private static bool IsNegated(IdentifierNameSyntax name, string text) => text.StartsWith("-", StringComparison.Ordinal) && !text.Contains('*') && !text.Contains('(')
        && name.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum && sum.Right == name && sum.Left is IdentifierNameSyntax;

    private static bool IsReceiver(IdentifierNameSyntax name, string variable) =>
        name.Identifier.ValueText == variable && name.Parent is MemberAccessExpressionSyntax member && member.Expression == name;

    private static bool NeedsParentheses(ExpressionSyntax replacement, SyntaxNode place) =>
        replacement is BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or ConditionalExpressionSyntax or CastExpressionSyntax
        && place.Parent is not (ArgumentSyntax or ParenthesizedExpressionSyntax or EqualsValueClauseSyntax)
        && !(place.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum && replacement is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression } && sum.Right == place);
}
