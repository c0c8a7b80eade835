using Twiddle.Generator.Analyzers.Values;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Twiddle.CodeFixes.Sliding;

/// <summary>The variables that keep sums from one position to the next, declared before the loop over positions.</summary>
internal sealed class RunningSums
{
    private readonly SlidingSumsPlace place;
    private readonly SemanticModel model;

    private RunningSums(SlidingSumsPlace place, SemanticModel model, FreshNames fresh, IReadOnlyDictionary<string, string> names) =>
        (this.place, this.model, Fresh, Names) = (place, model, fresh, names);

    /// <summary>The new variable for each of the sums.</summary>
    public IReadOnlyDictionary<string, string> Names { get; }

    /// <summary>What names are free beside them.</summary>
    public FreshNames Fresh { get; }

    public static RunningSums? Of(SlidingSumsPlace place, SemanticModel model)
    {
        if (place.Positions.Loop.Syntax is not ForStatementSyntax || place.Outer.Loop.Syntax is not ForStatementSyntax) return null;
        if (place.Accumulators.Any(sum => sum.Declaration.Syntax is not LocalDeclarationStatementSyntax { ContainsDirectives: false })) return null;
        var fresh = new FreshNames(model, place.Positions.Loop.Syntax);
        var names = Ordered(place).ToDictionary(sum => sum.Variable.Name, _ => fresh.Take("running"));
        return new(place, model, fresh, names);
    }

    /// <summary>
    /// The tree with what moves the sums before their declarations, which take their values over; the loops of the window give way to another statement, or to none.
    /// </summary>
    /// <param name="root">The tree.</param>
    /// <param name="move">The statement that moves the sums.</param>
    /// <param name="instead">The text in the place of the loops; or null.</param>
    /// <param name="before">Declarations before the loop over positions, beside those of the sums.</param>
    public SyntaxNode? Applied(SyntaxNode root, string move, string? instead = null, params string[] before)
    {
        var sums = Ordered(place);
        var (outer, positions) = (place.Outer.Loop.Syntax, (StatementSyntax)place.Positions.Loop.Syntax);
        var zeros = sums.Select(sum => (Zero: (SyntaxNode)sum.Declarator.Initializer!.Value.Syntax, Name: Names[sum.Variable.Name])).ToList();
        var declarations = zeros.Zip(sums, (zero, sum) => $"{sum.Variable.Type.ToMinimalDisplayString(model, positions.SpanStart)} {zero.Name} = {zero.Zero.WithoutTrivia()};").ToList();
        var first = (StatementSyntax)sums[0].Declaration.Syntax;
        var edited = root.TrackNodes(zeros.Select(zero => zero.Zero).Concat(new[] { outer, positions, first }));
        edited = instead is null
            ? edited.RemoveNode(edited.GetCurrentNode(outer)!, SyntaxRemoveOptions.KeepNoTrivia)!
            : edited.ReplaceNode(edited.GetCurrentNode(outer)!, Laid(instead, (StatementSyntax)edited.GetCurrentNode(outer)!, Introduction.NewLine(root)));
        if (instead is null && outer.GetLeadingTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)))
            edited = edited.ReplaceNode(edited.GetCurrentNode(first)!, WithComments(edited.GetCurrentNode(first)!, outer.GetLeadingTrivia()));
        var current = zeros.ToDictionary(zero => edited.GetCurrentNode(zero.Zero)!, zero => (ExpressionSyntax)IdentifierName(zero.Name));
        var moved = Introduction.Before(edited, edited.GetCurrentNode(first)!, new[] { move }, current);
        return moved?.GetCurrentNode(positions) is { } loop ? Introduction.Before(moved, loop, declarations.Concat(before).ToList(), new Dictionary<SyntaxNode, ExpressionSyntax>()) : null;
    }

    private static List<Accumulator> Ordered(SlidingSumsPlace place) => place.Accumulators.OrderBy(sum => sum.Declarator.Syntax.SpanStart).ToList();

    /// <summary>What is said of the loops is said before the declarations now.</summary>
    private static StatementSyntax WithComments(StatementSyntax declaration, SyntaxTriviaList comments)
    {
        var leading = declaration.GetLeadingTrivia();
        var before = leading.Take(leading.Count - Introduction.Indentation(leading).Count);
        return declaration.WithLeadingTrivia(before.Concat(comments.SkipWhile(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia))));
    }

    private static StatementSyntax Laid(string text, StatementSyntax old, string newLine)
    {
        var indentation = Introduction.Indentation(old.GetLeadingTrivia()).ToFullString();
        return ParseStatement(text.Replace("\n", newLine + indentation)).WithTriviaFrom(old);
    }
}

/// <summary>Where sums over a window are.</summary>
/// <param name="Positions">The loop over positions.</param>
/// <param name="Outer">The outermost loop of the window.</param>
/// <param name="Accumulators">The sums.</param>
internal sealed record SlidingSumsPlace(CountedLoop Positions, CountedLoop Outer, IReadOnlyList<Accumulator> Accumulators);
