using System.Numerics;

namespace Twiddle.Compiler.Numbers;

/// <summary>π to any precision, in integers: Machin's formula π = 16·arctan(1/5) − 4·arctan(1/239) (1706).</summary>
internal static class Pi
{
    private static volatile Approximation cached = Compute(512);

    /// <summary>π·2^bits, within one unit. Safe for use from many threads: a race only computes the same digits twice.</summary>
    public static BigInteger Scaled(int bits)
    {
        var known = cached;
        if (known.Bits < bits) cached = known = Compute(2 * bits);
        return known.Value >> (known.Bits - bits);
    }

    private static Approximation Compute(int bits)
    {
        const int guard = 32;
        var unit = BigInteger.One << (bits + guard);
        var value = 16 * ArcCotangent(5, unit) - 4 * ArcCotangent(239, unit);
        return new(bits, value >> guard);
    }

    /// <summary>arctan(1/x) = Σ (−1)ⁿ / ((2n + 1)·x^(2n + 1)), in multiples of 1/unit; each term is off by less than one.</summary>
    private static BigInteger ArcCotangent(int x, BigInteger unit)
    {
        var power = unit / x;
        var sum = power;
        for (var n = 1; !power.IsZero; n++)
        {
            power /= x * x;
            sum += (n % 2 == 0 ? power : -power) / (2 * n + 1);
        }

        return sum;
    }

    private sealed class Approximation(int bits, BigInteger value)
    {
        public int Bits { get; } = bits;

        public BigInteger Value { get; } = value;
    }
}
