using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Twiddle.Compiler.Programs;

namespace Twiddle.Generator.Usage;

/// <summary>One use of the attribute, found to be in order.</summary>
/// <param name="Method">The annotated method.</param>
/// <param name="Specification">The naive method: the annotated one, or the one that <c>Of</c> names.</param>
/// <param name="GeneratedName">The name of the method to generate.</param>
/// <param name="Lengths">The lengths to derive for, ascending.</param>
/// <param name="Shape">The shape to derive for; empty where lengths are given.</param>
internal sealed record TransformUsage(
    IMethodSymbol Method,
    IMethodSymbol Specification,
    string GeneratedName,
    EquatableArray<int> Lengths,
    EquatableArray<int> Shape)
{
    /// <summary>Whether several threads are to share large transforms, and batches.</summary>
    public bool IsParallel { get; init; }

    public const string AttributeName = "Twiddle.FastTransformAttribute";

    /// <summary>Whether the user declared the method to be generated.</summary>
    public bool IsPartial => !SymbolEqualityComparer.Default.Equals(Method, Specification);

    public static AttributeData? AttributeOf(ISymbol method) =>
        method.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == AttributeName);
}

/// <summary>Something wrong with a use of the attribute.</summary>
internal sealed record UsageProblem(DiagnosticDescriptor Rule, params object[] Arguments);

/// <summary>A use in order, or what is wrong with it; neither where the attribute itself does not compile.</summary>
internal sealed record UsageResult(TransformUsage? Usage, ImmutableArray<UsageProblem> Problems);
