/// <summary>Recursion on a known length, local functions and helpers that take loops' bodies.</summary>
public static class Recursions
{
    //: recursion; derived; lengths 2 8 16; large 1024
    public static Complex[] TextbookFft(Complex[] x)
    {
        int N = x.Length;
        if (N <= 1) return x;
        var even = new Complex[N / 2];
        var odd = new Complex[N / 2];
        for (int i = 0; i < N / 2; i++)
        {
            even[i] = x[2 * i];
            odd[i] = x[2 * i + 1];
        }
        even = TextbookFft(even);
        odd = TextbookFft(odd);
        var y = new Complex[N];
        for (int k = 0; k < N / 2; k++)
        {
            Complex t = Complex.FromPolarCoordinates(1, -2 * Math.PI * k / N) * odd[k];
            y[k] = even[k] + t;
            y[k + N / 2] = even[k] - t;
        }
        return y;
    }

    //: recursion; derived; lengths 4 8 16; large 1024
    public static void InPlaceFft(Complex[] a) => Split(a, 0, a.Length, 1);

    private static void Split(Complex[] a, int start, int count, int sign)
    {
        if (count < 2) return;
        var even = new Complex[count / 2];
        var odd = new Complex[count / 2];
        for (int i = 0; i < count / 2; i++)
        {
            even[i] = a[start + 2 * i];
            odd[i] = a[start + 2 * i + 1];
        }
        Array.Copy(even, 0, a, start, count / 2);
        Array.Copy(odd, 0, a, start + count / 2, count / 2);
        Split(a, start, count / 2, sign);
        Split(a, start + count / 2, count / 2, sign);
        for (int k = 0; k < count / 2; k++)
        {
            Complex u = a[start + k], t = Complex.FromPolarCoordinates(1, -sign * 2 * Math.PI * k / count) * a[start + k + count / 2];
            a[start + k] = u + t;
            a[start + k + count / 2] = u - t;
        }
    }

    //: recursion; derived; lengths 4 8 16; large 512
    public static Complex[] IterativeFft(Complex[] input)
    {
        int n = input.Length, bits = 0;
        while (1 << bits < n) bits++;
        var a = new Complex[n];
        for (int i = 0; i < n; i++)
        {
            int reversed = 0;
            for (int b = 0; b < bits; b++)
                if ((i & (1 << b)) != 0) reversed |= 1 << (bits - 1 - b);
            if (reversed >= n) return input;
            a[reversed] = input[i];
        }
        for (int size = 2; size <= n; size *= 2)
        {
            Complex step = Complex.Exp(new Complex(0, -2 * Math.PI / size));
            for (int start = 0; start + size <= n; start += size)
            {
                Complex w = Complex.One;
                for (int j = 0; j < size / 2; j++)
                {
                    Complex u = a[start + j], v = a[start + j + size / 2] * w;
                    a[start + j] = u + v;
                    a[start + j + size / 2] = u - v;
                    w *= step;
                }
            }
        }
        return a;
    }

    //: recursion; derived; lengths 2 4 8; small
    public static double[] HaarSteps(double[] x)
    {
        if (x.Length < 2) return x;
        var low = new double[x.Length / 2];
        var y = new double[x.Length];
        for (int i = 0; i < low.Length; i++)
        {
            low[i] = (x[2 * i] + x[2 * i + 1]) / Math.Sqrt(2);
            y[low.Length + i] = (x[2 * i] - x[2 * i + 1]) / Math.Sqrt(2);
        }
        var coarse = HaarSteps(low);
        for (int i = 0; i < coarse.Length; i++) y[i] = coarse[i];
        return y;
    }

    //: recursion; derived
    public static double[] LocalFunctions(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++) y[k] = Term(k);
        return y;

        double Term(int k)
        {
            double sum = 0;
            for (int n = 0; n < N; n++) sum += x[n] * Kernel(k, n);
            return sum;
        }

        double Kernel(int k, int n) => Math.Cos(Math.PI * (2 * n + 1) * k / (2 * N));
    }

    //: recursion; derived; lengths 3 5 8; small
    public static double[] SumByRecursion(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++) y[k] = Partial(x, k, 0);
        return y;
    }

    private static double Partial(double[] x, int k, int n) =>
        n == x.Length ? 0 : x[n] * Math.Cos(2 * Math.PI * k * n / x.Length) + Partial(x, k, n + 1);

    //: recursion; refused TWD027; lengths 4
    public static double[] BottomlessRecursion(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++) y[k] = Deeper(x, k);
        return y;
    }

    private static double Deeper(double[] x, int k) => x[k] + Deeper(x, k);
}
