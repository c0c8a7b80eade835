using System.Numerics;

namespace Twiddle.Compiler.Numbers;

/// <summary>
/// The integers modulo a prime p &lt; 2³¹ that holds the roots of unity of a given order m (p ≡ 1 mod m): the image of the cyclotomic
/// numbers of that order under ζ ↦ g, with g a primitive m-th root modulo p.
/// </summary>
internal sealed class PrimeField
{
    private readonly long order;
    private readonly uint root;

    private PrimeField(uint modulus, long order, uint root)
    {
        Modulus = modulus;
        this.order = order;
        this.root = root;
    }

    public uint Modulus { get; }

    /// <summary>The fields for roots of this order, by descending prime; none where the order leaves no prime below 2³¹.</summary>
    public static IEnumerable<PrimeField> WithRootsOfOrder(long order)
    {
        var primesOfOrder = PrimeFactors(order);
        for (var candidate = (int.MaxValue - 1) / order * order + 1; candidate > order; candidate -= order)
        {
            if (!IsPrime((uint)candidate)) continue;
            yield return new((uint)candidate, order, PrimitiveRoot((uint)candidate, order, primesOfOrder));
        }
    }

    public uint Add(uint a, uint b)
    {
        var sum = a + b;
        return sum >= Modulus ? sum - Modulus : sum;
    }

    public uint Subtract(uint a, uint b) => a >= b ? a - b : a + Modulus - b;

    public uint Negate(uint a) => a == 0 ? 0 : Modulus - a;

    public uint Multiply(uint a, uint b) => (uint)((ulong)a * b % Modulus);

    public uint Invert(uint a) => Power(a, Modulus - 2, Modulus);

    public bool CanRepresent(Rational value) => !(value.Denominator % Modulus).IsZero;

    /// <summary>The image of a number whose terms have this field's order and denominators that are no multiples of p.</summary>
    /// <param name="number">The number.</param>
    /// <param name="conjugated">Whether to take the image of its conjugate, the one under ζ ↦ g⁻¹.</param>
    public uint Image(Cyclotomic number, bool conjugated)
    {
        uint sum = 0;
        foreach (var term in number.Terms)
        {
            var exponent = (long)(term.Turns.Numerator * (order / term.Turns.Denominator));
            if (conjugated && exponent != 0) exponent = order - exponent;
            sum = Add(sum, Multiply(Image(term.Coefficient), Power(root, exponent, Modulus)));
        }

        return sum;
    }

    private uint Image(Rational value)
    {
        var numerator = Residue(value.Numerator);
        return value.IsInteger ? numerator : Multiply(numerator, Invert(Residue(value.Denominator)));
    }

    private uint Residue(BigInteger value)
    {
        var residue = value % Modulus;
        return (uint)(residue.Sign < 0 ? residue + Modulus : residue);
    }

    private static uint Power(uint value, long exponent, uint modulus)
    {
        ulong result = 1;
        for (ulong square = value; exponent > 0; exponent >>= 1, square = square * square % modulus)
            if ((exponent & 1) == 1) result = result * square % modulus;
        return (uint)result;
    }

    private static uint PrimitiveRoot(uint prime, long order, List<long> primesOfOrder)
    {
        for (uint seed = 2; ; seed++)
        {
            var candidate = Power(seed, (prime - 1) / order, prime);
            if (primesOfOrder.TrueForAll(f => Power(candidate, order / f, prime) != 1)) return candidate;
        }
    }

    private static List<long> PrimeFactors(long number)
    {
        var factors = new List<long>();
        for (long f = 2; f * f <= number; f++)
        {
            if (number % f != 0) continue;
            factors.Add(f);
            while (number % f == 0) number /= f;
        }

        if (number > 1) factors.Add(number);
        return factors;
    }

    /// <summary>Miller–Rabin with the bases 2, 3, 5 and 7, which is exact below 3 215 031 751 (Jaeschke 1993).</summary>
    private static bool IsPrime(uint number)
    {
        if (number < 11) return number is 2 or 3 or 5 or 7;
        if (number % 2 == 0) return false;
        var odd = number - 1;
        var twos = 0;
        for (; odd % 2 == 0; odd /= 2) twos++;
        foreach (var witness in new uint[] { 2, 3, 5, 7 })
            if (IsComposite(number, witness, odd, twos)) return false;
        return true;
    }

    private static bool IsComposite(uint number, uint witness, uint odd, int twos)
    {
        var power = Power(witness, odd, number);
        if (power == 1 || power == number - 1) return false;
        for (var i = 1; i < twos; i++)
        {
            power = (uint)((ulong)power * power % number);
            if (power == number - 1) return false;
        }

        return true;
    }
}
