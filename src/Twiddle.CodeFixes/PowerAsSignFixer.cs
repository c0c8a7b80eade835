using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Twiddle.CodeFixes;

/// <summary><c>((n &amp; 1) == 0 ? 1.0 : -1.0)</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class PowerAsSignFixer() : RecomputationFixer(new PowerAsSign(), "Take the sign from the lowest bit")
{
    private protected override SyntaxNode? Fix(Finding finding, SemanticModel model, SyntaxNode root)
    {
        var power = (PowerFinding)finding;
        var exponent = Operands.Text(power.Exponent);
        var (one, minusOne) = ((IInvocationOperation)power.Place).TargetMethod.ReturnType.SpecialType == SpecialType.System_Single ? ("1f", "-1f") : ("1.0", "-1.0");
        var sign = ParseExpression($"(({exponent} & 1) == 0 ? {one} : {minusOne})");
        return root.ReplaceNode(power.Place.Syntax, Operands.InPlaceOf((ExpressionSyntax)power.Place.Syntax, sign));
    }
}
