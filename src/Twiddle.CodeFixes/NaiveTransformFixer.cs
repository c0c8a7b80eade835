using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;
using Twiddle.Generator.Analyzers.Values;

namespace Twiddle.CodeFixes;

/// <summary>
/// Puts the attribute on the method and <c>partial</c> on its types; and, as the first of two actions, lets the calls in the solution call the fast method.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NaiveTransformFixer : CodeFixProvider
{
    /// <summary>The key of the action that redirects calls.</summary>
    public const string DeriveAndCall = "TWD101.call";

    /// <summary>The key of the action that only adds the attribute.</summary>
    public const string Derive = "TWD101";

    private static readonly NaiveTransform Rule = new();

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rule.Descriptor.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => NaiveTransformFixAll.Instance;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
            if (root?.FindNode(diagnostic.Location.SourceSpan) is not MethodDeclarationSyntax method) continue;
            if (await FindingAsync(context.Document, method, context.CancellationToken).ConfigureAwait(false) is null) continue;
            Register("Derive a fast algorithm, and call it (rounds differently)", DeriveAndCall, callsToo: true);
            Register("Derive a fast algorithm beside the method", Derive, callsToo: false);

            void Register(string title, string key, bool callsToo) => context.RegisterCodeFix(
                CodeAction.Create(title, cancellation => FixedAsync(context.Document, method, callsToo, cancellation), key), diagnostic);
        }
    }

    /// <summary>The solution with the method marked, and its calls redirected.</summary>
    internal static async Task<Solution> FixedAsync(Document document, MethodDeclarationSyntax method, bool callsToo, CancellationToken cancellation)
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
        var marked = TransformAttribute.Added(root, method, model, finding.Figures.IsForAnyLength ? null : finding.Figures.Length);
        return await TransformAttribute.WithPartialTypesAsync(solution.WithDocumentSyntaxRoot(document.Id, marked), document.Id, mark, cancellation).ConfigureAwait(false);
    }

    /// <summary>What the rule finds in a method, or null.</summary>
    internal static async Task<NaiveTransformFinding?> FindingAsync(Document document, MethodDeclarationSyntax method, CancellationToken cancellation)
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model) return null;
        var context = new RuleContext(PureMethods.In(model.Compilation), document.Project.AnalyzerOptions, method.SyntaxTree, cancellation);
        return model.GetOperation(method, cancellation) is { } body ? Rule.FindingAt(body, context) as NaiveTransformFinding : null;
    }
}
