using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;

namespace Twiddle.CodeFixes;

/// <summary>One file after the other, each in the solution that the ones before have left: names of members are taken by then.</summary>
/// <param name="fix">Mends all findings of a file.</param>
internal sealed class FixAllInOrder(Func<Document, ImmutableArray<Diagnostic>, CancellationToken, Task<Document>> fix) : FixAllProvider
{
    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        var solution = context.Solution;
        foreach (var document in DocumentsOf(context))
        {
            var diagnostics = await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            if (diagnostics.IsEmpty) continue;
            solution = (await fix(solution.GetDocument(document.Id)!, diagnostics, context.CancellationToken).ConfigureAwait(false)).Project.Solution;
        }

        return CodeAction.Create("Mend all", _ => Task.FromResult(solution), context.CodeActionEquivalenceKey);
    }

    /// <summary>The files that are to be mended.</summary>
    public static IEnumerable<Document> DocumentsOf(FixAllContext context) => context.Scope switch
    {
        FixAllScope.Project => context.Project.Documents,
        FixAllScope.Solution => context.Solution.Projects.Where(project => project.Language == LanguageNames.CSharp).SelectMany(project => project.Documents),
        _ => context.Document is { } document ? [document] : [],
    };
}
