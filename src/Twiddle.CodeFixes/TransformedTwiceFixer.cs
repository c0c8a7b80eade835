using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Twiddle.CodeFixes;

/// <summary>The first result in the place of the second, kept in a local if it is in none; or a copy of the data in the place of a transform and its inverse.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class TransformedTwiceFixer() : RecomputationFixer(new TransformedTwice(), "Use what is there already")
{
    private protected override SyntaxNode? Fix(Finding finding, SemanticModel model, SyntaxNode root) => finding switch
    {
        TransformedTwiceFinding { Kept: { } kept } => root.ReplaceNode(finding.Place.Syntax, ParseName(Identifiers.Of(kept)).WithTriviaFrom(finding.Place.Syntax)),
        TransformedTwiceFinding twice => Kept(twice, model, root),
        InverseFinding inverse => Copied(inverse, model, root),
        _ => null,
    };

    private static SyntaxNode? Kept(TransformedTwiceFinding twice, SemanticModel model, SyntaxNode root)
    {
        var name = new FreshNames(model, twice.Statement.Syntax).Take(LocalNames.For(twice.First));
        var replaced = new[] { twice.First, twice.Place }.ToDictionary(place => place.Syntax, _ => (ExpressionSyntax)IdentifierName(name));
        return Introduction.Before(root, twice.Statement, new[] { $"var {name} = {twice.First.Syntax.WithoutTrivia().ToFullString()};" }, replaced);
    }

    /// <summary>The transform goes as well, if nothing else looks at what it gave.</summary>
    private static SyntaxNode? Copied(InverseFinding inverse, SemanticModel model, SyntaxNode root)
    {
        var place = inverse.Place.Syntax;
        var data = Operands.Text(inverse.Data);
        var array = model.Compilation.GetTypeByMetadataName("System.Array")!.ToMinimalDisplayString(model, place.SpanStart);
        var value = new FreshNames(model, place).Take("value");
        var text = inverse.Scale switch
        {
            InverseScale.One => $"({inverse.Place.Type!.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(model, place.SpanStart)}){data}.Clone()",
            InverseScale.Length => $"{array}.ConvertAll({data}, {value} => {value} * {data}.Length)",
            _ => $"{array}.ConvertAll({data}, {value} => {value} / {data}.Length)",
        };
        var copy = ParenthesizedExpression(ParseExpression(text));
        var unneeded = Unneeded(inverse);
        var edited = unneeded is null ? root.TrackNodes(place) : root.TrackNodes(place, unneeded);
        var current = (ExpressionSyntax)edited.GetCurrentNode(place)!;
        edited = edited.ReplaceNode(current, inverse.Scale == InverseScale.One ? Operands.InPlaceOf(current, copy) : copy.Expression.WithTriviaFrom(current));
        return unneeded is null ? edited : edited.RemoveNode(edited.GetCurrentNode(unneeded)!, SyntaxRemoveOptions.KeepNoTrivia);
    }

    private static SyntaxNode? Unneeded(InverseFinding inverse)
    {
        if (inverse.Between is not { Local: { DeclaringSyntaxReferences: [var declaration] } local } between) return null;
        if (declaration.GetSyntax() is not VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1, Parent: BlockSyntax } statement }) return null;
        if (statement.DescendantTrivia().Any(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia))) return null;
        IOperation body = between;
        while (body.Parent is { } outer) body = outer;
        var uses = body.Descendants().Count(part => part is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local));
        return uses == 1 ? statement : null;
    }
}
