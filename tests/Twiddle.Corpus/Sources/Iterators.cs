// Sequences as results: evaluated when somebody goes through them.
public static class Iterators
{
    static int asked;

    //: iterators; derived
    public static IEnumerable<Complex> Yielded(Complex[] x)
    {
        for (int k = 0; k < x.Length; k++)
        {
            Complex sum = 0;
            for (int n = 0; n < x.Length; n++) sum += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
            yield return sum;
        }
    }

    //: iterators; derived
    public static IEnumerable<double> HalfOfThem(double[] x)
    {
        if (x == null) throw new ArgumentNullException(nameof(x));
        for (int k = 0; k < x.Length / 2; k++)
        {
            double re = 0, im = 0;
            for (int n = 0; n < x.Length; n++)
            {
                re += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
                im -= x[n] * Math.Sin(2 * Math.PI * k * n / x.Length);
            }
            yield return Math.Sqrt(re * re + im * im);
        }
    }

    //: iterators; derived; large 200
    public static IEnumerable<float> UntilBreak(float[] x, bool all)
    {
        for (int k = 0; ; k++)
        {
            if (k == (all ? x.Length : (x.Length + 1) / 2)) yield break;
            float sum = 0;
            for (int n = 0; n < x.Length; n++) sum += x[n] * MathF.Cos(MathF.PI * k * (2 * n + 1) / (2 * x.Length));
            yield return sum;
        }
    }

    //: iterators; derived
    public static IEnumerable<Complex> Selected(double[] x) =>
        Enumerable.Range(0, x.Length).Select(k => x.Select((v, n) => v * Complex.Exp(new Complex(0, -2 * Math.PI * k * n / x.Length))).Aggregate(Complex.Zero, (a, b) => a + b));

    //: iterators; derived
    public static IEnumerable<double> AsList(double[] x)
    {
        var y = new List<double>();
        for (int k = 0; k < x.Length; k++)
        {
            double sum = 0;
            for (int n = 0; n < x.Length; n++) sum += x[n] * Math.Cos(Math.PI * k * (n + 0.5) / x.Length);
            y.Add(sum);
        }
        return y;
    }

    //: iterators; refused TWD020
    public static IEnumerable<double> OfAList(List<double> x)
    {
        for (int k = 0; k < x.Count; k++)
        {
            double sum = 0;
            for (int n = 0; n < x.Count; n++) sum += x[n] * Math.Cos(Math.PI * k * (n + 0.5) / x.Count);
            yield return sum;
        }
    }

    //: iterators; refused TWD024 at asked
    public static IEnumerable<double> Counting(double[] x)
    {
        for (int k = 0; k < x.Length; k++)
        {
            double sum = 0;
            asked++;
            for (int n = 0; n < x.Length; n++) sum += x[n] * Math.Cos(Math.PI * k * (n + 0.5) / x.Length);
            yield return sum;
        }
    }

    //: iterators; derived; small
    public static IEnumerable<double> Overwriting(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++) y[k] += x[n] * Math.Cos(Math.PI * k * (n + 0.5) / x.Length);
        for (int k = 0; k < x.Length; k++)
        {
            x[k] = y[k];
            yield return y[k] / 2;
        }
    }

    private static IEnumerable<double> Doubled(double[] x)
    {
        foreach (double v in x) yield return 2 * v;
    }

    //: iterators; refused TWD020 at Doubled(x)
    public static double[] TakingTurns(double[] x)
    {
        var y = new double[x.Length];
        int k = 0;
        foreach (double v in Doubled(x))
        {
            for (int n = 0; n < x.Length; n++) y[n] += v * Math.Cos(Math.PI * k * (n + 0.5) / x.Length);
            k++;
        }
        return y;
    }

    //: iterators; refused TWD020 at Halving(half)
    public static IEnumerable<double> Halving(double[] x)
    {
        var half = new double[x.Length / 2];
        for (int n = 0; n < half.Length; n++) half[n] = x[2 * n] + x[2 * n + 1];
        if (half.Length > 1)
            foreach (double v in Halving(half))
            {
                half[0] += 1;
                yield return v;
            }
        for (int k = 0; k < half.Length; k++)
            for (int n = 0; n < 1; n++) yield return half[k];
    }

    //: iterators; refused TWD006
    public static IEnumerator<double> Enumerator(double[] x)
    {
        for (int k = 0; k < x.Length; k++)
        {
            double sum = 0;
            for (int n = 0; n < x.Length; n++) sum += x[n] * Math.Cos(Math.PI * k * (n + 0.5) / x.Length);
            yield return sum;
        }
    }
}
