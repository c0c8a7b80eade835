using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Twiddle.CodeFixes;

/// <summary>A table before the outer loop, filled by a copy of the inner loop's head.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class WindowRecomputedFixer() : RecomputationFixer(new WindowRecomputed(), "Keep the values in a table")
{
    private protected override SyntaxNode? Fix(Finding finding, SemanticModel model, SyntaxNode root)
    {
        var found = (WindowFinding)finding;
        var outer = found.Outer.Syntax;
        if (found.Inner.Loop.Syntax is not ForStatementSyntax { Declaration: { } declaration, Condition: { } condition, Incrementors: var steps }) return null;
        var table = new FreshNames(model, outer).Take("window");
        var counter = Identifiers.Of(found.Inner.Counter);
        var type = found.Window.Type!.ToMinimalDisplayString(model, outer.SpanStart);
        var limit = found.Inner.IsInclusive ? Operands.Text(found.Inner.Limit) + " + 1" : found.Inner.Limit.Syntax.WithoutTrivia().ToString();
        var added = new[]
        {
            $"var {table} = new {type}[{limit}];",
            $"for ({declaration.WithoutTrivia()}; {condition.WithoutTrivia()}; {steps.ToString()})\n    {table}[{counter}] = {found.Window.Syntax.WithoutTrivia()};",
        };
        var replaced = found.Places.ToDictionary(place => Operands.WithParentheses(place.Syntax), _ => ParseExpression($"{table}[{counter}]"));
        return Introduction.Before(root, found.Outer, added, replaced);
    }
}
