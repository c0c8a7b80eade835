/// <summary>Loops of every kind and order.</summary>
public static class Loops
{
    //: loops; derived
    public static double[] DoLoops(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        if (N == 0) return y;
        int k = 0;
        do
        {
            double sum = 0;
            int n = 0;
            do
            {
                sum += x[n] * Math.Cos(2 * Math.PI * k * n / N);
                n++;
            }
            while (n < N);
            y[k] = sum;
            k++;
        }
        while (k < N);
        return y;
    }

    //: loops; derived
    public static Complex[] WhileLoops(Complex[] x)
    {
        var y = new Complex[x.Length];
        int k = 0;
        while (k < x.Length)
        {
            int n = 0;
            while (n < x.Length)
            {
                y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
                ++n;
            }
            ++k;
        }
        return y;
    }

    //: loops; derived
    public static double[] Downwards(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = N - 1; k >= 0; k--)
            for (int n = N; n-- > 0;)
                y[k] += x[n] * Math.Cos(Math.PI / N * (n + 0.5) * k);
        return y;
    }

    //: loops; derived; lengths 4 6 10
    public static double[] EvenThenOdd(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++)
        {
            for (int n = 0; n < N; n += 2) y[k] += x[n] * Math.Sin(2 * Math.PI * k * n / N);
            for (int n = 1; n < N; n += 2) y[k] += x[n] * Math.Sin(2 * Math.PI * k * n / N);
        }
        return y;
    }

    //: loops; derived
    public static double[] DoubleLoopVariables(double[] x)
    {
        var y = new double[x.Length];
        for (double k = 0; k < x.Length; k++)
        {
            double sum = 0;
            for (double n = 0; n < x.Length; n++)
                sum += x[(int)n] * Math.Cos(2 * Math.PI * k * n / x.Length);
            y[(int)k] = sum;
        }
        return y;
    }

    //: loops; derived
    public static float[] FloatLoopVariables(float[] x)
    {
        var y = new float[x.Length];
        for (float k = 0; k < x.Length; k++)
            for (float n = 0; n < x.Length; n++)
                y[(int)k] += x[(int)n] * MathF.Cos(2 * MathF.PI * k * n / x.Length);
        return y;
    }

    //: loops; derived
    public static double[] UnsignedLoopVariables(double[] x)
    {
        uint N = (uint)x.Length;
        var y = new double[N];
        for (uint k = 0; k < N; k++)
            for (uint n = 0; n < N; n++)
                y[k] += x[n] * Math.Cos(2 * Math.PI * k * n / N);
        return y;
    }

    //: loops; derived
    public static double[] LongLoopVariables(double[] x)
    {
        long N = x.LongLength;
        var y = new double[N];
        for (long k = 0; k < N; k++)
            for (long n = 0; n < N; n++)
                y[k] += x[n] * Math.Sin(2 * Math.PI * (k * n % N) / N);
        return y;
    }

    //: loops; derived
    public static double[] TwoVariablesApart(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++)
        {
            double sum = 0;
            for (int i = 0, j = N - 1; i < N; i++, j--)
                sum += x[j] * Math.Cos(Math.PI * (i + 0.5) * k / N);
            y[k] = sum;
        }
        return y;
    }

    //: loops; derived; lengths 4 6 8; small
    public static double[] TwoEndsMeet(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++)
        {
            double sum = 0;
            for (int i = 0, j = N - 1; i <= j; i++, j--)
            {
                sum += x[i] * Math.Cos(2 * Math.PI * i * k / N);
                if (i != j) sum += x[j] * Math.Cos(2 * Math.PI * j * k / N);
            }
            y[k] = sum;
        }
        return y;
    }

    //: loops; derived
    public static double[] RunningAngle(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++)
        {
            double angle = 0, step = 2 * Math.PI * k / N;
            foreach (double value in x)
            {
                y[k] += value * Math.Cos(angle);
                angle += step;
            }
        }
        return y;
    }

    //: loops; derived
    public static double[] PeeledFirstTerm(double[] X)
    {
        int N = X.Length;
        var x = new double[N];
        for (int n = 0; n < N; n++)
        {
            double sum = X[0] / 2;
            for (int k = 1; k < N; k++) sum += X[k] * Math.Cos(Math.PI / N * k * (n + 0.5));
            x[n] = sum * 2 / N;
        }
        return x;
    }

    //: loops; derived
    public static Complex[] ContinueSkipsTheMean(Complex[] x)
    {
        var y = new Complex[x.Length];
        for (int k = 0; k < x.Length; k++)
        {
            if (k == 0) continue;
            for (int n = 0; n < x.Length; n++) y[k] += x[n] * Complex.Exp(new Complex(0, -2 * Math.PI * k * n / x.Length));
        }
        return y;
    }

    //: loops; derived; small
    public static double[] BreakAtHalf(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; ; k++)
        {
            if (k > N / 2 || k >= N) break;
            for (int n = 0; n < N; n++) y[k] += x[n] * Math.Cos(2 * Math.PI * k * n / N);
        }
        return y;
    }

    //: loops; derived; small
    public static double[] ForwardDifferences(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 1; k < x.Length; k++) y[k] = x[k] - x[k - 1];
        return y;
    }

    //: loops; derived; lengths 3 5 8; small
    public static double[] PrefixSums(double[] x)
    {
        var y = new double[x.Length];
        double sum = 0;
        for (int k = 0; k < x.Length; k++)
        {
            sum += x[k];
            y[k] = sum;
        }
        return y;
    }

    //: loops; derived; lengths 4 6 8; small
    public static double[] TriangularBounds(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n <= k; n++)
                y[k] += x[n] * (k - n + 1);
        return y;
    }

    //: loops; derived; lengths 4 8 16; small
    public static double[] WalshHadamard(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++)
            for (int n = 0; n < N; n++)
            {
                int bits = k & n, parity = 0;
                while (bits != 0)
                {
                    parity ^= bits & 1;
                    bits >>= 1;
                }
                y[k] += parity == 0 ? x[n] : -x[n];
            }
        return y;
    }

    //: loops; refused TWD027; lengths 4
    public static double[] NeverEnds(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k--)
        {
            if (k < 0) k = 0;
            y[k] += x[k];
        }
        return y;
    }

    //: loops; refused TWD022 at Math.Abs(x[n]) > 1e-9
    public static double[] StopsAtSilence(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length && Math.Abs(x[n]) > 1e-9; n++)
                y[k] += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
        return y;
    }
}
