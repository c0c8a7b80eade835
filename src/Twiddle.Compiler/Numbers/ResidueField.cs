using System.Numerics;
using System.Runtime.CompilerServices;

namespace Twiddle.Compiler.Numbers;

/// <summary>The integers modulo a prime below 2³¹; elements are the residues 0 … Prime − 1.</summary>
public readonly record struct ResidueField
{
    /// <param name="prime">A prime number below 2³¹.</param>
    public ResidueField(uint prime) => (Prime, inverse) = (prime, 1.0 / prime);

    private readonly double inverse;

    public uint Prime { get; }

    /// <summary>
    /// All prime fields below 2³¹ that contain the roots of unity of an order, p ≡ 1 (mod order), from the largest down.
    /// </summary>
    public static IEnumerable<ResidueField> WithRootsOfUnity(int order)
    {
        if (order < 1) throw new ArgumentOutOfRangeException(nameof(order));
        const long limit = int.MaxValue;
        for (var candidate = (limit - 1) / order * order + 1; candidate > 1; candidate -= order)
            if (Primes.IsPrime((uint)candidate)) yield return new((uint)candidate);
    }

    /// <summary>value^exponent mod modulus, for any modulus below 2³².</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    public static uint Power(uint value, uint exponent, uint modulus)
    {
        ulong result = 1 % modulus;
        ulong square = value % modulus;
        for (; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1) result = result * square % modulus;
            square = square * square % modulus;
        }

        return (uint)result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Add(uint a, uint b)
    {
        var sum = a + b;
        return sum >= Prime ? sum - Prime : sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Subtract(uint a, uint b) => a >= b ? a - b : a + Prime - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Negate(uint a) => a == 0 ? 0 : Prime - a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Multiply(uint a, uint b)
    {
        // Several times as quick as a division. The product is below 2^62 and the quotient below 2^31, so three roundings to 53 bits move it by less than one.
        var product = (long)a * b;
        var rest = product - (long)(product * inverse) * Prime;
        return (uint)(rest < 0 ? rest + Prime : rest >= Prime ? rest - Prime : rest);
    }

    public uint Power(uint value, uint exponent) => Power(value, exponent, Prime);

    /// <summary>The inverse, by the extended Euclidean algorithm.</summary>
    /// <exception cref="DivideByZeroException">The value is zero.</exception>
    [MethodImpl(Jit.OptimizedAtOnce)]
    public uint Inverse(uint value)
    {
        if (value == 0) throw new DivideByZeroException();
        long previous = Prime, current = value;
        long previousFactor = 0, factor = 1;
        while (current != 1)
        {
            var quotient = previous / current;
            (previous, current) = (current, previous - quotient * current);
            (previousFactor, factor) = (factor, previousFactor - quotient * factor);
        }

        return (uint)(factor < 0 ? factor + Prime : factor);
    }

    /// <summary>The residue of an integer.</summary>
    public uint Reduce(BigInteger value)
    {
        var residue = (long)(value % Prime);
        return (uint)(residue < 0 ? residue + Prime : residue);
    }

    /// <summary>A primitive root of unity of an order that divides Prime − 1: its powers 0 … order − 1 are distinct.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public uint PrimitiveRoot(int order)
    {
        if (order < 1 || (Prime - 1) % (uint)order != 0) throw new ArgumentOutOfRangeException(nameof(order));
        var factors = Primes.FactorsOf(order);
        for (uint candidate = 1; ; candidate++)
        {
            var root = Power(candidate, (Prime - 1) / (uint)order);
            if (HasOrder(root, order, factors)) return root;
        }
    }

    private bool HasOrder(uint root, int order, IReadOnlyList<int> factors)
    {
        foreach (var factor in factors)
            if (Power(root, (uint)(order / factor)) == 1) return false;
        return true;
    }
}
