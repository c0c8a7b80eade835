using System.Collections.Immutable;

namespace Twiddle.Compiler.Plans;

/// <summary>What passes cost, in units of a pass of radix 4 on vectors at one point, as measured on long vectors of doubles.</summary>
/// <param name="HasVectors">Whether the code may run on vectors where the radices allow it.</param>
internal sealed record PassCosts(bool HasVectors)
{
    /// <summary>How much longer scalar code takes than code on vectors.</summary>
    private const double ScalarCode = 5;

    /// <summary>First radices that are multiples of four alone leave vectors half as wide.</summary>
    private const double HalfWide = 1.6;

    /// <summary>The cost of a transform of this length in passes.</summary>
    public double Of(int length)
    {
        var radices = Radices.Of(length);
        if (radices.IsEmpty) return 0;
        return length * Width(length, radices) * Caches(length) * radices.Sum(OfPoint);
    }

    private double Width(int length, ImmutableArray<int> radices)
    {
        if (!HasVectors) return 1;
        var blocks = length / radices[0];
        if (radices[0] % 8 == 0 && blocks >= 8) return 1;
        return radices[0] % 4 == 0 && blocks >= 4 ? HalfWide : ScalarCode;
    }

    /// <summary>Beyond the second-level cache.</summary>
    private static double Caches(int length) => length > 1 << 16 ? 2 : length > 1 << 14 ? 1.3 : 1;

    public static double OfPoint(int radix) => radix switch
    {
        <= 4 => 1,
        5 or 8 => 1.3,
        6 => 1.4,
        <= 12 => 1.9,
        <= 16 => 2.2,
        _ => 0.3 * radix,
    };
}
