using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Twiddle.CodeFixes;

/// <summary>
/// <c>x * x</c>, with a local for a base that is more than a variable; where the base has effects, or is computed on some paths only, the call of a method of the type.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class IntegerPowerFixer() : RecomputationFixer(new IntegerPower(), "Write as a product")
{
    private protected override bool AddsMembers => true;

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

        if (power.Statement is not { Syntax: var statement }) return CallOfMethod(place, text, type, power.Exponent, model, root);
        var name = new FreshNames(model, statement).Take("x");
        var replaced = new Dictionary<SyntaxNode, ExpressionSyntax> { [place] = Operands.InPlaceOf(place, Product(name, name, power.Exponent)) };
        return Introduction.Before(root, power.Statement, new[] { $"{(power.IsConverted ? type : "var")} {name} = {text};" }, replaced)
            ?? CallOfMethod(place, text, type, power.Exponent, model, root);
    }

    /// <summary><c>Square(x)</c>, of a method that is there from another such place, or is added.</summary>
    private static SyntaxNode? CallOfMethod(ExpressionSyntax place, string argument, string type, int exponent, SemanticModel model, SyntaxNode root)
    {
        if (place.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member.Parent is ClassDeclarationSyntax or StructDeclarationSyntax or RecordDeclarationSyntax) is not { } member) return null;
        var wanted = exponent switch { 2 => "Square", 3 => "Cube", _ => "Power" + exponent };
        var product = string.Join(" * ", Enumerable.Repeat("x", exponent));
        string Declaration(string name) => $"private static {type} {name}({type} x) => {product};";
        var known = ((TypeDeclarationSyntax)member.Parent!).Members.OfType<MethodDeclarationSyntax>()
            .FirstOrDefault(method => method.WithoutTrivia().ToString() == Declaration(method.Identifier.ValueText));
        var name = known?.Identifier.ValueText ?? MemberNames.Free(model, member, wanted);
        var call = ParseExpression($"{name}({argument})").WithTriviaFrom(place);
        var edited = root.TrackNodes(place, member);
        edited = edited.ReplaceNode(edited.GetCurrentNode(place)!, call);
        return known is null ? NewMembers.After(edited, edited.GetCurrentNode(member)!, Declaration(name)) : edited;
    }

    private static ExpressionSyntax Product(string first, string other, int exponent) =>
        ParenthesizedExpression(ParseExpression(first + string.Concat(Enumerable.Repeat(" * " + other, exponent - 1))));
}
