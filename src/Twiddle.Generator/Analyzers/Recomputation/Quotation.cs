using Microsoft.CodeAnalysis;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>Source text in a message: on one line, and shortened.</summary>
internal static class Quotation
{
    private const int Maximum = 60;

    public static string Of(IOperation operation) => Of(operation.Syntax.ToString());

    public static string Of(string text)
    {
        var line = string.Join(" ", text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Maximum ? line : line.Substring(0, Maximum - 1) + "…";
    }
}
