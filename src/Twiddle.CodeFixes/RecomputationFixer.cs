using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using Twiddle.Generator.Analyzers.Values;

namespace Twiddle.CodeFixes;

/// <summary>
/// The fix of a rule: asks the rule again what is at the diagnostic, and edits the tree. It is offered only where it has been carried out, and changes
/// something.
/// </summary>
public abstract class RecomputationFixer : CodeFixProvider
{
    private readonly RecomputationRule rule;
    private readonly string title;

    private protected RecomputationFixer(RecomputationRule rule, string title)
    {
        this.rule = rule;
        this.title = title;
        FixableDiagnosticIds = ImmutableArray.Create(rule.Descriptor.Id);
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
            var node = root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (node is null || await FixedAsync(context.Document, node, context.CancellationToken).ConfigureAwait(false) is not { } changed) continue;
            context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(changed), equivalenceKey: FixableDiagnosticIds[0]), diagnostic);
        }
    }

    /// <summary>Whether fixes add members to a type, whose parts may be in several files.</summary>
    private protected virtual bool AddsMembers => false;

    /// <summary>
    /// One after the other in the order of the text, each on what the one before has left: merging edits that were made apart would give two locals one name. Files are
    /// independent of each other, unless members are added.
    /// </summary>
    public sealed override FixAllProvider GetFixAllProvider() => AddsMembers
        ? new FixAllInOrder(AllFixedAsync)
        : FixAllProvider.Create(async (context, document, diagnostics) => await AllFixedAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    private async Task<Document> AllFixedAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        if (root is null) return document;
        var marks = diagnostics
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .Select(diagnostic => (Node: root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), Mark: new SyntaxAnnotation()))
            .ToImmutableArray();
        root = root.ReplaceNodes(
            marks.Select(mark => mark.Node),
            (old, rewritten) => rewritten.WithAdditionalAnnotations(marks.Where(mark => mark.Node == old).Select(mark => mark.Mark)));
        document = document.WithSyntaxRoot(root);
        foreach (var (_, mark) in marks)
        {
            var current = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
            var node = current!.GetAnnotatedNodes(mark).FirstOrDefault();
            if (node is not null) document = await FixedAsync(document, node, cancellation).ConfigureAwait(false) ?? document;
        }

        return document;
    }

    /// <summary>The tree with the finding mended, or null where it cannot be.</summary>
    private protected abstract SyntaxNode? Fix(Finding finding, SemanticModel model, SyntaxNode root);

    private async Task<Document?> FixedAsync(Document document, SyntaxNode node, CancellationToken cancellation)
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model) return null;
        var context = new RuleContext(PureMethods.In(model.Compilation), document.Project.AnalyzerOptions, node.SyntaxTree, cancellation);
        if (FindingAt(node, model, context) is not { } finding) return null;
        var root = await node.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        if (Fix(finding, model, root) is not { } changed) return null;

        document = document.WithSyntaxRoot(changed);
        document = await Simplifier.ReduceAsync(document, Simplifier.Annotation, cancellationToken: cancellation).ConfigureAwait(false);
        var options = (await document.GetOptionsAsync(cancellation).ConfigureAwait(false)).WithChangedOption(FormattingOptions.NewLine, LanguageNames.CSharp, Introduction.NewLine(root));
        return await Formatter.FormatAsync(document, Formatter.Annotation, options, cancellation).ConfigureAwait(false);
    }

    private Finding? FindingAt(SyntaxNode node, SemanticModel model, RuleContext context)
    {
        // The finding may be of an operation around the place that it points at, as of a loop.
        for (var operation = Innermost(model.GetOperation(node, context.Cancellation), node); operation is not null; operation = operation.Parent)
            if (rule.FindingAt(operation, context) is { } finding && finding.Location.SourceSpan == node.Span) return finding;
        return null;
    }

    /// <summary>A conversion shares the syntax of what it converts.</summary>
    private static IOperation? Innermost(IOperation? operation, SyntaxNode node)
    {
        while (operation?.ChildOperations.FirstOrDefault() is { } child && child.Syntax == node) operation = child;
        return operation;
    }
}
