using Microsoft.CodeAnalysis.CodeActions;

namespace Twiddle.CodeFixes;

/// <summary>One method after the other, each on the solution that the one before has left: a fix reaches into other files.</summary>
internal sealed class TransformFixAll(TransformFixer fixer) : FixAllProvider
{
    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        var marks = new List<(DocumentId Document, SyntaxAnnotation Mark)>();
        var solution = context.Solution;
        foreach (var document in FixAllInOrder.DocumentsOf(context))
        {
            var diagnostics = await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            var root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
            if (diagnostics.IsEmpty || root is null) continue;
            var methods = diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                .Select(diagnostic => TransformFixer.NodeAt(root, diagnostic)).OfType<SyntaxNode>().Distinct()
                .ToDictionary(node => node, _ => new SyntaxAnnotation());
            root = root.ReplaceNodes(methods.Keys, (old, rewritten) => rewritten.WithAdditionalAnnotations(methods[old]));
            solution = solution.WithDocumentSyntaxRoot(document.Id, root);
            marks.AddRange(methods.Values.Select(mark => (document.Id, mark)));
        }


        // Tools that ask for no action in particular get the first, as they would for a single finding.
        var callsToo = context.CodeActionEquivalenceKey != fixer.KeyOfAttribute;
        foreach (var (id, mark) in marks)
        {
            var document = solution.GetDocument(id)!;
            var root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
            if (root!.GetAnnotatedNodes(mark).FirstOrDefault() is { } node)
                solution = await fixer.FixedAsync(document, node, callsToo, context.CancellationToken).ConfigureAwait(false);
        }

        return CodeAction.Create("Derive fast algorithms", _ => Task.FromResult(solution), context.CodeActionEquivalenceKey);
    }
}
