using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;
using Twiddle.Compiler.Reading;
using Twiddle.Generator.Analyzers.Values;

namespace Twiddle.CodeFixes;

/// <summary>
/// Puts the attribute on the method and <c>partial</c> on its types; and, as the first of two actions, lets the calls in the solution call the fast method. A nest of
/// loops becomes a method first.
/// </summary>
public abstract class TransformFixer : CodeFixProvider
{
    /// <summary>The rules whose fix is the attribute.</summary>
    private static readonly ImmutableArray<RecomputationRule> Rules = ImmutableArray.Create<RecomputationRule>(new NaiveTransform(), new DirectConvolution());

    private readonly RecomputationRule rule;
    private readonly string title;

    private protected TransformFixer(RecomputationRule rule, string title)
    {
        this.rule = rule;
        this.title = title;
        FixableDiagnosticIds = ImmutableArray.Create(rule.Descriptor.Id);
    }

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <summary>The key of the action that redirects calls.</summary>
    internal string KeyOfCalls => rule.Descriptor.Id + ".call";

    /// <summary>The key of the action that only adds the attribute.</summary>
    internal string KeyOfAttribute => rule.Descriptor.Id;

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new TransformFixAll(this);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
            if (NodeAt(root, diagnostic) is not { } node || await ReadyAsync(context.Document, node, context.CancellationToken).ConfigureAwait(false) is null) continue;
            var first = node is MethodDeclarationSyntax ? title : "Extract the loops: " + char.ToLowerInvariant(title[0]) + title.Substring(1);
            Register(first + ", and call it (rounds differently)", KeyOfCalls, callsToo: true);
            Register(first + " beside the method", KeyOfAttribute, callsToo: false);

            void Register(string title, string key, bool callsToo) => context.RegisterCodeFix(
                CodeAction.Create(title, cancellation => FixedAsync(context.Document, node, callsToo, cancellation), key), diagnostic);
        }
    }

    /// <summary>The method, or the outermost loop, that a diagnostic is about.</summary>
    internal static SyntaxNode? NodeAt(SyntaxNode? root, Diagnostic diagnostic) =>
        root?.FindNode(diagnostic.Location.SourceSpan)?.AncestorsAndSelf().FirstOrDefault(node => node is MethodDeclarationSyntax or StatementSyntax);

    /// <summary>The solution with the method marked, and its calls redirected.</summary>
    internal async Task<Solution> FixedAsync(Document document, SyntaxNode node, bool callsToo, CancellationToken cancellation)
    {
        if (await ReadyAsync(document, node, cancellation).ConfigureAwait(false) is not var (ready, mark, sizes)) return document.Project.Solution;
        document = ready;
        var solution = document.Project.Solution;
        if (callsToo) solution = await CallRedirection.ApplyAsync(solution, document.Id, mark, cancellation).ConfigureAwait(false);

        document = solution.GetDocument(document.Id)!;
        var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        var model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        var method = (MethodDeclarationSyntax)root.GetAnnotatedNodes(mark).Single();
        var marked = TransformAttribute.Added(root, method, model, sizes);
        return await TransformAttribute.WithPartialTypesAsync(solution.WithDocumentSyntaxRoot(document.Id, marked), document.Id, mark, cancellation).ConfigureAwait(false);
    }

    /// <summary>The document with a method of the transform alone, marked, and what its attribute needs; null where there is none, or a nest cannot become one for certain.</summary>
    private async Task<(Document Document, SyntaxAnnotation Mark, InputSizes? Sizes)?> ReadyAsync(Document document, SyntaxNode node, CancellationToken cancellation)
    {
        if (await FindingAsync(rule, document, node, cancellation).ConfigureAwait(false) is not { } finding) return null;
        var mark = new SyntaxAnnotation();
        var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        if (finding.Nest is not { } nest) return (document.WithSyntaxRoot(root.ReplaceNode(node, node.WithAdditionalAnnotations(mark))), mark, finding.Sizes);
        var model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        if (NestExtraction.Apply(root, nest, model, mark) is not { } changed) return null;

        // The method by itself must be the transform that the nest was, and nothing may be amiss that was not before.
        document = document.WithSyntaxRoot(changed);
        changed = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        var extracted = changed.GetAnnotatedNodes(mark).Single();
        if (await FindingAsync(rule, document, extracted, cancellation).ConfigureAwait(false) is not { Nest: null } whole) return null;
        return Complaints(model) >= Complaints((await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!) ? (document, mark, whole.Sizes) : null;

        int Complaints(SemanticModel of) => of.GetDiagnostics(null, cancellation).Count(one => one.Severity >= DiagnosticSeverity.Warning);
    }

    /// <summary>Whether a method could have the attribute.</summary>
    internal static async Task<bool> IsTransformAsync(Document document, MethodDeclarationSyntax method, CancellationToken cancellation)
    {
        foreach (var rule in Rules)
            if (await FindingAsync(rule, document, method, cancellation).ConfigureAwait(false) is not null) return true;
        return false;
    }

    private static async Task<TransformFinding?> FindingAsync(RecomputationRule rule, Document document, SyntaxNode method, CancellationToken cancellation)
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model) return null;
        var context = new RuleContext(PureMethods.In(model.Compilation), document.Project.AnalyzerOptions, method.SyntaxTree, cancellation);
        return model.GetOperation(method, cancellation) is { } body ? rule.FindingAt(body, context) as TransformFinding : null;
    }
}
