/// <summary>Methods whose attribute names no lengths, written with LINQ, lambdas and lists.</summary>
public static class AnyLengths
{
    //: LINQ; derived; any; lengths 9 64 100
    public static Complex[] SelectedAndAggregated(Complex[] x) =>
        Enumerable.Range(0, x.Length)
            .Select(k => x.Select((v, n) => v * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length)).Aggregate(Complex.Zero, (a, b) => a + b))
            .ToArray();

    //: LINQ; derived; any; lengths 9 64 100
    public static Complex[] QueryWithSeed(double[] x)
    {
        int N = x.Length;
        var bins = from k in Enumerable.Range(0, N)
                   select Enumerable.Range(0, N).Aggregate(Complex.Zero, (s, n) => s + x[n] * Complex.Exp(new Complex(0, -2 * Math.PI * k * n / N)));
        return bins.ToArray();
    }

    //: LINQ; derived; any; lengths 9 64 100
    public static double[] ScaledFirst(double[] x)
    {
        int N = x.Length;
        return Enumerable.Range(0, N)
            .Select(k => (k == 0 ? Math.Sqrt(1.0 / N) : Math.Sqrt(2.0 / N)) * Enumerable.Range(0, N).Sum(n => x[n] * Math.Cos(Math.PI * (2 * n + 1) * k / (2.0 * N))))
            .ToArray();
    }

    //: Parallel.For; derived; any; lengths 9 64 100
    public static Complex[] InverseInParallel(Complex[] x)
    {
        int N = x.Length;
        var y = new Complex[N];
        Parallel.For(0, N, k =>
        {
            Complex sum = 0;
            for (int n = 0; n < N; n++) sum += x[n] * Complex.FromPolarCoordinates(1, 2 * Math.PI * k * n / N);
            y[k] = sum / N;
        });
        return y;
    }

    //: containers; derived; any; lengths 9 64 100
    public static Complex[] ListThatGrows(Complex[] x)
    {
        var y = new List<Complex>();
        for (int k = 0; k < x.Length; k++)
        {
            Complex sum = 0;
            for (int n = 0; n < x.Length; n++) sum += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
            y.Add(sum);
        }

        return y.ToArray();
    }

    //: containers; derived; any; lengths 9 64 100
    public static List<Complex> ListToList(List<Complex> x)
    {
        var y = new List<Complex>();
        for (int k = 0; k < x.Count; k++)
        {
            Complex sum = 0;
            for (int n = 0; n < x.Count; n++) sum += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Count);
            y.Add(sum);
        }

        return y;
    }

    //: containers; derived; any; lengths 9 64 100
    public static double[] FromSequence(IEnumerable<double> samples)
    {
        var x = samples.ToArray();
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++)
            for (int n = 0; n < N; n++)
                y[k] += x[n] * Math.Cos(Math.PI * (2 * n + 1) * k / (2.0 * N));
        return y;
    }

    //: LINQ; derived; any; lengths 9 64 100
    public static List<double> ReadOnlyListToList(IReadOnlyList<double> x) =>
        Enumerable.Range(0, x.Count).Select(k => x.Select((v, n) => v * Math.Cos(Math.PI * (2 * n + 1) * (2 * k + 1) / (4.0 * x.Count))).Sum()).ToList();

    //: containers; derived; any; lengths 9 64 100
    public static void ListIntoArray(IList<Complex> x, Complex[] y)
    {
        for (int k = 0; k < y.Length; k++)
        {
            y[k] = 0;
            for (int n = 0; n < x.Count; n++) y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Count);
        }
    }

    //: higher-order loops; derived; any; lengths 9 64 100
    public static Complex[] OwnSum(Complex[] x)
    {
        var y = new Complex[x.Length];
        for (int k = 0; k < x.Length; k++) y[k] = Sum(x.Length, n => x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length));
        return y;
    }

    private static Complex Sum(int count, Func<int, Complex> term)
    {
        Complex sum = 0;
        for (int i = 0; i < count; i++) sum += term(i);
        return sum;
    }

    //: LINQ; refused TWD025; any
    public static Complex[] OneLeftOut(Complex[] x) =>
        Enumerable.Range(0, x.Length)
            .Select(k => x.Select((v, n) => v * (n == 2000 ? 2 : 1) * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length)).Aggregate(Complex.Zero, (a, b) => a + b))
            .ToArray();

    //: LINQ; refused TWD025; any
    public static Complex[] OnlySome(Complex[] x) =>
        Enumerable.Range(0, x.Length)
            .Select(k => x.Where((_, n) => n < 3000).Select((v, n) => v * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length)).Aggregate(Complex.Zero, (a, b) => a + b))
            .ToArray();

    //: containers; refused TWD025; any
    public static void ListInPlace(List<Complex> x)
    {
        var y = new Complex[x.Count];
        for (int k = 0; k < y.Length; k++)
            for (int n = 0; n < x.Count; n++) y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Count);
        for (int k = 0; k < y.Length; k++) x[k] = y[k];
    }
}
