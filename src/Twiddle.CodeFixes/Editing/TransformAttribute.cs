using Twiddle.Compiler.Reading;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Twiddle.CodeFixes.Editing;

/// <summary><c>[FastTransform]</c> on a method, with the length or shape where it needs one, and <c>partial</c> on the types around it.</summary>
internal static class TransformAttribute
{
    /// <summary>The tree with the attribute on the method, on a line of its own.</summary>
    public static SyntaxNode Added(SyntaxNode root, MethodDeclarationSyntax method, SemanticModel model, InputSizes? sizes)
    {
        var isInScope = model.LookupNamespacesAndTypes(method.SpanStart, name: "FastTransformAttribute").Length == 1;
        var name = ParseName(isInScope ? "FastTransform" : "Twiddle.FastTransform");
        var attribute = Attribute(name);
        if (sizes is not null)
        {
            var text = sizes.Shape.Count == 0 ? Number(sizes.Length) : $"Shape = new[] {{ {string.Join(", ", sizes.Shape.Select(Number))} }}";
            attribute = attribute.WithArgumentList(ParseAttributeArgumentList($"({text})"));
        }

        var leading = method.GetLeadingTrivia();
        var indentation = Introduction.Indentation(leading);
        var list = AttributeList(SingletonSeparatedList(attribute))
            .WithLeadingTrivia(leading).WithTrailingTrivia(ParseTrailingTrivia(Introduction.NewLine(root)));
        var marked = method.WithLeadingTrivia(indentation);
        return root.ReplaceNode(method, marked.WithAttributeLists(marked.AttributeLists.Insert(0, list)));
    }

    private static string Number(int size) => size.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The solution with <c>partial</c> on all types around the marked method: one declaration of each, for the others have it already.</summary>
    public static async Task<Solution> WithPartialTypesAsync(Solution solution, DocumentId document, SyntaxAnnotation method, CancellationToken cancellation)
    {
        var root = (await solution.GetDocument(document)!.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        var types = root.GetAnnotatedNodes(method).Single().Ancestors().OfType<TypeDeclarationSyntax>().Where(type => !type.Modifiers.Any(SyntaxKind.PartialKeyword));
        return solution.WithDocumentSyntaxRoot(document, root.ReplaceNodes(types, (_, type) => WithPartial(type)));
    }

    private static MemberDeclarationSyntax WithPartial(TypeDeclarationSyntax type)
    {
        var partial = Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(Space);
        if (type.Modifiers.Count > 0) return type.WithModifiers(type.Modifiers.Add(partial));
        var leading = type.Keyword.LeadingTrivia;
        return ((TypeDeclarationSyntax)type.WithKeyword(type.Keyword.WithLeadingTrivia())).WithModifiers(TokenList(partial.WithLeadingTrivia(leading)));
    }
}
