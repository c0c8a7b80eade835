using Microsoft.CodeAnalysis;

namespace Twiddle.Bench.Lint;

/// <summary>One diagnostic of one rule, at its place in a file.</summary>
/// <param name="File">The path as it was given, with <c>/</c>.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
internal sealed record Finding(string File, int Line, int Column, DiagnosticDescriptor Rule, string Message)
{
    public static Finding Of(Diagnostic diagnostic)
    {
        var place = diagnostic.Location.GetLineSpan();
        var message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        return new(place.Path, place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1, diagnostic.Descriptor, message);
    }

    /// <summary>As compilers write it, so that editors follow it to the place.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}({Line},{Column}): {Rule.Id}: {Message}");
}
