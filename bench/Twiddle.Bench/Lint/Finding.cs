using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Twiddle.Bench.Lint;

/// <summary>One diagnostic of one rule, at its place in a file.</summary>
/// <param name="File">The path as it was given, with <c>/</c>.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Source">The line itself, without its indentation.</param>
internal sealed record Finding(string File, int Line, int Column, DiagnosticDescriptor Rule, string Message, string Source)
{
    public static Finding Of(Diagnostic diagnostic)
    {
        var place = diagnostic.Location.GetLineSpan();
        var message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        var start = place.StartLinePosition;
        var source = diagnostic.Location.SourceTree?.GetText().Lines[start.Line].ToString().Trim() ?? "";
        return new(place.Path, start.Line + 1, start.Character + 1, diagnostic.Descriptor, message, source);
    }

    /// <summary>As compilers write it, so that editors follow it to the place.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}({Line},{Column}): {Rule.Id}: {Message}");
}
