/// <summary>What must not be derived, each for its own reason.</summary>
public static class Refusals
{
    private static int calls;

    public static double Gain = 1;

    //: refusals; refused TWD021 at x[n] * x[n]
    public static double[] PowerSpectrum(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
        return y;
    }

    //: refusals; refused TWD021 at x[n] * x[n + lag]
    public static double[] Autocorrelation(double[] x)
    {
        var r = new double[x.Length];
        for (int lag = 0; lag < x.Length; lag++)
            for (int n = 0; n + lag < x.Length; n++)
                r[lag] += x[n] * x[n + lag];
        return r;
    }

    //: refusals; refused TWD021 at Math.Log(x[n])
    public static double[] LogarithmInside(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += Math.Log(x[n]) * Math.Cos(2 * Math.PI * k * n / x.Length);
        return y;
    }

    //: refusals; refused TWD022 at x[n] > threshold
    public static double[] Thresholded(double[] x)
    {
        double threshold = 0.5;
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                if (x[n] > threshold) y[k] += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
        return y;
    }

    //: refusals; refused TWD024 at calls
    public static double[] CountsItself(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
            {
                calls++;
                y[k] += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
            }
        return y;
    }

    //: refusals; refused TWD024 at Console.WriteLine(k)
    public static double[] Prints(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
            {
                Console.WriteLine(k);
                y[k] += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
            }
        return y;
    }

    //: refusals; refused TWD025 at Gain
    public static double[] ScaledByState(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += Gain * x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
        return y;
    }

    //: refusals; refused TWD029 at x[n + 1]
    public static double[] OneTooFar(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n + 1] * Math.Cos(2 * Math.PI * k * n / x.Length);
        return y;
    }

    //: refusals; refused TWD028
    public static double[] PowersOfTwoOnly(double[] x)
    {
        if (x.Length != 1024) throw new ArgumentException("1024 samples are needed", nameof(x));
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
        return y;
    }

    //: refusals; refused TWD020
    public static double[] RandomKernel(double[] x)
    {
        var random = new Random(1);
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * random.NextDouble();
        return y;
    }

    //: refusals; refused TWD020 at 0.5
    public static double[] DynamicKernel(double[] x)
    {
        dynamic dynamicKernel = 0.5;
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * (double)dynamicKernel;
        return y;
    }

    //: refusals; refused TWD024 at Console.Write(n)
    public static double[] PrintsInALambda(double[] x)
    {
        var y = new double[x.Length];
        Action<int> log = n => Console.Write(n);
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
            {
                log(n);
                y[k] += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
            }
        return y;
    }

    //: refusals; refused TWD021 at Math.Sqrt(x[n])
    public static double[] RootBeforeTheSum(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += Math.Sqrt(x[n]) * Math.Cos(2 * Math.PI * k * n / x.Length);
        return y;
    }

    //: refusals; refused TWD026 at t < 1
    public static double[] TenthsThatDoNotAddUp(double[] x)
    {
        // Runs eleven times: ten tenths are less than one.
        var y = new double[x.Length];
        int k = 0;
        for (double t = 0; t < 1; t += 0.1) y[k++ % x.Length] += x[k % x.Length];
        return y;
    }

    //: refusals; refused TWD026 at (int)(hundredths * 100)
    public static double[] CutOffJustBelow(double[] x)
    {
        // 28 when it runs, 29 on paper.
        double hundredths = 0.29;
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * ((int)(hundredths * 100) + k);
        return y;
    }

    //: refusals; refused TWD026 at Math.Sin(Math.PI * n) == 0
    public static double[] SineThatIsNotQuiteZero(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 1; n < x.Length; n++)
                if (Math.Sin(Math.PI * n) == 0) y[k] += x[n];
        return y;
    }

    //: refusals; refused TWD020 at planes
    public static double[] ArraysOfPlanes(float[][,] planes)
    {
        var y = new double[4];
        for (int i = 0; i < 2; i++)
            for (int j = 0; j < 2; j++)
                y[i] += planes[0][i, j] - planes[1][j, i];
        return y;
    }

    //: refusals; refused TWD020 at cubes
    public static double[] RowsOfRows(double[][][] cubes)
    {
        var y = new double[4];
        for (int i = 0; i < 2; i++)
            for (int j = 0; j < 2; j++)
                y[i] += cubes[0][i][j] - cubes[1][j][i];
        return y;
    }

    //: refusals; refused TWD027
    public static double[] RootOfManyPrimes(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            y[k] = x[k] / Math.Sqrt(Math.Pow(4, 8) - 1);
        return y;
    }
}
