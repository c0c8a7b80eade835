using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Emission;

/// <summary>The type in which a kernel computes, its literals and its sums.</summary>
/// <param name="Kind"><c>double</c> or <c>float</c>; <c>ulong</c> modulo a prime.</param>
internal sealed record Arithmetic(ScalarKind Kind)
{
    public string Type => ElementShape.Text(Kind);

    public string Zero => Kind switch
    {
        ScalarKind.Single => "0f",
        ScalarKind.UInt64 => "0UL",
        _ => "0.0",
    };

    /// <summary>The nearest number as a literal; a minus sign in front where it is negative.</summary>
    public string Literal(Constant value) => Kind == ScalarKind.Single ? NumberText.Of(Rounding.ToSingle(value)) : NumberText.Of(Rounding.ToDouble(value));

    public string Literal(Cyclotomic value) => Literal(Constant.Of(value));

    /// <summary>A value of another type, cast where needed.</summary>
    public string Convert(string expression, ScalarKind from) => Convert(expression, from, Kind);

    public static string Convert(string expression, ScalarKind from, ScalarKind to)
    {
        if (from == to) return expression;
        return $"({ElementShape.Text(to)}){(IsSimple(expression) ? expression : $"({expression})")}";
    }

    private static bool IsSimple(string expression) => expression.All(c => char.IsLetterOrDigit(c) || c is '_' or '.' or '@');
}
