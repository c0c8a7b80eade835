using System.Collections.Immutable;

namespace Twiddle.Compiler.Plans;

/// <summary>Chooses the radices of the passes of a transform.</summary>
internal static class Radices
{
    /// <summary>The largest prime factor that a codelet is derived for.</summary>
    public const int LargestPrime = 64;

    /// <summary>Up to this prime factor, passes are always the best.</summary>
    public const int LargestPass = 13;

    /// <summary>
    /// The factors of <paramref name="length"/>, as measured: radix 8 first, for it fits the registers and leaves columns in groups of eight to all later
    /// passes; the fewer passes the better, so what eights leave of a power of two goes into one factor (16, 4, or with an odd prime 6, 12, …).
    /// </summary>
    public static ImmutableArray<int> Of(int length)
    {
        var primes = PrimeFactors(length);
        var twos = primes.Count(p => p == 2);
        var odd = OddFactors(primes);
        if (twos == 1 && odd.Length > 0 && odd[odd.Length - 1] <= 7) return TimesSmallest(odd, 2);
        if (twos < 2) return twos == 0 ? odd : odd.Insert(0, 2);
        // Fewer than four blocks would leave lanes of the first pass empty.
        if (length < 32 && length > 8) return ImmutableArray.Create(4, length / 4);
        if (twos == 2 || twos % 3 == 0) odd = PairThreeAndFive(odd);

        var eights = Enumerable.Repeat(8, twos / 3).ToImmutableArray();
        return (twos % 3) switch
        {
            0 => eights.AddRange(odd),
            1 when odd.Length > 0 && odd[odd.Length - 1] <= 9 => eights.AddRange(TimesSmallest(odd, 2)),
            2 when eights.Length > 0 && odd.Length > 0 && odd[odd.Length - 1] == 3 => eights.AddRange(TimesSmallest(odd, 4)),
            1 when eights.Length == 1 => ImmutableArray.Create(4, 4).AddRange(odd),
            1 => eights.RemoveAt(0).Insert(eights.Length > 3 ? 1 : eights.Length - 1, 16).AddRange(odd),
            _ when eights.Length == 3 => ImmutableArray.Create(8, 16, 16).AddRange(odd),
            _ => eights.Add(4).AddRange(odd),
        };
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

    /// <summary>The odd prime factors, threes in pairs, in descending order.</summary>
    private static ImmutableArray<int> OddFactors(ImmutableArray<int> primes)
    {
        var threes = primes.Count(p => p == 3);
        return Enumerable.Repeat(9, threes / 2)
            .Concat(Enumerable.Repeat(3, threes % 2))
            .Concat(primes.Where(p => p > 3))
            .OrderByDescending(r => r)
            .ToImmutableArray();
    }

    /// <summary>The smallest factor, which is the last, multiplied.</summary>
    private static ImmutableArray<int> TimesSmallest(ImmutableArray<int> factors, int multiplier) =>
        factors.SetItem(factors.Length - 1, multiplier * factors[factors.Length - 1]);

    private static ImmutableArray<int> PairThreeAndFive(ImmutableArray<int> odd) =>
        odd.Contains(3) && odd.Contains(5) ? odd.Remove(3).Remove(5).Insert(0, 15) : odd;
}
