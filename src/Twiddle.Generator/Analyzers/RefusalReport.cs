using Microsoft.CodeAnalysis;
using Twiddle.Compiler;
using Twiddle.Compiler.Programs;
using Twiddle.Generator.Usage;

namespace Twiddle.Generator.Analyzers;

/// <summary>A refusal or a remark as a diagnostic at the place it is about.</summary>
internal static class RefusalReport
{
    private const int MaximumQuotation = 60;

    public static Diagnostic Of(Refusal refusal, Candidate candidate, CancellationToken cancellation) =>
        At(refusal.Span, Rules.For(refusal.Kind), refusal.Message, candidate, cancellation);

    public static Diagnostic Of(Remark remark, Candidate candidate, CancellationToken cancellation) =>
        At(remark.Span, Rules.For(remark.Kind), remark.Message, candidate, cancellation);

    private static Diagnostic At(SourceSpan span, DiagnosticDescriptor rule, string reason, Candidate candidate, CancellationToken cancellation)
    {
        var location = candidate.Lowered.Locate(span);

        // Not string.Format: the reason may quote code, and code has braces of its own.
        var message = reason.Contains("{0}") ? reason.Replace("{0}", Quotation(location, cancellation)) : reason;
        return Diagnostic.Create(rule, location, candidate.Usage.Specification.Name, message);
    }

    /// <summary>The source text at a place on one line, shortened.</summary>
    private static string Quotation(Location location, CancellationToken cancellation)
    {
        var text = location.SourceTree!.GetText(cancellation).ToString(location.SourceSpan);
        var line = string.Join(" ", text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MaximumQuotation ? line : line.Substring(0, MaximumQuotation - 1) + "…";
    }
}
