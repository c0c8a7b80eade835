using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using Twiddle.Generator.Analyzers.Recomputation;
using Twiddle.Generator.Analyzers.Values;

namespace Twiddle.Bench.Lint.Cost;

/// <summary>What a rule allocates: it is a function of an operation, and is asked about each without the compiler's driver around it.</summary>
internal static class RuleAllocation
{
    /// <summary>Bytes for all methods of the sources, the second time that they are looked at: what is built once per type or method is not counted.</summary>
    public static long Of(IReadOnlyList<(string Path, SourceText Text)> sources, RecomputationRule rule, CancellationToken cancellation)
    {
        var compilation = LooseSources.Compile(sources, cancellation);
        var context = new RuleContext(PureMethods.In(compilation), new AnalyzerOptions([]), compilation.SyntaxTrees[0], cancellation);
        var operations = compilation.SyntaxTrees
            .SelectMany(tree => Bodies(tree, compilation.GetSemanticModel(tree), cancellation))
            .SelectMany(body => body.DescendantsAndSelf())
            .Where(operation => rule.Kinds.Contains(operation.Kind))
            .ToList();

        var bytes = 0L;
        for (var round = 0; round < 2; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var operation in operations) _ = rule.FindingAt(operation, context);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return bytes;
    }

    private static IEnumerable<IOperation> Bodies(SyntaxTree tree, SemanticModel model, CancellationToken cancellation) =>
        tree.GetRoot(cancellation).DescendantNodes().OfType<MethodDeclarationSyntax>().Select(method => model.GetOperation(method, cancellation)).OfType<IOperation>();
}
