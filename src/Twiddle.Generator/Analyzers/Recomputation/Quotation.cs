using Microsoft.CodeAnalysis;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>Source text in a message: on one line, and shortened.</summary>
internal static class Quotation
{
    private const int Maximum = 60;

    public static string Of(IOperation operation)
    {
        var line = string.Join(" ", operation.Syntax.ToString().Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Maximum ? line : line.Substring(0, Maximum - 1) + "…";
    }
}
