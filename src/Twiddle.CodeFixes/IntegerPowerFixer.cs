using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Twiddle.CodeFixes;

/// <summary><c>x * x</c>, with a local for a base that is more than a variable.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class IntegerPowerFixer() : RecomputationFixer(new IntegerPower(), "Write as a product")
{
    private protected override SyntaxNode? Fix(Finding finding, SemanticModel model, SyntaxNode root)
    {
        var power = (IntegerPowerFinding)finding;
        var type = ((IInvocationOperation)power.Place).TargetMethod.ReturnType.SpecialType == SpecialType.System_Single ? "float" : "double";
        var place = (ExpressionSyntax)power.Place.Syntax;
        var text = power.Factor.Syntax.WithoutTrivia().ToFullString();
        if (power.IsVariable)
        {
            // One factor in floating point makes the product so.
            var first = power.IsConverted ? $"({type}){text}" : text;
            return root.ReplaceNode(place, Operands.InPlaceOf(place, Product(first, text, power.Exponent)));
        }

        if (power.Statement is not { Syntax: var statement }) return null;
        var name = new FreshNames(model, statement).Take("x");
        var replaced = new Dictionary<SyntaxNode, ExpressionSyntax> { [place] = Operands.InPlaceOf(place, Product(name, name, power.Exponent)) };
        return Introduction.Before(root, power.Statement, new[] { $"{(power.IsConverted ? type : "var")} {name} = {text};" }, replaced);
    }

    private static ExpressionSyntax Product(string first, string other, int exponent) =>
        ParenthesizedExpression(ParseExpression(first + string.Concat(Enumerable.Repeat(" * " + other, exponent - 1))));
}
