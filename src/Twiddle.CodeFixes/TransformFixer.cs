using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;
using Twiddle.Generator.Analyzers.Values;

namespace Twiddle.CodeFixes;

/// <summary>
/// Puts the attribute on the method and <c>partial</c> on its types; and, as the first of two actions, lets the calls in the solution call the fast method.
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

    /// <summary>The key of the action that redirects calls; that of the other one is the id of the rule.</summary>
    internal string KeyOfCalls => rule.Descriptor.Id + ".call";

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new TransformFixAll(this);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
            if (root?.FindNode(diagnostic.Location.SourceSpan) is not MethodDeclarationSyntax method) continue;
            if (await FindingAsync(context.Document, method, context.CancellationToken).ConfigureAwait(false) is null) continue;
            Register(title + ", and call it (rounds differently)", KeyOfCalls, callsToo: true);
            Register(title + " beside the method", rule.Descriptor.Id, callsToo: false);

            void Register(string title, string key, bool callsToo) => context.RegisterCodeFix(
                CodeAction.Create(title, cancellation => FixedAsync(context.Document, method, callsToo, cancellation), key), diagnostic);
        }
    }

    /// <summary>The solution with the method marked, and its calls redirected.</summary>
    internal async Task<Solution> FixedAsync(Document document, MethodDeclarationSyntax method, bool callsToo, CancellationToken cancellation)
    {
        if (await FindingAsync(document, method, cancellation).ConfigureAwait(false) is not { } finding) return document.Project.Solution;
        var mark = new SyntaxAnnotation();
        var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        var solution = document.WithSyntaxRoot(root.ReplaceNode(method, method.WithAdditionalAnnotations(mark))).Project.Solution;
        if (callsToo) solution = await CallRedirection.ApplyAsync(solution, document.Id, mark, cancellation).ConfigureAwait(false);

        document = solution.GetDocument(document.Id)!;
        root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        var model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        method = (MethodDeclarationSyntax)root.GetAnnotatedNodes(mark).Single();
        var marked = TransformAttribute.Added(root, method, model, finding.Length);
        return await TransformAttribute.WithPartialTypesAsync(solution.WithDocumentSyntaxRoot(document.Id, marked), document.Id, mark, cancellation).ConfigureAwait(false);
    }

    /// <summary>What the rule finds in a method, or null.</summary>
    private Task<TransformFinding?> FindingAsync(Document document, MethodDeclarationSyntax method, CancellationToken cancellation) => FindingAsync(rule, document, method, cancellation);

    /// <summary>Whether a method could have the attribute.</summary>
    internal static async Task<bool> IsTransformAsync(Document document, MethodDeclarationSyntax method, CancellationToken cancellation)
    {
        foreach (var rule in Rules)
            if (await FindingAsync(rule, document, method, cancellation).ConfigureAwait(false) is not null) return true;
        return false;
    }

    private static async Task<TransformFinding?> FindingAsync(RecomputationRule rule, Document document, MethodDeclarationSyntax method, CancellationToken cancellation)
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model) return null;
        var context = new RuleContext(PureMethods.In(model.Compilation), document.Project.AnalyzerOptions, method.SyntaxTree, cancellation);
        return model.GetOperation(method, cancellation) is { } body ? rule.FindingAt(body, context) as TransformFinding : null;
    }
}
