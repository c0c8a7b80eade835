using System.Globalization;

namespace Twiddle.Compiler.Emission;

/// <summary>An index as an expression: Constant + Step·variable.</summary>
internal readonly record struct IndexText(int Constant, int Step, string Variable)
{
    public static IndexText Of(int constant) => new(constant, 0, "");

    public string Text
    {
        get
        {
            var constant = Constant.ToString(CultureInfo.InvariantCulture);
            if (Step == 0) return constant;
            var product = Step is 1 or -1 ? Variable : Math.Abs(Step).ToString(CultureInfo.InvariantCulture) + " * " + Variable;
            if (Step < 0) return $"{constant} - {product}";
            return Constant == 0 ? product : Constant > 0 ? $"{product} + {constant}" : $"{product} - {constant.Substring(1)}";
        }
    }

    /// <summary>The index divided by <paramref name="divisor"/>, modulo <paramref name="size"/> (0: not reduced).</summary>
    public string Coordinate(int divisor, int size)
    {
        if (Step == 0)
        {
            var quotient = Constant / divisor;
            return (size == 0 ? quotient : quotient % size).ToString(CultureInfo.InvariantCulture);
        }

        var text = $"({Text}) / {divisor.ToString(CultureInfo.InvariantCulture)}";
        return size == 0 ? text : $"{text} % {size.ToString(CultureInfo.InvariantCulture)}";
    }
}
