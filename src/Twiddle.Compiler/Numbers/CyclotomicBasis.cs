using System.Numerics;

namespace Twiddle.Compiler.Numbers;

/// <summary>
/// Writes a cyclotomic number on a basis of its field, where it is zero exactly when all coordinates are.
/// </summary>
/// <remarks>
/// Let m be the order and pᵃ the part of it that is a power of the prime p. The roots with exponents e, e + m/p, …, e + (p−1)·m/p sum to zero;
/// each such class is freed of its member whose exponent has leading base-p digit 0 modulo pᵃ. Done for each p, what remains is a basis
/// (a tensor product of the bases of the prime-power fields; Bosma, <i>Canonical bases for cyclotomic fields</i>, 1990).
/// </remarks>
internal static class CyclotomicBasis
{
    /// <summary>The non-zero coordinates, by exponent of the primitive root of order <see cref="Cyclotomic.Order"/>.</summary>
    public static Dictionary<BigInteger, Rational> Reduce(Cyclotomic number) => Reduce(number, number);

    /// <summary>The non-zero coordinates of <paramref name="number"/> on the basis of the field that <paramref name="field"/> is written in.</summary>
    public static Dictionary<BigInteger, Rational> Reduce(Cyclotomic field, Cyclotomic number)
    {
        var order = field.Order;
        var coordinates = number.Terms.ToDictionary(t => (t.Turns * order).Numerator, t => t.Coefficient);
        foreach (var (prime, power) in PrimePowers(order)) coordinates = Eliminate(coordinates, order, prime, power);
        return coordinates;
    }

    private static Dictionary<BigInteger, Rational> Eliminate(Dictionary<BigInteger, Rational> coordinates, BigInteger order, BigInteger prime, BigInteger power)
    {
        var result = new Dictionary<BigInteger, Rational>();
        foreach (var (exponent, coefficient) in coordinates.Select(c => (c.Key, c.Value)))
        {
            var hasLeadingZero = exponent % power / (power / prime) == 0;
            if (!hasLeadingZero)
            {
                Add(result, exponent, coefficient);
                continue;
            }

            for (BigInteger j = 1; j < prime; j++) Add(result, (exponent + j * (order / prime)) % order, -coefficient);
        }

        return result;
    }

    private static void Add(Dictionary<BigInteger, Rational> sums, BigInteger exponent, Rational coefficient)
    {
        sums.TryGetValue(exponent, out var sum);
        sum += coefficient;
        if (sum.IsZero) sums.Remove(exponent);
        else sums[exponent] = sum;
    }

    private static IEnumerable<(BigInteger Prime, BigInteger Power)> PrimePowers(BigInteger number)
    {
        for (BigInteger p = 2; p * p <= number; p++)
        {
            BigInteger power = 1;
            for (; (number % p).IsZero; number /= p) power *= p;
            if (!power.IsOne) yield return (p, power);
        }

        if (!number.IsOne) yield return (number, number);
    }
}
