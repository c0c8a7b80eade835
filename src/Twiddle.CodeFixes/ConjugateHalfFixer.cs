using Twiddle.Generator.Analyzers.Values;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Twiddle.CodeFixes;

/// <summary>The loop goes to N/2, and a second one copies the conjugates, of those arrays whose second half is read.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ConjugateHalfFixer() : RecomputationFixer(new ConjugateHalf(), "Compute half, and mirror it (rounds differently)")
{
    private protected override SyntaxNode? Fix(Finding finding, SemanticModel model, SyntaxNode root)
    {
        var found = (ConjugateHalfFinding)finding;
        if (found.Loop.Loop.Syntax is not ForStatementSyntax { Parent: BlockSyntax, Condition: { } condition, Declaration: { } declaration } loop) return null;
        var (k, length) = (Identifiers.Of(found.Loop.Counter), Operands.Text(found.Loop.Limit));

        // Half of no length at all is still 0, which the bin 0 is not below.
        var isPositive = found.Loop.Limit.ConstantValue is { HasValue: true, Value: int and > 0 };
        var half = ParseExpression(isPositive ? $"{k} <= {length} / 2" : $"{condition.WithoutTrivia()} && {k} <= {length} / 2").WithTriviaFrom(condition);
        root = root.TrackNodes(loop, condition);
        root = root.ReplaceNode(root.GetCurrentNode(condition)!, half);

        var copies = found.Arrays.Where(array => !array.IsHalfEnough).Select(array => Copy(array, $"{Identifiers.Of(array.Array)}[{length} - {k}]", model, loop.SpanStart, k)).ToList();
        if (copies.Count == 0) return root;
        var body = copies.Count == 1 ? "    " + copies[0] : "{\n    " + string.Join("\n    ", copies) + "\n}";
        return Introduction.After(root, root.GetCurrentNode(loop)!, $"for ({declaration.Type.WithoutTrivia()} {k} = {length} / 2 + 1; {k} < {length}; {k}++)\n{body}");
    }

    private static string Copy(MirroredArray array, string source, SemanticModel model, int place, string index)
    {
        var complex = ((IArrayTypeSymbol)array.Array.Type).ElementType;
        var mirrored = array.Symmetry switch
        {
            Symmetry.Hermitian => $"{complex.ToMinimalDisplayString(model, place)}.Conjugate({source})",
            Symmetry.Odd => "-" + source,
            _ => source,
        };
        return $"{Identifiers.Of(array.Array)}[{index}] = {mirrored};";
    }
}
