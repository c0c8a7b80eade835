using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Twiddle.CodeFixes;

/// <summary>
/// A running sum before the outer loop: filled in its first round by the inner loop as it was, and from then on moved by one element that comes in and one
/// that goes out.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SlidingSumFixer() : RecomputationFixer(new SlidingSum(), "Keep a running sum")
{
    private protected override SyntaxNode? Fix(Finding finding, SemanticModel model, SyntaxNode root)
    {
        var found = (SlidingSumFinding)finding;
        if (found.Inner.Loop.Syntax is not ForStatementSyntax inner || found.Outer.Loop.Syntax is not ForStatementSyntax outer) return null;
        if (found.Start.Syntax is not LocalDeclarationStatementSyntax start || inner.ContainsDirectives || start.ContainsDirectives) return null;
        var running = new FreshNames(model, outer).Take("running");
        var position = Identifiers.Of(found.Outer.Counter);
        var array = found.Element.ArrayReference.Syntax.WithoutTrivia().ToString();
        var width = Operands.Text(found.Inner.Limit);
        var type = found.Sum.Type.ToMinimalDisplayString(model, outer.SpanStart);

        // Where the window is not known to have elements, nothing moves.
        var otherwise = found.Inner.Limit.ConstantValue is { HasValue: true, Value: int and > 0 } ? "else" : $"else if ({width} > 0)";
        var head = $"for ({inner.Declaration}; {inner.Condition}; {inner.Incrementors})";
        var fill = $"if ({position} == 0)\n    {head} {running} += {found.Element.Syntax.WithoutTrivia()};\n"
            + $"{otherwise}\n    {running} += {array}[{position} + {width} - 1] - {array}[{position} - 1];";
        var zero = start.Declaration.Variables[0].Initializer!.Value;

        var edited = root.TrackNodes(start, inner, outer);
        edited = edited.RemoveNode(edited.GetCurrentNode(inner)!, SyntaxRemoveOptions.KeepNoTrivia)!;
        var declaration = edited.GetCurrentNode(start)!;
        var added = Introduction.Before(
            edited, declaration, new[] { fill }, new Dictionary<SyntaxNode, ExpressionSyntax> { [declaration.Declaration.Variables[0].Initializer!.Value] = IdentifierName(running) });
        if (added?.GetCurrentNode(outer) is not { } loop) return null;
        return Introduction.Before(added, loop, new[] { $"{type} {running} = {zero.WithoutTrivia()};" }, new Dictionary<SyntaxNode, ExpressionSyntax>());
    }
}
