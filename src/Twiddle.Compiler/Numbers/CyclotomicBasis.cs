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
    /// <summary>Larger fields than this, by the number of terms, are left to sums by exponent.</summary>
    private const int MostRootsForEachTerm = 64;

    /// <summary>Whether the number is zero.</summary>
    public static bool IsZero(Cyclotomic number) =>
        SmallOrder(number) is { } order ? Array.TrueForAll(Coordinates(number, order), c => c.IsZero) : Coordinates(number, number.Order).Count == 0;

    /// <summary>The rational number that it is; null where it is none.</summary>
    public static Rational? AsRational(Cyclotomic number)
    {
        if (SmallOrder(number) is { } small)
        {
            var (values, ones) = (Coordinates(number, small), Coordinates(Cyclotomic.One, small));
            return Ratio(Enumerable.Range(0, small).Select(e => (values[e], ones[e])));
        }

        var order = number.Order;
        var (coordinates, units) = (Coordinates(number, order), Coordinates(Cyclotomic.One, order));
        return Ratio(coordinates.Keys.Union(units.Keys).Select(e => (Of(coordinates, e), Of(units, e))));

        static Rational Of(Dictionary<BigInteger, Rational> from, BigInteger exponent) => from.TryGetValue(exponent, out var value) ? value : Rational.Zero;
    }

    /// <summary>What the second numbers have to be multiplied with to be the first; null where there is no such factor.</summary>
    private static Rational? Ratio(IEnumerable<(Rational Value, Rational One)> coordinates)
    {
        Rational? ratio = null;
        foreach (var (value, one) in coordinates)
        {
            if (one.IsZero && !value.IsZero) return null;
            if (one.IsZero) continue;
            var quotient = value / one;
            if (ratio is { } known && known != quotient) return null;
            ratio = quotient;
        }

        return ratio;
    }

    /// <summary>The order of the field, where an array may have that many elements. The numbers of nearly all transforms are of small orders.</summary>
    private static int? SmallOrder(Cyclotomic number)
    {
        var order = CyclotomicProduct.CommonOrder(number.Terms, 1);
        return order == 0 || order > (long)MostRootsForEachTerm * number.Terms.Length ? null : order;
    }

    /// <summary>The coordinates of a number of the field, by exponent of the primitive root of the order.</summary>
    private static Rational[] Coordinates(Cyclotomic number, int order)
    {
        var coordinates = new Rational[order];
        var exponents = CyclotomicProduct.Exponents(number.Terms, order);
        for (var i = 0; i < exponents.Length; i++) coordinates[exponents[i]] = number.Terms[i].Coefficient;
        foreach (var (prime, power) in PrimePowers(order)) Eliminate(coordinates, (int)prime, (int)power);
        return coordinates;
    }

    /// <summary>The coordinates that are not zero, in a field that may be large.</summary>
    private static Dictionary<BigInteger, Rational> Coordinates(Cyclotomic number, BigInteger order)
    {
        var coordinates = number.Terms.ToDictionary(t => (t.Turns * order).Numerator, t => t.Coefficient);
        foreach (var (prime, power) in PrimePowers(order)) coordinates = Eliminate(coordinates, order, prime, power);
        return coordinates;
    }

    /// <summary>In place: what one member of a class passes on, none of the others does.</summary>
    private static void Eliminate(Rational[] coordinates, int prime, int power)
    {
        var (order, step) = (coordinates.Length, coordinates.Length / prime);
        for (var block = 0; block < order; block += power)
        {
            for (var exponent = block; exponent < block + power / prime; exponent++)
            {
                var coefficient = coordinates[exponent];
                if (coefficient.IsZero) continue;
                coordinates[exponent] = Rational.Zero;
                for (int j = 1, other = exponent; j < prime; j++)
                {
                    other += step;
                    if (other >= order) other -= order;
                    coordinates[other] -= coefficient;
                }
            }
        }
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
