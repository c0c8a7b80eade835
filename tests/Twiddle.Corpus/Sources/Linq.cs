/// <summary>LINQ in place of loops.</summary>
public static class Linq
{
    //: LINQ; derived
    public static double[] SelectAndSum(double[] x) =>
        Enumerable.Range(0, x.Length)
            .Select(k => Enumerable.Range(0, x.Length).Sum(n => x[n] * Math.Cos(2 * Math.PI * k * n / x.Length)))
            .ToArray();

    //: LINQ; derived
    public static Complex[] SelectWithIndex(Complex[] x)
    {
        int N = x.Length;
        return x.Select((_, k) => x
            .Select((value, n) => value * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / N))
            .Aggregate(Complex.Zero, (sum, term) => sum + term)).ToArray();
    }

    //: LINQ; derived
    public static Complex[] AggregateOperator(Complex[] x) =>
        Enumerable.Range(0, x.Length).Select(k =>
            x.Select((value, n) => value * Complex.Exp(new Complex(0, -2 * Math.PI * k * n / x.Length))).Aggregate((a, b) => a + b)).ToArray();

    //: LINQ; derived
    public static double[] QuerySyntax(double[] x)
    {
        var bins =
            from k in Enumerable.Range(0, x.Length)
            select (from n in Enumerable.Range(0, x.Length) select x[n] * Math.Sin(2 * Math.PI * k * n / x.Length)).Sum();
        return bins.ToArray();
    }

    //: LINQ; derived
    public static double[] QueryWithLet(double[] x)
    {
        int N = x.Length;
        return (from k in Enumerable.Range(0, N)
                let w = Math.PI * k / N
                let scale = k == 0 ? Math.Sqrt(1.0 / N) : Math.Sqrt(2.0 / N)
                select scale * x.Select((v, n) => v * Math.Cos(w * (n + 0.5))).Sum()).ToArray();
    }

    //: LINQ; derived
    public static double[] ZipWithRow(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++)
        {
            var row = Enumerable.Range(0, N).Select(n => Math.Cos(2 * Math.PI * k * n / N)).ToArray();
            y[k] = x.Zip(row, (a, b) => a * b).Sum();
        }
        return y;
    }

    //: LINQ; derived
    public static double[] ZipToPairs(double[] x)
    {
        int N = x.Length;
        return Enumerable.Range(0, N)
            .Select(k => x.Zip(Enumerable.Range(0, N)).Sum(pair => pair.First * Math.Cos(2 * Math.PI * k * pair.Second / N)))
            .ToArray();
    }

    //: LINQ; derived; small
    public static double[] WhereNotZero(double[] x) =>
        Enumerable.Range(0, x.Length)
            .Select(k => Enumerable.Range(0, x.Length).Where(n => n != k).Sum(n => x[n] / (n - k)))
            .ToArray();

    //: LINQ; derived; lengths 4 6 8
    public static double[] ManyToOne(double[] x) =>
        Enumerable.Range(0, x.Length / 2).SelectMany(i => new[] { x[2 * i] + x[2 * i + 1], x[2 * i] - x[2 * i + 1] }).ToArray();

    //: LINQ; derived; lengths 4 6 8
    public static double[] ManyRanges(double[] x) =>
        (from i in Enumerable.Range(0, x.Length)
         from s in Enumerable.Range(0, 2)
         select s == 0 ? x[i] : -x[i]).ToArray();

    //: LINQ; derived
    public static double[] SkipTakeReverse(double[] x)
    {
        int N = x.Length;
        return Enumerable.Range(0, N).Select(k => x.Skip(1).Take(N - 1).Reverse().Select((v, n) => v * Math.Cos(2 * Math.PI * k * n / N)).Sum()).ToArray();
    }

    //: LINQ; derived; lengths 4 6 8; small
    public static double[] ConcatAndRepeat(double[] x)
    {
        var padded = x.Concat(Enumerable.Repeat(0.0, x.Length)).ToArray();
        var y = new double[padded.Length];
        for (int k = 0; k < y.Length; k++)
            for (int n = 0; n < y.Length; n++)
                y[k] += padded[n] * Math.Cos(2 * Math.PI * k * n / y.Length);
        return y;
    }

    //: LINQ; derived
    public static double[] LazyQueriesSeeLaterChanges(double[] x)
    {
        int N = x.Length;
        double scale = 5;
        var scaled = x.Select(v => v * scale);
        scale = 1.0 / N;
        return Enumerable.Range(0, N).Select(k => scaled.Select((v, n) => v * Math.Cos(2 * Math.PI * k * n / N)).Sum()).ToArray();
    }

    //: LINQ; derived; small
    public static double[] AverageAndFirst(double[] x)
    {
        double mean = x.Average(), first = x.First(), last = x.Last();
        return x.Select(v => v - mean + first + 2 * last).ToArray();
    }

    //: LINQ; derived
    public static double[] OwnExtension(double[] x)
    {
        int N = x.Length;
        return Enumerable.Range(0, N).Select(k => x.WeightedBy(n => Math.Cos(2 * Math.PI * k * n / N))).ToArray();
    }

    private static double WeightedBy(this IEnumerable<double> values, Func<int, double> weight) => values.Select((v, i) => v * weight(i)).Sum();

    //: LINQ; derived
    public static double[] ForeachOverQuery(double[] x)
    {
        var y = new double[x.Length];
        foreach (var (n, value) in x.Select((value, n) => (n, value)))
            for (int k = 0; k < y.Length; k++)
                y[k] += value * Math.Cos(2 * Math.PI * k * n / y.Length);
        return y;
    }

    //: LINQ; refused TWD022 at v > 0
    public static double[] WhereOnTheData(double[] x) =>
        Enumerable.Range(0, x.Length).Select(k => x.Where(v => v > 0).Sum() * k).ToArray();

    //: LINQ; refused TWD020
    public static double[] Sorted(double[] x) => x.OrderBy(v => v).ToArray();

    //: LINQ; derived
    public static double[] ToListAndBack(double[] x)
    {
        var indices = Enumerable.Range(0, x.Length).ToList();
        var y = new double[x.Length];
        foreach (int k in indices)
            foreach (int n in indices)
                y[k] += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
        return y;
    }
}
