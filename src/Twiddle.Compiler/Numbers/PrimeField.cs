using System.Numerics;
using System.Runtime.CompilerServices;

namespace Twiddle.Compiler.Numbers;

/// <summary>
/// The integers modulo a prime p &lt; 2³¹ that holds the roots of unity of a given order m (p ≡ 1 mod m): the image of the cyclotomic
/// numbers of that order under ζ ↦ g, with g a primitive m-th root modulo p.
/// </summary>
/// <remarks>
/// Where the order is too large for that, only the eighth roots are what they are, and every other root is a <i>free</i> one: an arbitrary unit
/// that knows its multiples by eighth roots and its conjugate, but no other relation. Numbers with equal images are still equal; some equal
/// numbers are then not seen to be. Free roots are drawn as they are met: such a field belongs to one discovery, on one thread.
/// </remarks>
internal sealed class PrimeField
{
    /// <summary>With free roots, those of this order are still what they are: the eighths, and the middle between two of them.</summary>
    private const int FreeOrder = 16;
    private const int Pieces = FreeOrder / 2;

    private readonly long order;
    private readonly uint root;
    private readonly Dictionary<Rational, uint>? freeRoots;

    private PrimeField(uint modulus, long order, uint root, bool hasFreeRoots)
    {
        Modulus = modulus;
        this.order = order;
        this.root = root;
        freeRoots = hasFreeRoots ? new() : null;
    }

    public uint Modulus { get; }

    /// <summary>The fields for roots of this order, by descending prime; none where the order leaves no prime below 2³¹.</summary>
    public static IEnumerable<PrimeField> WithRootsOfOrder(BigInteger order) =>
        order < int.MaxValue ? Descending((long)order, hasFreeRoots: false) : Array.Empty<PrimeField>();

    /// <summary>The integers modulo an odd prime below 2³¹; null for another modulus.</summary>
    public static PrimeField? WithModulus(long modulus) =>
        modulus is > 2 and < int.MaxValue && IsPrime((uint)modulus) ? new((uint)modulus, 1, 1, hasFreeRoots: false) : null;

    /// <summary>The fields for roots of any order, with free roots.</summary>
    public static IEnumerable<PrimeField> WithFreeRoots() => Descending(FreeOrder, hasFreeRoots: true);

    private static IEnumerable<PrimeField> Descending(long order, bool hasFreeRoots)
    {
        var primesOfOrder = PrimeFactors(order);
        for (var candidate = (int.MaxValue - 1) / order * order + 1; candidate > order; candidate -= order)
        {
            if (!IsPrime((uint)candidate)) continue;
            yield return new((uint)candidate, order, PrimitiveRoot((uint)candidate, order, primesOfOrder), hasFreeRoots);
        }
    }

    public uint Add(uint a, uint b)
    {
        var sum = a + b;
        return sum >= Modulus ? sum - Modulus : sum;
    }

    public uint Subtract(uint a, uint b) => a >= b ? a - b : a + Modulus - b;

    public uint Negate(uint a) => a == 0 ? 0 : Modulus - a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
            var turns = conjugated ? (-term.Turns).Fraction() : term.Turns;
            sum = Add(sum, Multiply(Image(term.Coefficient), freeRoots is null ? RootAt(turns) : FreeRootAt(turns)));
        }

        return sum;
    }

    private uint RootAt(Rational turns) => Power(root, (long)(turns.Numerator * (order / turns.Denominator)), Modulus);

    /// <summary>e^(2πi·t) for t = n/8 + r with 0 ≤ r &lt; 1/8: an eighth root times the free root of r, or, where 1/8 − r is less than r, over that of 1/8 − r.</summary>
    private uint FreeRootAt(Rational turns)
    {
        var eighths = (turns * Pieces).Floor();
        var rest = turns - new Rational(eighths, Pieces);
        var eighthRoot = Power(root, 2 * (long)eighths, Modulus);
        if (rest.IsZero) return eighthRoot;
        var mirrored = new Rational(1, Pieces) - rest;
        if (rest == mirrored) return Multiply(eighthRoot, root);
        if (rest < mirrored) return Multiply(eighthRoot, FreeRoot(rest));
        return Multiply(Multiply(eighthRoot, Power(root, 2, Modulus)), Invert(FreeRoot(mirrored)));
    }

    private uint FreeRoot(Rational turns)
    {
        if (!freeRoots!.TryGetValue(turns, out var image))
        {
            image = (uint)(Mixing.Mix(Modulus, (ulong)freeRoots.Count) % (Modulus - 1)) + 1;
            freeRoots.Add(turns, image);
        }

        return image;
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

    [MethodImpl(Jit.OptimizedAtOnce)]
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
