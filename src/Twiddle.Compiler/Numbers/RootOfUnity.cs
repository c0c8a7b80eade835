using System.Collections.Concurrent;
using System.Numerics;

namespace Twiddle.Compiler.Numbers;

/// <summary>Sines and cosines of rational angles to any precision, in integers.</summary>
internal static class RootOfUnity
{
    /// <summary>Roots are remembered up to this many, which are some hundred bytes each; then all are forgotten.</summary>
    private const int MostRemembered = 4096;

    /// <summary>The same few constants are written into every kernel of a transform, and into those of others.</summary>
    private static readonly ConcurrentDictionary<(BigInteger Numerator, BigInteger Denominator, int Bits), (BigInteger Cos, BigInteger Sin)> Remembered = new();

    /// <summary>
    /// e^(2πi·turns) as (cos, sin) in multiples of 2^−bits, each within one unit.
    /// </summary>
    /// <remarks>
    /// With 4·turns = q + f, 0 ≤ f &lt; 1, the angle is q quarter turns beyond π/2·f, and π/2·f is reflected at π/4 into the first octant, where
    /// the exponential series converges quickly.
    /// </remarks>
    public static (BigInteger Cos, BigInteger Sin) Evaluate(Rational turns, int bits)
    {
        var denominator = turns.Denominator;
        var quarter = BigInteger.DivRem(4 * turns.Fraction().Numerator, denominator, out var rest);
        var isReflected = 2 * rest > denominator;
        if (isReflected) rest = denominator - rest;

        if (!Remembered.TryGetValue((rest, denominator, bits), out var root))
        {
            root = FirstOctant(rest, denominator, bits);
            if (Remembered.Count >= MostRemembered) Remembered.Clear();
            Remembered[(rest, denominator, bits)] = root;
        }

        var (cos, sin) = root;
        if (isReflected) (cos, sin) = (sin, cos);
        return (int)quarter switch
        {
            0 => (cos, sin),
            1 => (-sin, cos),
            2 => (-cos, -sin),
            _ => (sin, -cos),
        };
    }

    /// <summary>e^(ix) for x = π/2·numerator/denominator ≤ π/4: Σ (ix)ⁿ/n!.</summary>
    private static (BigInteger Cos, BigInteger Sin) FirstOctant(BigInteger numerator, BigInteger denominator, int bits)
    {
        if (numerator.IsZero) return (BigInteger.One << bits, BigInteger.Zero);

        // Every term is off by at most three units and there are fewer terms than bits: the guard bits hold 8·bits of such errors.
        var guard = 8;
        for (var b = bits; b > 0; b >>= 1) guard++;
        var precision = bits + guard;
        var x = Pi.Scaled(precision) * numerator / (2 * denominator);
        var term = BigInteger.One << precision;
        var cos = term;
        var sin = BigInteger.Zero;
        for (var n = 1; !term.IsZero; n++)
        {
            term = (term * x >> precision) / n;
            var isNegative = n % 4 >= 2;
            if (n % 2 == 1) sin += isNegative ? -term : term;
            else cos += isNegative ? -term : term;
        }

        return (RoundedShift(cos, guard), RoundedShift(sin, guard));
    }

    private static BigInteger RoundedShift(BigInteger value, int shift) => (value + (BigInteger.One << (shift - 1))) >> shift;
}
