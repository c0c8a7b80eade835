using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Twiddle.CodeFixes;

/// <summary>A table before the loops, and <c>cosines[(int)((long)k * n % cosines.Length)]</c> in them.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class PeriodicTwiddleFixer() : RecomputationFixer(new PeriodicTwiddle(), "Use a table of all values")
{
    private protected override SyntaxNode? Fix(Finding finding, SemanticModel model, SyntaxNode root)
    {
        var periodic = (PeriodicFinding)finding;
        var call = (IInvocationOperation)periodic.Place;
        var loop = periodic.Loop.Syntax;
        var names = new FreshNames(model, loop);
        var table = names.Take(call.TargetMethod.Name switch { "Cos" => "cosines", "Sin" => "sines", _ => "roots" });
        var counter = names.TakeForLoop("i");
        var type = call.Type!.ToMinimalDisplayString(model, loop.SpanStart);

        var angle = $"{(periodic.Form.IsNegative ? "-" : "")}2 * {model.Compilation.GetTypeByMetadataName("System.Math")!.ToMinimalDisplayString(model, loop.SpanStart)}.PI * {counter} / {table}.Length";
        var entry = call.Syntax.ReplaceNode(periodic.Angle.Syntax, ParseExpression(angle)).WithoutTrivia().ToFullString();
        var added = new[]
        {
            $"var {table} = new {type}[{periodic.Period}];",
            $"for (int {counter} = 0; {counter} < {table}.Length; {counter}++)\n    {table}[{counter}] = {entry};",
        };
        var index = string.Join(" * ", periodic.Form.Indices.SelectMany(Factors).Select(Operands.Text));
        var replaced = periodic.Calls.ToDictionary(place => place.Syntax, _ => ParseExpression($"{table}[(int)((long){index} % {table}.Length)]"));
        return Introduction.Before(root, periodic.Loop, added, replaced, Unneeded(periodic));
    }

    /// <summary>The declaration of a local that holds the angle, if nothing else reads it.</summary>
    private static StatementSyntax? Unneeded(PeriodicFinding periodic)
    {
        if (periodic.Angle is not ILocalReferenceOperation { Local: { DeclaringSyntaxReferences: [var declaration] } local }) return null;
        if (declaration.GetSyntax() is not VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1, Parent: BlockSyntax } statement }) return null;
        if (statement.DescendantTrivia().Any(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia))) return null;
        var root = periodic.Loop as IOperation;
        while (root.Parent is { } outer) root = outer;
        var isRead = root.Descendants().Any(part => part is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local)
            && !periodic.Calls.Any(call => call.Syntax.Span.Contains(reference.Syntax.Span)));
        return isRead ? null : statement;
    }

    /// <summary>Each factor apart: a product in parentheses would be multiplied in 32 bits.</summary>
    private static IEnumerable<IOperation> Factors(IOperation index) => index is IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product
        ? Factors(product.LeftOperand).Concat(Factors(product.RightOperand))
        : new[] { index };
}
