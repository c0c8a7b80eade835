namespace Twiddle.Compiler.Reading;

/// <summary>
/// Integers that are small: what is computed of an <c>int</c> overflows for the largest only, which are no data that anybody has. Where reading relies on that, the generated
/// method looks at them, and runs the definition for others.
/// </summary>
public static class SmallIntegers
{
    /// <summary>No small integer is farther from zero.</summary>
    public const int Largest = 1 << 24;

    /// <summary>What a datum of a type with these limits can be, if it is small.</summary>
    internal static IntegerLimits? Of(IntegerLimits? type) => type is { Least: var least, Greatest: var greatest } && least == int.MinValue && greatest == int.MaxValue
        ? new IntegerLimits(-Largest, Largest)
        : type;
}
