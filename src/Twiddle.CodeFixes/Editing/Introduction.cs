using Microsoft.CodeAnalysis.Formatting;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Twiddle.CodeFixes.Editing;

/// <summary>Puts new statements before one that is there, and new expressions in the place of old ones.</summary>
internal static class Introduction
{
    /// <summary>
    /// The edited tree. A statement without a block of its own gets one, and so does an expression body; null where there is no way to add a statement.
    /// </summary>
    /// <param name="root">The tree.</param>
    /// <param name="statement">The statement; that of an expression body returns its value, or does not.</param>
    /// <param name="added">The text of the statements to put before it, one each.</param>
    /// <param name="replaced">What takes the place of which expression.</param>
    /// <param name="removed">A statement that nothing needs any more.</param>
    public static SyntaxNode? Before(
        SyntaxNode root,
        IOperation statement,
        IReadOnlyList<string> added,
        IReadOnlyDictionary<SyntaxNode, ExpressionSyntax> replaced,
        StatementSyntax? removed = null) => Before(root, statement.Syntax, statement is IReturnOperation, added, replaced, removed);

    /// <summary>The same for a statement of an edited tree, which is no expression.</summary>
    public static SyntaxNode? Before(SyntaxNode root, StatementSyntax statement, IReadOnlyList<string> added, IReadOnlyDictionary<SyntaxNode, ExpressionSyntax> replaced) =>
        Before(root, statement, isValue: false, added, replaced, removed: null);

