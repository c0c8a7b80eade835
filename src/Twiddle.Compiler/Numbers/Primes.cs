namespace Twiddle.Compiler.Numbers;

/// <summary>Prime numbers of one machine word.</summary>
public static class Primes
{
    /// <summary>Whether a number below 2³¹ is prime: Miller and Rabin's test, without error below 3,215,031,751 for the bases 2, 3, 5, 7.</summary>
    public static bool IsPrime(uint number)
    {
        if (number >= 1u << 31) throw new ArgumentOutOfRangeException(nameof(number));
        if (number < 2) return false;
        foreach (var small in new uint[] { 2, 3, 5, 7, 11, 13, 17, 19, 23, 29 })
            if (number % small == 0) return number == small;

        return new uint[] { 2, 3, 5, 7 }.All(b => IsStrongProbablePrime(number, b));
    }

    /// <summary>The distinct prime factors, ascending.</summary>
    public static IReadOnlyList<int> FactorsOf(int number)
    {
        var factors = new List<int>();
        for (var p = 2; (long)p * p <= number; p++)
        {
            if (number % p != 0) continue;
            factors.Add(p);
            while (number % p == 0) number /= p;
        }

        if (number > 1) factors.Add(number);
        return factors;
    }

    private static bool IsStrongProbablePrime(uint number, uint witness)
    {
        var odd = number - 1;
        var twos = 0;
        for (; odd % 2 == 0; odd /= 2) twos++;

        var power = ResidueField.Power(witness, odd, number);
        if (power == 1 || power == number - 1) return true;
        for (var i = 1; i < twos; i++)
        {
            power = (uint)((ulong)power * power % number);
            if (power == number - 1) return true;
        }

        return false;
    }
}
