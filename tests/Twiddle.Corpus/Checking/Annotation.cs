using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Twiddle.Corpus.Checking;

/// <summary>Puts <c>[FastTransform]</c> on methods, and <c>partial</c> on the types around them, in memory; no line moves.</summary>
internal static class Annotation
{
    /// <param name="tree">The file as it is.</param>
    /// <param name="arguments">The attribute's arguments for a method; null for one that stays as it is.</param>
    public static SyntaxTree Annotate(SyntaxTree tree, Func<MethodDeclarationSyntax, string?> arguments)
    {
        var insertions = new SortedDictionary<int, string>();
        foreach (var method in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
        {
            if (arguments(method) is not { } text) continue;
            insertions[method.SpanStart] = $"[global::Twiddle.FastTransform({text})] ";
            foreach (var type in method.Ancestors().OfType<TypeDeclarationSyntax>())
                if (!type.Modifiers.Any(SyntaxKind.PartialKeyword)) insertions[type.Keyword.SpanStart] = "partial ";
        }

        var changed = tree.GetText().WithChanges(insertions.Select(i => new TextChange(new TextSpan(i.Key, 0), i.Value)));
        return tree.WithChangedText(changed);
    }

    public static string OfLengths(IEnumerable<int> lengths) => string.Join(", ", lengths.Select(n => n.ToString(CultureInfo.InvariantCulture)));

    public static string OfShape(IEnumerable<int> shape) => $"Shape = new[] {{ {OfLengths(shape)} }}";
}
