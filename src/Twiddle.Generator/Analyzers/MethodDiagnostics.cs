using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Twiddle.Compiler;
using Twiddle.Generator.Usage;

namespace Twiddle.Generator.Analyzers;

/// <summary>All there is to say of one use of the attribute: one pure function, for the analyzer and for the generator.</summary>
internal static class MethodDiagnostics
{
    /// <summary>
    /// Whether the generator reports, not the analyzer: a partial method that stays without implementation is an error of the declaration
    /// itself, and after such the compiler runs no analyzer, so that the reason would never be seen.
    /// </summary>
    public static bool AreForGenerator(IMethodSymbol method) => method.IsPartialDefinition;

    public static ImmutableArray<Diagnostic> Of(IMethodSymbol method, AttributeData attribute, Compilation compilation, CancellationToken cancellation)
    {
        var place = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation() ?? method.Locations[0];
        try
        {
            var (candidate, problems) = Candidate.Of(method, attribute, compilation, cancellation);
            var diagnostics = problems.Select(problem => Diagnostic.Create(problem.Rule, place, problem.Arguments)).ToImmutableArray();
            if (candidate is null) return diagnostics;
            diagnostics = diagnostics.AddRange(ParallelRules.Check(candidate).Select(problem => Diagnostic.Create(problem.Rule, place, problem.Arguments)));
            var (refusals, remarks) = TransformCompiler.Examine(candidate.Request, cancellation);
            return diagnostics
                .AddRange(refusals.Select(refusal => RefusalReport.Of(refusal, candidate, cancellation)))
                .AddRange(remarks.Select(remark => RefusalReport.Of(remark, candidate, cancellation)));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return ImmutableArray.Create(Diagnostic.Create(Rules.InternalError, place, method.Name, Failure.Summary(failure)));
        }
    }
}
