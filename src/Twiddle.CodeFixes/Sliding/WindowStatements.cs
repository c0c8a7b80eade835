using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Twiddle.CodeFixes.Sliding;

/// <summary>Copies of the statements of a window: with other sums, with the opposite sign, without the exception in the middle, and with indentation relative to nothing.</summary>
/// <param name="sums">The operations that add.</param>
/// <param name="center">What leaves out the middle; or null.</param>
internal sealed class WindowStatements(IReadOnlyList<IOperation> sums, WindowCenter? center)
{
    private const string Indent = "    ";

    /// <summary>The text of a statement whose sums go into other variables.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="names">The new names of the variables.</param>
    /// <param name="isNegative">Whether to subtract what was added.</param>
    public string Text(StatementSyntax statement, IReadOnlyDictionary<string, string> names, bool isNegative)
    {
        var indentation = Introduction.Indentation(statement.GetLeadingTrivia()).ToFullString();
        var places = sums.Select(sum => sum.Syntax).Where(place => statement.Span.Contains(place.Span)).ToList();
        if (center is { IsSkip: false, Statement.Syntax: var guard } && statement.Span.Contains(guard.Span)) places.Add(guard);
        var changed = statement.ReplaceNodes(places, (old, rewritten) => rewritten is IfStatementSyntax all ? EverywhereAlike(all) : Sum((ExpressionSyntax)old, names, isNegative));
        var text = changed.WithoutTrivia().ToString().Replace("\r\n", "\n");
        if (!isNegative) text = string.Concat(Comments(statement.GetLeadingTrivia()).Select(comment => comment + "\n")) + text + string.Concat(Comments(statement.GetTrailingTrivia()).Select(comment => "   " + comment));
        return string.Join("\n", text.Split('\n').Select((line, i) => i > 0 && line.StartsWith(indentation, StringComparison.Ordinal) ? line.Substring(indentation.Length) : line));
    }

    /// <summary>The statements of a loop's body, in lines that are indented by one more level than the loop, between braces where there is more than one.</summary>
    public string Body(IEnumerable<StatementSyntax> statements, IReadOnlyDictionary<string, string> names, bool isNegative)
    {
        var texts = statements.Select(statement => Text(statement, names, isNegative)).ToList();
        return texts is [var only] ? Indented(only) : "{\n" + string.Join("\n", texts.Select(Indented)) + "\n}";
    }

    /// <summary>What a loop's body consists of, without the exception in the middle.</summary>
    public IEnumerable<StatementSyntax> Of(StatementSyntax body) =>
        (body is BlockSyntax block ? block.Statements : Enumerable.Repeat(body, 1)).Where(statement => center is not { IsSkip: true } || statement != center.Statement.Syntax);

    /// <summary>Whether there is something that a copy would not keep: directives, or an exception that is not a statement of its own.</summary>
    public bool IsFit(StatementSyntax loop) => !loop.ContainsDirectives && (center is not { IsSkip: true } || center.Statement.Syntax.Parent is BlockSyntax);

    /// <summary>Comments beside a statement, of which one copy is enough.</summary>
    private static IEnumerable<string> Comments(SyntaxTriviaList trivia) =>
        trivia.Where(part => part.IsKind(SyntaxKind.SingleLineCommentTrivia) || part.IsKind(SyntaxKind.MultiLineCommentTrivia)).Select(part => part.ToString());

    public static string Indented(string text) => string.Join("\n", text.Split('\n').Select(line => line.Length == 0 ? line : Indent + line));

    private SyntaxNode EverywhereAlike(IfStatementSyntax guard) =>
        center!.Rest is { } rest ? guard.WithCondition((ExpressionSyntax)rest.Syntax.WithoutTrivia()) : guard.Statement.WithTriviaFrom(guard);

    private static ExpressionSyntax Sum(ExpressionSyntax sum, IReadOnlyDictionary<string, string> names, bool isNegative)
    {
        string Renamed(ExpressionSyntax variable) => names.TryGetValue(((IdentifierNameSyntax)variable).Identifier.ValueText, out var name) ? name : variable.ToString();
        return sum switch
        {
            AssignmentExpressionSyntax assignment =>
                ParseExpression($"{Renamed(assignment.Left)} {(assignment.IsKind(SyntaxKind.AddAssignmentExpression) != isNegative ? "+=" : "-=")} {assignment.Right.WithoutTrivia().ToFullString()}").WithTriviaFrom(sum),
            PostfixUnaryExpressionSyntax count => ParseExpression(Renamed(count.Operand) + (count.IsKind(SyntaxKind.PostIncrementExpression) != isNegative ? "++" : "--")).WithTriviaFrom(sum),
            PrefixUnaryExpressionSyntax count => ParseExpression(Renamed(count.Operand) + (count.IsKind(SyntaxKind.PreIncrementExpression) != isNegative ? "++" : "--")).WithTriviaFrom(sum),
            _ => sum,
        };
    }
}
