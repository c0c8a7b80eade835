namespace Twiddle.Compiler.Emission.Convolutions;

/// <summary>
/// From where on a convolution by transforms takes less time than product by product: measured with real data of double precision on a machine with vectors of 512 bits,
/// where it is somewhat lower, against the loops that just-in-time compilers make of the definition.
/// </summary>
public static class BreakEven
{
    /// <summary>The least number of elements of the shorter array.</summary>
    public const int LeastShorter = 32;

    /// <summary>The least number of elements of the longer array.</summary>
    public const int LeastLonger = 64;
}
