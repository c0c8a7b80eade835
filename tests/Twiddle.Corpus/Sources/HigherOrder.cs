/// <summary>Loops that are given as functions.</summary>
public static class HigherOrder
{
    //: higher-order loops; derived
    public static Complex[] OwnForLoop(Complex[] x)
    {
        var y = new Complex[x.Length];
        For(x.Length, k => For(x.Length, n => y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length)));
        return y;
    }

    private static void For(int count, Action<int> body)
    {
        for (int i = 0; i < count; i++) body(i);
    }

    //: higher-order loops; derived
    public static double[] OwnSum(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++) y[k] = Sum(0, N, n => x[n] * Math.Cos(2 * Math.PI * k * n / N));
        return y;
    }

    private static double Sum(int from, int to, Func<int, double> term)
    {
        double sum = 0;
        for (int i = from; i < to; i++) sum += term(i);
        return sum;
    }

    //: higher-order loops; derived
    public static double[] ChosenKernel(double[] x) => Transform(x, Math.Cos);

    private static double[] Transform(double[] x, Func<double, double> kernel)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * kernel(2 * Math.PI * k * n / x.Length);
        return y;
    }

    //: higher-order loops; derived
    public static double[] HeldFunction(double[] x)
    {
        int N = x.Length;
        Func<int, int, double> kernel = (k, n) => Math.Cos(Math.PI * (n + 0.5) * (k + 0.5) / N);
        var y = new double[N];
        for (int k = 0; k < N; k++)
            for (int n = 0; n < N; n++)
                y[k] += x[n] * kernel(k, n);
        return y;
    }

    //: higher-order loops; derived
    public static double[] FunctionOfFunctions(double[] x)
    {
        int N = x.Length;
        Func<int, Func<int, double>> row = k => n => Math.Sin(Math.PI * (n + 0.5) * (k + 1) / N);
        var y = new double[N];
        for (int k = 0; k < N; k++)
        {
            var basis = row(k);
            for (int n = 0; n < N; n++) y[k] += x[n] * basis(n);
        }
        return y;
    }

    //: higher-order loops; derived
    public static double[] ChosenDirection(double[] x)
    {
        bool forward = x.Length >= 0;
        Func<double, double> kernel = forward ? Math.Cos : Math.Sin;
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * kernel(2 * Math.PI * k * n / x.Length);
        return y;
    }

    //: higher-order loops; derived; lengths 3 4 5; large 128
    public static double[] ArrayOfFunctions(double[] x)
    {
        var basis = new Func<double, double>[x.Length];
        for (int k = 0; k < x.Length; k++)
        {
            int order = k;
            basis[k] = t => Math.Cos(order * t);
        }
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * basis[k](Math.PI * n / x.Length);
        return y;
    }

    //: higher-order loops; derived; lengths 3 4 5; small
    public static double[] CapturedLoopVariable(double[] x)
    {
        // The classical slip: every function sees the loop variable as it is at the end.
        var basis = new Func<double, double>[x.Length];
        for (int k = 0; k < x.Length; k++) basis[k] = t => Math.Cos(k * t);
        var y = new double[x.Length];
        for (int j = 0; j < x.Length; j++)
            for (int n = 0; n < x.Length; n++)
                y[j] += (j + 1) * x[n] * basis[j](Math.PI * n / x.Length);
        return y;
    }

    //: higher-order loops; derived
    public static double[] ForEachMethod(double[] x)
    {
        var y = new double[x.Length];
        int n = 0;
        Array.ForEach(x, value =>
        {
            for (int k = 0; k < y.Length; k++) y[k] += value * Math.Cos(2 * Math.PI * k * n / y.Length);
            n++;
        });
        return y;
    }

    //: higher-order loops; derived; small
    public static double[] ConvertedAll(double[] x) =>
        Array.ConvertAll(x, value => value / x.Length);

    //: higher-order loops; refused TWD020 at kernel(k * n)
    public static double[] CallersFunction(double[] x, Func<int, double> kernel)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * kernel(k * n);
        return y;
    }
}