    private static SyntaxNode? Before(
        SyntaxNode root,
        SyntaxNode statement,
        bool isValue,
        IReadOnlyList<string> added,
        IReadOnlyDictionary<SyntaxNode, ExpressionSyntax> replaced,
        StatementSyntax? removed)
    {
        if (!HasHome(statement)) return null;
        var newLine = NewLine(root);
        var tracked = replaced.Keys.Concat(new[] { statement });
        root = root.TrackNodes(removed is null ? tracked : tracked.Append(removed));
        root = root.ReplaceNodes(
            replaced.Keys.Select(old => root.GetCurrentNode(old)!),
            (old, _) => replaced[replaced.Keys.First(key => root.GetCurrentNode(key) == old)].WithTriviaFrom(old));
        if (removed is not null) root = root.RemoveNode(root.GetCurrentNode(removed)!, SyntaxRemoveOptions.KeepNoTrivia)!;
        var current = root.GetCurrentNode(statement)!;
        return current switch
        {
            StatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax } listed => root.ReplaceNode(listed, (IEnumerable<SyntaxNode>)WithAdded(listed, added, newLine)),
            StatementSyntax { Parent: GlobalStatementSyntax global } top =>
                root.ReplaceNode(global, WithAdded(top, added, newLine).Select(part => GlobalStatement(part))),
            StatementSyntax embedded => root.ReplaceNode(embedded, Wrapped(embedded, added, newLine)),
            ExpressionSyntax body => InBlock(root, body, isValue, added, newLine),
            _ => null,
        };
    }

    /// <summary>The tree with a statement after one of a block, written like it.</summary>
    public static SyntaxNode After(SyntaxNode root, StatementSyntax statement, string added)
    {
        var newLine = NewLine(root);
        var indentation = Indentation(statement.GetLeadingTrivia());
        var parsed = ParseStatement(added.Replace("\n", newLine + indentation.ToFullString())).WithLeadingTrivia(indentation).WithTrailingTrivia(ParseTrailingTrivia(newLine));
        return root.InsertNodesAfter(statement, new[] { parsed });
    }

    public static string NewLine(SyntaxNode root)
    {
        foreach (var trivia in root.DescendantTrivia())
            if (trivia.IsKind(SyntaxKind.EndOfLineTrivia)) return trivia.ToFullString();
        return "\n";
    }

    private static bool HasHome(SyntaxNode statement) => statement switch
    {
        StatementSyntax => true,
        ExpressionSyntax { Parent: ArrowExpressionClauseSyntax { Parent: var member } } =>
            member is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or PropertyDeclarationSyntax or IndexerDeclarationSyntax or AccessorDeclarationSyntax,
        ExpressionSyntax { Parent: LambdaExpressionSyntax } => true,
        _ => false,
    };

    /// <summary>Comments before the statement stay before what is added.</summary>
    private static IEnumerable<StatementSyntax> WithAdded(StatementSyntax statement, IReadOnlyList<string> added, string newLine)
    {
        var leading = statement.GetLeadingTrivia();
        var indentation = Indentation(leading);
        for (var i = 0; i < added.Count; i++)
        {
            // Lines after the first are indented like it.
            var text = added[i].Replace("\n", newLine + indentation.ToFullString());
            yield return ParseStatement(text).WithLeadingTrivia(i == 0 ? leading : indentation).WithTrailingTrivia(ParseTrailingTrivia(newLine));
        }

        yield return statement.WithLeadingTrivia(indentation);
    }

    /// <summary>The space directly before a statement, without the lines before.</summary>
    public static SyntaxTriviaList Indentation(SyntaxTriviaList leading) =>
        TriviaList(leading.Reverse().TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse());

    private static BlockSyntax Wrapped(StatementSyntax statement, IReadOnlyList<string> added, string newLine)
    {
        var parts = added.Select(text => ParseStatement(text.Replace("\n", newLine)).WithTrailingTrivia(ParseTrailingTrivia(newLine)));
        return Block(parts.Concat(new[] { statement })).WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <param name="root">The tree.</param>
    /// <param name="body">The expression that is the body.</param>
    /// <param name="isValue">Whether the member, or the lambda, returns its value.</param>
    /// <param name="added">The text of the statements to put before it.</param>
    /// <param name="newLine">How lines end.</param>
    private static SyntaxNode? InBlock(SyntaxNode root, ExpressionSyntax body, bool isValue, IReadOnlyList<string> added, string newLine)
    {
        StatementSyntax statement = isValue
            ? ReturnStatement(Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(Space), body.WithoutTrivia(), Token(SyntaxKind.SemicolonToken)).WithTrailingTrivia(ParseTrailingTrivia(newLine))
            : ExpressionStatement(body.WithoutTrivia());
        var block = Wrapped(statement, added, newLine);
        if (body.Parent is LambdaExpressionSyntax lambda) return root.ReplaceNode(lambda, lambda.WithBody(block).WithAdditionalAnnotations(Formatter.Annotation));
        SyntaxNode? changed = body.Parent?.Parent switch
        {
            BaseMethodDeclarationSyntax method => method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block.WithTrailingTrivia(method.SemicolonToken.TrailingTrivia)),
            LocalFunctionStatementSyntax function => function.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block.WithTrailingTrivia(function.SemicolonToken.TrailingTrivia)),
            AccessorDeclarationSyntax accessor => accessor.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block.WithTrailingTrivia(accessor.SemicolonToken.TrailingTrivia)),
            PropertyDeclarationSyntax property => property.WithExpressionBody(null).WithSemicolonToken(default).WithAccessorList(Getter(block, property.SemicolonToken)),
            IndexerDeclarationSyntax indexer => indexer.WithExpressionBody(null).WithSemicolonToken(default).WithAccessorList(Getter(block, indexer.SemicolonToken)),
            _ => null,
        };
        return changed is null ? null : root.ReplaceNode(body.Parent!.Parent!, changed.WithAdditionalAnnotations(Formatter.Annotation));
    }

    private static AccessorListSyntax Getter(BlockSyntax block, SyntaxToken end) =>
        AccessorList(SingletonList(AccessorDeclaration(SyntaxKind.GetAccessorDeclaration, block))).WithTrailingTrivia(end.TrailingTrivia);
}
