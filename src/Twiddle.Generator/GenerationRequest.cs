using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Twiddle.Compiler;
using Twiddle.Generator.Usage;

namespace Twiddle.Generator;

/// <summary>What flows through the pipeline for one method: plain values, equal when they mean the same.</summary>
/// <param name="HintName">The name of the file to generate.</param>
/// <param name="Transform">What to derive.</param>
internal sealed record GenerationRequest(string HintName, TransformRequest Transform)
{
    private const int MaximumNameLength = 100;

    /// <summary>The request for an annotated method, or null where nothing is to be generated: the analyzer, or the compiler, says why.</summary>
    public static GenerationRequest? Of(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        if (context.TargetSymbol is not IMethodSymbol method || method.PartialDefinitionPart is not null) return null;
        try
        {
            var (candidate, _) = Candidate.Of(method, context.Attributes[0], context.SemanticModel.Compilation, cancellation);
            return candidate is null ? null : new(HintNameOf(candidate.Usage.Method), candidate.Request);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The analyzer does the same work, meets the same failure, and reports it at the method.
            return null;
        }
    }

    /// <summary>
    /// Type and method name to be read by people, and a hash of the whole identity to tell apart overloads, and names that differ in case only.
    /// </summary>
    private static string HintNameOf(IMethodSymbol method)
    {
        var identity = method.OriginalDefinition.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat.WithMemberOptions(
            SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeParameters));
        var readable = new StringBuilder();
        foreach (var letter in method.ContainingType.ToDisplayString() + "." + method.Name)
            readable.Append(letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' ? letter : '_');
        if (readable.Length > MaximumNameLength) readable.Remove(0, readable.Length - MaximumNameLength);
        return readable + "-" + Hash(identity).ToString("x8", CultureInfo.InvariantCulture) + GeneratedFiles.Extension;
    }

    /// <summary>FNV-1a: the same on every machine, unlike <c>string.GetHashCode</c>.</summary>
    private static uint Hash(string text) => text.Aggregate(2166136261u, (hash, letter) => unchecked((hash ^ letter) * 16777619u));
}
