using System.Collections.Immutable;
using System.Numerics;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Proofs;

/// <summary>
/// A non-zero algebraic integer that makes a number an algebraic integer when multiplied by it: Whole·∏ βₐ^eₐ. The βₐ are known by number
/// only, so a common multiple takes the larger exponent of each.
/// </summary>
/// <param name="Whole">A positive integer.</param>
/// <param name="Powers">The exponents eₐ &gt; 0, by ascending a. The conjugate of β₂ₐ is β₂ₐ₊₁.</param>
internal sealed record Denominator(BigInteger Whole, ImmutableArray<(int Base, int Exponent)> Powers)
{
    public static Denominator One { get; } = new(BigInteger.One, ImmutableArray<(int, int)>.Empty);

    public static Denominator Of(Cyclotomic value)
    {
        var whole = BigInteger.One;
        foreach (var term in value.Terms) whole = LeastCommonMultiple(whole, term.Coefficient.Denominator);
        return One with { Whole = whole };
    }

    public static Denominator Of(int number) => One with { Powers = ImmutableArray.Create((number, 1)) };

    public static Denominator CommonMultiple(Denominator a, Denominator b) =>
        ReferenceEquals(a, b) ? a : new(LeastCommonMultiple(a.Whole, b.Whole), Merge(a.Powers, b.Powers, Math.Max));

    public static Denominator Product(Denominator a, Denominator b) =>
        new(a.Whole * b.Whole, Merge(a.Powers, b.Powers, (x, y) => x + y));

    public Denominator Conjugate() =>
        Powers.IsEmpty ? this : this with { Powers = Powers.Select(p => (p.Base ^ 1, p.Exponent)).OrderBy(p => p.Item1).ToImmutableArray() };

    /// <summary>log₂ of the modulus of this number's norm in a field of a degree, given those of the β₂ₐ.</summary>
    public double NormBits(int degree, IReadOnlyList<double> baseBits)
    {
        var bits = degree * BigInteger.Log(Whole, 2);
        foreach (var (number, exponent) in Powers) bits += exponent * baseBits[number / 2];
        return bits;
    }

    private static BigInteger LeastCommonMultiple(BigInteger a, BigInteger b) => a == b ? a : a / BigInteger.GreatestCommonDivisor(a, b) * b;

    private static ImmutableArray<(int Base, int Exponent)> Merge(
        ImmutableArray<(int Base, int Exponent)> a, ImmutableArray<(int Base, int Exponent)> b, Func<int, int, int> combine)
    {
        if (b.IsEmpty) return a;
        if (a.IsEmpty) return b;
        var merged = ImmutableArray.CreateBuilder<(int, int)>(a.Length + b.Length);
        for (int i = 0, j = 0; i < a.Length || j < b.Length;)
        {
            if (j == b.Length || (i < a.Length && a[i].Base < b[j].Base)) merged.Add(a[i++]);
            else if (i == a.Length || b[j].Base < a[i].Base) merged.Add(b[j++]);
            else merged.Add((a[i].Base, combine(a[i++].Exponent, b[j++].Exponent)));
        }

        return merged.ToImmutable();
    }
}
