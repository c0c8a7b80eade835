using System.Collections.Immutable;
using System.Numerics;

namespace Twiddle.Compiler.Numbers;

/// <summary>
/// Products of sums of roots of unity of one small order m: the roots are exponents modulo m, and the coefficients of the product are added up in an array of m numbers.
/// </summary>
internal static class CyclotomicProduct
{
    private const int LargestOrder = 1024;

    /// <summary>The terms of a·b as <see cref="Cyclotomic"/> keeps them; null where the common order of all roots is too large for an array.</summary>
    public static ImmutableArray<Cyclotomic.Term>? OnGrid(ImmutableArray<Cyclotomic.Term> a, ImmutableArray<Cyclotomic.Term> b)
    {
        var order = CommonOrder(b, CommonOrder(a, 2));
        if (order == 0 || order > 8L * a.Length * b.Length) return null;
        var (left, right) = (Exponents(a, order), Exponents(b, order));
        var sums = new Rational[order];
        for (var i = 0; i < left.Length; i++)
        {
            for (var j = 0; j < right.Length; j++)
            {
                var exponent = (left[i] + right[j]) % order;
                var product = a[i].Coefficient * b[j].Coefficient;
                if (IsWrittenAsOpposite(exponent, order))
                {
                    exponent = (exponent + order / 2) % order;
                    product = -product;
                }

                sums[exponent] += product;
            }
        }

        var count = 0;
        foreach (var sum in sums)
            if (!sum.IsZero) count++;
        var terms = ImmutableArray.CreateBuilder<Cyclotomic.Term>(count);
        for (var exponent = 0; exponent < order; exponent++)
            if (!sums[exponent].IsZero) terms.Add(new(new Rational(exponent, order), sums[exponent]));
        return terms.MoveToImmutable();
    }

    /// <summary>The least common multiple of a number and all orders, or 0 where it is too large.</summary>
    public static int CommonOrder(ImmutableArray<Cyclotomic.Term> terms, int order)
    {
        foreach (var term in terms)
        {
            var denominator = term.Turns.SmallDenominator;
            if (denominator == 0 || order == 0) return 0;
            if (order % denominator == 0) continue;
            var common = (long)order / (int)BigInteger.GreatestCommonDivisor(order, denominator) * denominator;
            if (common > LargestOrder) return 0;
            order = (int)common;
        }

        return order;
    }

    /// <summary>The exponents of the terms' roots, for an order that all their orders divide.</summary>
    public static int[] Exponents(ImmutableArray<Cyclotomic.Term> terms, int order)
    {
        var exponents = new int[terms.Length];
        for (var i = 0; i < exponents.Length; i++) exponents[i] = terms[i].Turns.SmallNumerator * (order / terms[i].Turns.SmallDenominator);
        return exponents;
    }

    /// <summary>What <see cref="Cyclotomic"/> says of the turns exponent/order, for an even order: with 2ᵛ its part of powers of two, the reduced denominator is even where 2ᵛ does not divide the exponent.</summary>
    private static bool IsWrittenAsOpposite(int exponent, int order)
    {
        var part = order & -order;
        if ((exponent & (part - 1)) == 0) return false;
        return exponent >= order / 2 || (exponent & (part / 2 - 1)) == 0;
    }
}
