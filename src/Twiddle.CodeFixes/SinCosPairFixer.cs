using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Twiddle.CodeFixes;

/// <summary><c>var (sin, cos) = Math.SinCos(angle);</c> before the statement.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SinCosPairFixer() : RecomputationFixer(new SinCosPair(), "Compute both with 'SinCos'")
{
    private protected override SyntaxNode? Fix(Finding finding, SemanticModel model, SyntaxNode root)
    {
        var (place, shared) = ((SinCosFinding)finding is var pair ? pair.Place : null!, ((SinCosFinding)finding).Shared);
        var statement = shared.Statement.Syntax;
        var names = new FreshNames(model, statement);
        var sine = names.Take("sin");
        var cosine = names.Take("cos");
        var call = (IInvocationOperation)place;
        var angle = call.Arguments[0].Value.Syntax.WithoutTrivia().ToFullString();
        var declaration = $"var ({sine}, {cosine}) = {Callee(call, model)}({angle});";
        var replaced = shared.Places.ToDictionary(
            part => part.Syntax,
            part => (ExpressionSyntax)IdentifierName(((IInvocationOperation)part).TargetMethod.Name == "Sin" ? sine : cosine));
        return Introduction.Before(root, shared.Statement, new[] { declaration }, replaced);
    }

    /// <summary>Beside <c>Math.Sin</c>, however that is written.</summary>
    private static string Callee(IInvocationOperation call, SemanticModel model)
    {
        if (call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var type } }) return type.WithoutTrivia() + ".SinCos";
        return call.TargetMethod.ContainingType.ToMinimalDisplayString(model, call.Syntax.SpanStart) + ".SinCos";
    }
}
