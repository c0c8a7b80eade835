/// <summary>Loops in other shapes than <c>for (int n = 0; n &lt; N; n++)</c>, at lengths beyond what can be run.</summary>
public static class LongLoops
{
    //: loops; derived
    public static double[] LeftByBreak(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; ; k++)
        {
            if (k >= N) break;
            int n = 0;
            while (true)
            {
                if (n == N) break;
                y[k] += x[n] * Math.Cos(2 * Math.PI * k * n / N);
                n++;
            }
        }
        return y;
    }

    //: loops; derived
    public static double[] StepsInConditions(double[] x)
    {
        int N = x.Length, k = N;
        var y = new double[N];
        while (k-- > 0)
        {
            int n = N;
            double sum = 0;
            while (--n >= 0) sum += x[n] * Math.Cos(2 * Math.PI * k * n / N);
            y[k] = sum + n;
        }
        return y;
    }

    //: loops; derived
    public static double[] TestsAfterwards(double[] x)
    {
        int N = x.Length, k = 0;
        var y = new double[N];
        if (N == 0) return y;
        do
        {
            double sum = 0;
            int n = N - 1;
            do
            {
                sum += x[n] * Math.Cos(2 * Math.PI * k * n / N);
                n--;
            }
            while (n >= 0);
            y[k] = sum;
            k++;
        }
        while (k < N);
        return y;
    }

    //: loops; derived
    public static double[] CountsBeside(double[] x)
    {
        var y = new double[x.Length];
        int n = 0;
        foreach (double value in x)
        {
            for (int k = 0; k < y.Length; k++) y[k] += value * Math.Cos(2 * Math.PI * k * n / y.Length);
            n++;
        }
        return y;
    }

    //: higher-order loops; derived
    public static double[] ListForEach(double[] x)
    {
        var y = new double[x.Length];
        Enumerable.Range(0, x.Length).ToList().ForEach(k =>
        {
            for (int n = 0; n < x.Length; n++) y[k] += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
        });
        return y;
    }

    //: matrix form; derived
    public static double[] FlatMatrix(double[] x)
    {
        int N = x.Length;
        var kernel = new double[N * N];
        for (int k = 0; k < N; k++)
            for (int n = 0; n < N; n++) kernel[k * N + n] = Math.Cos(Math.PI * k * (n + 0.5) / N);
        var y = new double[N];
        for (int k = 0; k < N; k++)
            for (int n = 0; n < N; n++) y[k] += kernel[k * N + n] * x[n];
        return y;
    }

    //: matrix form; derived
    public static double[] TransposedMatrix(double[] x)
    {
        int N = x.Length;
        var kernel = new double[N, N];
        for (int n = N - 1; n >= 0; n--)
            for (int k = 0; k < N; k++) kernel[k, n] = k == 0 ? Math.Sqrt(0.5) : Math.Cos(Math.PI * k * (n + 0.5) / N);
        var y = new double[N];
        for (int n = 0; n < N; n++)
            for (int k = 0; k < N; k++) y[n] += kernel[k, n] * x[k];
        return y;
    }

    //: kernels; derived
    public static double[] ListOfCosines(double[] x)
    {
        int N = x.Length;
        var cosines = new List<double>();
        for (int i = 0; i < N; i++) cosines.Add(Math.Cos(2 * Math.PI * i / N));
        var y = new List<double>();
        for (int k = 0; k < N; k++)
        {
            double sum = 0;
            for (int n = 0; n < N; n++) sum += cosines[k * n % N] * x[n];
            y.Add(sum);
        }
        return y.ToArray();
    }

    //: kernels; derived
    public static double[] SineOfThreeTerms(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++)
        {
            double twice = 2 * Math.Cos(Math.PI * (k + 1) / (N + 1)), before = 0, now = Math.Sin(Math.PI * (k + 1) / (N + 1));
            for (int n = 0; n < N; n++)
            {
                y[k] += x[n] * now;
                (before, now) = (now, twice * now - before);
            }
        }
        return y;
    }

    //: kernels; derived
    public static double[] HornerOfReals(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++)
        {
            double value = 0;
            foreach (double next in x) value = next - value;
            y[k] = value * Math.Cos(2 * Math.PI * k / N);
        }
        return y;
    }

    private static readonly double[] Eighths = { 1, Math.Sqrt(0.5), 0, -Math.Sqrt(0.5), -1, -Math.Sqrt(0.5), 0, Math.Sqrt(0.5) };

    //: kernels; derived
    public static double[] ShortTable(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < y.Length; k++)
            for (int n = 0; n < x.Length; n++) y[k] += Eighths[(k * n + 3) % 8] * x[n];
        return y;
    }

    //: loops; refused TWD020; lengths 2000
    public static double[] FromAnotherElement(double[] x)
    {
        var y = (double[])x.Clone();
        if (x.Length < 3) return y;
        foreach (double value in x)
        {
            y[1] = -y[0];
            y[2] += value;
        }
        for (int k = 0; k < y.Length; k++)
            for (int n = 0; n < x.Length; n++) y[k] += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
        return y;
    }
}
