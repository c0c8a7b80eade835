/// <summary>Loops that run in parallel.</summary>
public static class Parallels
{
    //: Parallel.For; derived
    public static Complex[] OverOutputs(Complex[] x)
    {
        int N = x.Length;
        var y = new Complex[N];
        Parallel.For(0, N, k =>
        {
            Complex sum = 0;
            for (int n = 0; n < N; n++) sum += x[n] * Complex.Exp(new Complex(0, -2 * Math.PI * k * n / N));
            y[k] = sum;
        });
        return y;
    }

    //: Parallel.For; derived
    public static double[] StraightIntoElements(double[] x)
    {
        var y = new double[x.Length];
        Parallel.For(0, x.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, k =>
        {
            for (int n = 0; n < x.Length; n++) y[k] += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
        });
        return y;
    }

    //: Parallel.For; derived
    public static double[] ForEachIndex(double[] x)
    {
        var y = new double[x.Length];
        Parallel.ForEach(Enumerable.Range(0, x.Length), k =>
        {
            double sum = 0;
            for (int n = 0; n < x.Length; n++) sum += x[n] * Math.Sin(2 * Math.PI * k * n / x.Length);
            y[k] = sum;
        });
        return y;
    }

    //: Parallel.For; derived; shape 4 4
    public static double[,] RowsThenColumns(double[,] x)
    {
        int R = x.GetLength(0), C = x.GetLength(1);
        var t = new double[R, C];
        var y = new double[R, C];
        Parallel.For(0, R, r =>
        {
            for (int k = 0; k < C; k++)
                for (int n = 0; n < C; n++) t[r, k] += x[r, n] * Math.Cos(Math.PI * (n + 0.5) * k / C);
        });
        Parallel.For(0, C, c =>
        {
            for (int k = 0; k < R; k++)
                for (int n = 0; n < R; n++) y[k, c] += t[n, c] * Math.Cos(Math.PI * (n + 0.5) * k / R);
        });
        return y;
    }

    //: Parallel.For; refused TWD041 at sum
    public static double[] SharedAccumulator(double[] x)
    {
        var y = new double[x.Length];
        double sum = 0;
        Parallel.For(0, x.Length, k =>
        {
            sum = 0;
            for (int n = 0; n < x.Length; n++) sum += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
            y[k] = sum;
        });
        return y;
    }

    //: Parallel.For; refused TWD041 at total
    public static double SharedTotal(double[] x)
    {
        double total = 0;
        Parallel.For(0, x.Length, n => total += x[n]);
        return total;
    }

    //: Parallel.For; refused TWD041 at y[k]
    public static double[] SharedElements(double[] x)
    {
        var y = new double[x.Length];
        Parallel.For(0, x.Length, n =>
        {
            for (int k = 0; k < x.Length; k++) y[k] += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
        });
        return y;
    }

    //: Parallel.For; refused TWD041
    public static double[] ReadsItsNeighbour(double[] x)
    {
        var y = new double[x.Length];
        Parallel.For(1, x.Length, k => y[k] = x[k] + y[k - 1]);
        return y;
    }
}
