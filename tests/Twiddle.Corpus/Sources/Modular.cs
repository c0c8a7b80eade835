/// <summary>Number-theoretic transforms: linear over a ring, not over the numbers.</summary>
public static class Modular
{
    private const long Modulus = 998244353;

    private static long Power(long @base, long exponent)
    {
        long result = 1;
        for (@base %= Modulus; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1) result = result * @base % Modulus;
            @base = @base * @base % Modulus;
        }
        return result;
    }

    //: modular arithmetic; derived; small
    public static long[] NumberTheoretic(long[] x)
    {
        int N = x.Length;
        long root = Power(3, (Modulus - 1) / N);
        var y = new long[N];
        for (int k = 0; k < N; k++)
            for (int n = 0; n < N; n++)
                y[k] = (y[k] + x[n] * Power(root, (long)k * n)) % Modulus;
        return y;
    }

    //: modular arithmetic; derived; small
    public static ulong[] Unsigned(ulong[] x)
    {
        const ulong p = 257, g = 3;
        var y = new ulong[x.Length];
        for (int k = 0; k < x.Length; k++)
        {
            ulong sum = 0, w = 1, step = 1;
            for (int i = 0; i < k; i++) step = step * g % p;
            for (int n = 0; n < x.Length; n++)
            {
                sum = (sum + x[n] * w) % p;
                w = w * step % p;
            }
            y[k] = sum;
        }
        return y;
    }

    //: modular arithmetic; derived; small
    public static BigInteger[] Large(BigInteger[] x)
    {
        BigInteger p = 65537;
        var y = new BigInteger[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] = (y[k] + x[n] * BigInteger.ModPow(3, k * n, p)) % p;
        return y;
    }

    //: modular arithmetic; refused TWD021
    public static int[] WrapsRound(int[] x)
    {
        var y = new int[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] << (k * n % 9);
        return y;
    }
}
