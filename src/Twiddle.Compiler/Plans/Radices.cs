using System.Collections.Immutable;

namespace Twiddle.Compiler.Plans;

/// <summary>Chooses the radices of the passes of a transform.</summary>
internal static class Radices
{
    /// <summary>The largest prime factor that a codelet is derived for.</summary>
    public const int LargestPrime = 64;

    /// <summary>
    /// The factors of <paramref name="length"/>: of higher powers of two radix 8 as far as possible, for it makes the most of sixteen registers, and
    /// 4 for the rest; then threes in pairs, other odd primes alone, a lone two together with the smallest of them. Multiples of four come first, for
    /// they leave columns in groups of four to all later passes.
    /// </summary>
    public static ImmutableArray<int> Of(int length)
    {
        var primes = PrimeFactors(length);
        var twos = primes.Count(p => p == 2);
        var odd = PairThrees(primes.Where(p => p != 2).ToImmutableArray());
        if (twos == 1 && odd.Length > 0 && odd[odd.Length - 1] <= 7) return odd.SetItem(odd.Length - 1, 2 * odd[odd.Length - 1]);
        return PowersOfTwo(twos).AddRange(odd);
    }

    /// <summary>The prime factors in ascending order, each as often as it divides.</summary>
    public static ImmutableArray<int> PrimeFactors(int length)
    {
        var factors = ImmutableArray.CreateBuilder<int>();
        for (var p = 2; p * p <= length; p++)
            for (; length % p == 0; length /= p) factors.Add(p);
        if (length > 1) factors.Add(length);
        return factors.ToImmutable();
    }

    private static ImmutableArray<int> PairThrees(ImmutableArray<int> oddPrimes)
    {
        var threes = oddPrimes.Count(p => p == 3);
        return Enumerable.Repeat(9, threes / 2)
            .Concat(Enumerable.Repeat(3, threes % 2))
            .Concat(oddPrimes.Where(p => p != 3))
            .OrderByDescending(r => r)
            .ToImmutableArray();
    }

    /// <summary>2^(3a), 4·2^(3a), or 4·4·2^(3a).</summary>
    private static ImmutableArray<int> PowersOfTwo(int twos) => twos switch
    {
        0 => ImmutableArray<int>.Empty,
        1 => ImmutableArray.Create(2),
        _ => Enumerable.Repeat(4, (3 - twos % 3) % 3).Concat(Enumerable.Repeat(8, (twos - 2 * ((3 - twos % 3) % 3)) / 3)).ToImmutableArray(),
    };
}
