using System.Numerics;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Plans;

/// <summary>Indices modulo the length of a transform.</summary>
internal static class Modular
{
    /// <summary>The residue in [0, length).</summary>
    public static int Reduce(long value, int length) => (int)((value % length + length) % length);

    /// <summary>The residue of value·length, which is an integer.</summary>
    public static int Reduce(Rational value, int length)
    {
        var product = value * length;
        if (!product.IsInteger) throw new ArgumentException("Not a multiple of 1/length.", nameof(value));
        return (int)BigInteger.Remainder(BigInteger.Remainder(product.Numerator, length) + length, length);
    }
}
