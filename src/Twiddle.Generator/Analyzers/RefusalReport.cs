using Microsoft.CodeAnalysis;
using Twiddle.Compiler;
using Twiddle.Generator.Usage;

namespace Twiddle.Generator.Analyzers;

/// <summary>A refusal as a diagnostic at the place it is about.</summary>
internal static class RefusalReport
{
    private const int MaximumQuotation = 60;

    public static Diagnostic Of(Refusal refusal, Candidate candidate, CancellationToken cancellation)
    {
        var location = candidate.Lowered.Locate(refusal.Span);

        // Not string.Format: the reason may quote code, and code has braces of its own.
        var message = refusal.Message.Contains("{0}") ? refusal.Message.Replace("{0}", Quotation(location, cancellation)) : refusal.Message;
        return Diagnostic.Create(Rules.For(refusal.Kind), location, candidate.Usage.Specification.Name, message);
    }

    /// <summary>The source text at a place on one line, shortened.</summary>
    private static string Quotation(Location location, CancellationToken cancellation)
    {
        var text = location.SourceTree!.GetText(cancellation).ToString(location.SourceSpan);
        var line = string.Join(" ", text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MaximumQuotation ? line : line.Substring(0, MaximumQuotation - 1) + "…";
    }
}
