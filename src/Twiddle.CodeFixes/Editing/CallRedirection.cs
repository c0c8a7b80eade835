using Microsoft.CodeAnalysis.FindSymbols;
using Twiddle.Generator.Analyzers.Values;
using Twiddle.Generator.Targets;

namespace Twiddle.CodeFixes.Editing;

/// <summary>Lets the calls of a naive method call its fast sibling, wherever in the solution they are.</summary>
internal static class CallRedirection
{
    public static async Task<Solution> ApplyAsync(Solution solution, DocumentId document, SyntaxAnnotation mark, CancellationToken cancellation)
    {
        var root = (await solution.GetDocument(document)!.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        var model = (await solution.GetDocument(document)!.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        if (model.GetDeclaredSymbol(root.GetAnnotatedNodes(mark).Single(), cancellation) is not IMethodSymbol method) return solution;

        // A sibling is not overridden, and a call through a base type would miss what overrides the method.
        if (method.IsVirtual || method.IsOverride || method.IsAbstract) return solution;
        var name = GeneratedName.For(method.Name);
        var references = await SymbolFinder.FindReferencesAsync(method, solution, cancellation).ConfigureAwait(false);
        foreach (var group in references.SelectMany(reference => reference.Locations).Where(place => !place.IsImplicit).GroupBy(place => place.Document.Id))
        {
            var caller = solution.GetDocument(group.Key)!;
            if (caller.Project.Language != LanguageNames.CSharp) continue;
            var text = (await caller.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
            var names = new List<SyntaxNode>();
            foreach (var place in group)
            {
                var node = text.FindNode(place.Location.SourceSpan, getInnermostNodeForTie: true);
                if (IsCall(node) && !await IsInTransformAsync(caller, node, mark, cancellation).ConfigureAwait(false)) names.Add(node);
            }

            text = text.ReplaceNodes(names, (_, node) => node is IdentifierNameSyntax old ? old.WithIdentifier(SyntaxFactory.Identifier(name).WithTriviaFrom(old.Identifier)) : node);
            solution = solution.WithDocumentSyntaxRoot(caller.Id, text);
        }

        return solution;
    }

    /// <summary>A call by name, not <c>nameof</c>, a delegate or a comment.</summary>
    private static bool IsCall(SyntaxNode node) => node is IdentifierNameSyntax && node.Parent switch
    {
        InvocationExpressionSyntax call => call.Expression == node,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } member => member.Name == node && call.Expression == member,
        MemberBindingExpressionSyntax { Parent: InvocationExpressionSyntax } => true,
        _ => false,
    };

    /// <summary>A transform that is derived, or could be, is read from source, where the fast method has none.</summary>
    private static async Task<bool> IsInTransformAsync(Document document, SyntaxNode call, SyntaxAnnotation mark, CancellationToken cancellation)
    {
        if (call.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method) return false;
        if (method.HasAnnotation(mark)) return true;
        var model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        if (model.GetDeclaredSymbol(method, cancellation) is { } symbol && Places.IsSpecification(symbol)) return true;
        return await TransformFixer.IsTransformAsync(document, method, cancellation).ConfigureAwait(false);
    }
}
