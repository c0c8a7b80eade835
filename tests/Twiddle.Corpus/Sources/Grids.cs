/// <summary>Grids: shifted, centred, half, truncated and padded ones.</summary>
public static class Grids
{
    //: grids; derived
    public static Complex[] OffsetGrid(Complex[] x)
    {
        int N = x.Length;
        var y = new Complex[N];
        for (int k = 0; k < N; k++)
            for (int n = 0; n < N; n++)
                y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * (k + 0.5) * (n + 0.5) / N);
        return y;
    }

    //: grids; derived; lengths 4 6 8
    public static Complex[] CentredGrid(Complex[] x)
    {
        int N = x.Length;
        var y = new Complex[N];
        for (int k = -N / 2; k < N - N / 2; k++)
            for (int n = -N / 2; n < N - N / 2; n++)
                y[k + N / 2] += x[n + N / 2] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / N);
        return y;
    }

    //: grids; derived
    public static double[] OneBasedFormula(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 1; k <= N; k++)
            for (int n = 1; n <= N; n++)
                y[k - 1] += x[n - 1] * Math.Cos(Math.PI * (2 * n - 1) * (2 * k - 1) / (4.0 * N));
        return y;
    }

    //: grids; derived; large 200
    public static double[] DctOne(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++)
        {
            y[k] = 0.5 * (x[0] + (k % 2 == 0 ? 1 : -1) * x[N - 1]);
            for (int n = 1; n < N - 1; n++) y[k] += x[n] * Math.Cos(Math.PI / (N - 1) * n * k);
        }
        return y;
    }

    //: grids; derived
    public static double[] HartleyByCas(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++)
            for (int n = 0; n < N; n++)
                y[k] += x[n] * Cas(2 * Math.PI * k * n / N);
        return y;
    }

    private static double Cas(double a) => Math.Cos(a) + Math.Sin(a);

    //: grids; derived; lengths 3 5 8
    public static Complex[] PaddedToPowerOfTwo(double[] x)
    {
        int size = 1;
        while (size < x.Length) size <<= 1;
        var padded = new double[size];
        Array.Copy(x, padded, x.Length);
        var y = new Complex[size];
        for (int k = 0; k < size; k++)
            for (int n = 0; n < size; n++)
                y[k] += padded[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / size);
        return y;
    }

    //: grids; derived; lengths 4 6 8
    public static double[] FirstHalfOfBins(double[] x)
    {
        int N = x.Length;
        var y = new double[N / 2 + 1];
        for (int k = 0; k < y.Length; k++)
        {
            double re = 0, im = 0;
            for (int n = 0; n < N; n++)
            {
                re += x[n] * Math.Cos(2 * Math.PI * k * n / N);
                im -= x[n] * Math.Sin(2 * Math.PI * k * n / N);
            }
            y[k] = Math.Sqrt(re * re + im * im);
            if (k != 0 && k != N / 2) y[k] *= 2;
        }
        return y;
    }

    //: grids; derived; lengths 4 6 8
    public static double[] AlternatingSigns(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++)
            for (int n = 0; n < N; n++)
                y[k] += Math.Pow(-1, n) * x[n] * Math.Cos(2 * Math.PI * k * n / N);
        return y;
    }

    //: grids; derived; lengths 4 6 8; small
    public static double[] CircularConvolution(double[] x)
    {
        double[] h = { 0.25, 0.5, 0.25 };
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++)
            for (int n = 0; n < h.Length; n++)
                y[k] += h[n] * x[(k - n + N) % N];
        return y;
    }

    //: grids; derived; lengths 3 5 8; small
    public static double[] MovingAverage(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = Math.Max(0, k - 1); n <= Math.Min(x.Length - 1, k + 1); n++)
                y[k] += x[n] / 3;
        return y;
    }

    //: grids; derived; lengths 4 8 12
    public static double[] LappedTransform(double[] x)
    {
        int M = x.Length / 2;
        var y = new double[M];
        for (int k = 0; k < M; k++)
            for (int n = 0; n < 2 * M; n++)
                y[k] += x[n] * Math.Sin(Math.PI * (n + 0.5) / (2 * M)) * Math.Cos(Math.PI / M * (n + 0.5 + M / 2.0) * (k + 0.5));
        return y;
    }

    //: grids; derived
    public static double SingleBin(double[] x)
    {
        double sum = 0;
        for (int n = 0; n < x.Length; n++) sum += x[n] * Math.Cos(2 * Math.PI * 3 * n / x.Length);
        return sum;
    }

    //: grids; derived; lengths 4 6 8
    public static double[] DcAndNyquistHalved(double[] re)
    {
        int N = 2 * re.Length;
        var x = new double[N];
        for (int n = 0; n < N; n++)
            for (int k = 0; k < re.Length; k++)
            {
                double scale = (k == 0 || k == re.Length - 1) ? 1.0 / N : 2.0 / N;
                x[n] += scale * re[k] * Math.Cos(2 * Math.PI * k * n / N);
            }
        return x;
    }
}
