using System.Linq;
using System.Numerics;

/// <summary>Numbers of passes and bits, by logarithms and by what the processor counts.</summary>
public static class Counts
{
    //: idioms; derived; small
    public static double[] WalshByPopCount(double[] a)
    {
        int n = a.Length;
        var r = new double[n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                r[i] += a[j] * (BitOperations.PopCount((uint)(i & j)) % 2 == 0 ? 1 : -1);
        return r;
    }

    //: loops; derived; lengths 8 16 32; large 1024
    public static void RadixTwoInPlace(Complex[] buffer)
    {
        int bits = (int)Math.Log(buffer.Length, 2);
        for (int j = 1; j < buffer.Length; j++)
        {
            int swap = Reversed(j, bits);
            if (swap <= j) continue;
            var held = buffer[j];
            buffer[j] = buffer[swap];
            buffer[swap] = held;
        }

        for (int size = 2; size <= buffer.Length; size <<= 1)
        {
            for (int i = 0; i < buffer.Length; i += size)
            {
                for (int k = 0; k < size / 2; k++)
                {
                    int evenIndex = i + k;
                    int oddIndex = i + k + (size / 2);
                    var even = buffer[evenIndex];
                    var odd = buffer[oddIndex];
                    double term = -2 * Math.PI * k / (double)size;
                    Complex exp = new Complex(Math.Cos(term), Math.Sin(term)) * odd;
                    buffer[evenIndex] = even + exp;
                    buffer[oddIndex] = even - exp;
                }
            }
        }
    }

    private static int Reversed(int n, int bits)
    {
        int reversed = n;
        int count = bits - 1;
        n >>= 1;
        while (n > 0)
        {
            reversed = (reversed << 1) | (n & 1);
            count--;
            n >>= 1;
        }

        return (reversed << count) & ((1 << bits) - 1);
    }

    //: grids; derived; lengths 5 8 12
    public static Complex[] PaddedToAPowerOfTwo(double[] x)
    {
        int size = 1 << (int)Math.Ceiling(Math.Log(x.Length, 2));
        var y = new Complex[size];
        for (int k = 0; k < size; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Complex.Exp(new Complex(0, -2 * Math.PI * k * n / size));
        return y;
    }

    //: grids; derived; lengths 5 8 12
    public static double[] PaddedByQuotientOfLogarithms(float[] x)
    {
        var bits = Math.Ceiling(Math.Log(x.Length) / Math.Log(2.0));
        int size = (int)Math.Pow(2, bits);
        var y = new double[size];
        for (int k = 0; k < size; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * (Math.Cos(2 * Math.PI * k * n / size) + Math.Sin(2 * Math.PI * k * n / size));
        return y;
    }

    //: grids; derived; lengths 5 8 12
    public static double[] PaddedByBits(double[] x)
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)x.Length);
        var y = new double[size];
        for (int k = 0; k < size; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Math.Cos(Math.PI * k * (n + 0.5) / size) / (1 << BitOperations.Log2((uint)size));
        return y;
    }

    //: grids; refused TWD026 at (int)(Math.Log(x.Length) / Math.Log(10)); lengths 10
    public static double[] NumberOfDigits(double[] x)
    {
        int digits = (int)(Math.Log(x.Length) / Math.Log(10));
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += digits * x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
        return y;
    }

    //: containers; derived
    public static Pair[] ObjectsMadeByOperators(Pair[] x)
    {
        int size = x.Length;
        Pair[] y = new Pair[size];
        for (int k = 0; k < size; k++)
        {
            y[k] = new Pair(0, 0);
            for (int n = 0; n < size; n++)
            {
                Pair term = Pair.Polar(1, -2 * Math.PI * n * k / size);
                term *= x[n];
                y[k] += term;
            }
        }

        return y;
    }

    //: idioms; derived; lengths 7 10; small
    public static Complex[] LastElementReadAndTaken(Complex[] x, Complex[] y)
    {
        int N = x.Length;
        var r = new Complex[N];
        y[0] = x[3] * 0.1;
        int w4 = 0;
        while (w4++ < N)
        {
            Array.Clear(r, 0, N);
            r[w4 - 1] += (y[w4 - 1]) * Math.Cos(2 * Math.PI * (w4 - 1) * ((w4 - 1 * w4 - 1)) / N);
        }
        y[N - 1 - ((N) % N)] -= x.Skip(1).Concat(y).Aggregate(Complex.Zero, (a, b) => a + b);
        return r;
    }

    //: kernels; refused TWD026 at Math.Log(n + 1)
    public static double[] LogarithmicGrid(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Math.Log(n + 1);
        return y;
    }
}

/// <summary>A complex number that is a class with properties and no field of its own.</summary>
public class Pair
{
    public Pair(double re, double im)
    {
        Re = re;
        Im = im;
    }

    public double Re { get; set; }

    public double Im { get; set; }

    public static Pair operator +(Pair a, Pair b) => new Pair(a.Re + b.Re, a.Im + b.Im);

    public static Pair operator *(Pair a, Pair b) => new Pair(a.Re * b.Re - a.Im * b.Im, a.Re * b.Im + a.Im * b.Re);

    public static Pair Polar(double r, double phi) => new Pair(r * Math.Cos(phi), r * Math.Sin(phi));

    //: loops; derived; lengths 6; small
    public static double[] ZeroReadBeyondEnd(double[] x)
    {
        int count = 2;
        var y = new double[count + 2];
        x[0] += x[2];
        for (int k = 0; k < count; k++)
            for (int n = 0; n < count; n++)
            {
                y[k] += x[n] * 2;
                // There is no such element, and the method throws: so do the loops on their own.
                y[k] += y[3 + 1];
            }

        return y;
    }
}
