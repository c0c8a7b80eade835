using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Twiddle.Compiler;
using Twiddle.Generator.Lowering;
using Twiddle.Generator.Targets;

namespace Twiddle.Generator.Usage;

/// <summary>A method to derive: its use of the attribute, its program, and the request to the compiler.</summary>
internal sealed record Candidate(TransformUsage Usage, LoweredMethod Lowered, TransformRequest Request)
{
    /// <summary>The candidate, or what is wrong with the use; neither where the code does not compile, for the compiler says so.</summary>
    public static (Candidate? Candidate, ImmutableArray<UsageProblem> Problems) Of(
        IMethodSymbol method,
        AttributeData attribute,
        Compilation compilation,
        CancellationToken cancellation)
    {
        var (usage, problems) = UsageCheck.Check(method, attribute, cancellation);
        if (usage is null || HasErrors(usage.Method, cancellation) || HasErrors(usage.Specification, cancellation)) return (null, problems);

        var lowered = MethodLowering.Lower(usage.Specification, compilation, cancellation);
        if (lowered.HasErrors || lowered.Program.Methods.Count == 0) return (null, problems);
        var target = TargetOf.Usage(usage, compilation, cancellation);
        return (new(usage, lowered, new(lowered.Program, target, usage.Lengths, usage.Shape) { Written = usage.IsPartial ? null : LoopExtraction.Of(usage.Specification, lowered, compilation, cancellation) }), problems);
    }

    private static bool HasErrors(IMethodSymbol method, CancellationToken cancellation) =>
        method.ReturnType.TypeKind == TypeKind.Error
        || method.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Error || parameter.Type is IArrayTypeSymbol { ElementType.TypeKind: TypeKind.Error })
        || method.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)).Any(HasSyntaxErrors);

    private static bool HasSyntaxErrors(SyntaxNode node) =>
        node.ContainsDiagnostics && node.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
