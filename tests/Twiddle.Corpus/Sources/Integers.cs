/// <summary>Integer data, with arithmetic on integers that cannot overflow before it gets real, or not for small ones.</summary>
public static class Integers
{
    //: ends; derived; shape 8 8
    public static void LevelShiftedBlock(byte[,] pixels, double[,] coefficients)
    {
        for (int u = 0; u < 8; u++)
        {
            for (int v = 0; v < 8; v++)
            {
                double z = 0;
                for (int x = 0; x < 8; x++)
                    for (int y = 0; y < 8; y++)
                        z += (pixels[x, y] - 128) * Math.Cos((2 * x + 1) * u * Math.PI / 16) * Math.Cos((2 * y + 1) * v * Math.PI / 16);
                if (u == 0) z /= Math.Sqrt(2);
                if (v == 0) z /= Math.Sqrt(2);
                coefficients[u, v] = z / 4;
            }
        }
    }

    //: ends; derived
    public static double[] LevelShifted(byte[] samples)
    {
        var y = new double[samples.Length];
        for (int k = 0; k < y.Length; k++)
            for (int n = 0; n < y.Length; n++)
                y[k] += (samples[n] - 128) / 128.0 * Math.Cos(Math.PI * k * (n + 0.5) / y.Length);
        return y;
    }

    //: containers; derived; lengths 12 16
    public static double[] SumsAndDifferencesOfShorts(short[] x)
    {
        int half = x.Length / 2;
        var y = new double[x.Length];
        for (int k = 0; k < half; k++)
        {
            for (int n = 0; n < half; n++)
            {
                int sum = x[n] + x[n + half], difference = x[n] - x[n + half];
                y[2 * k] += sum * Math.Cos(2 * Math.PI * k * n / half);
                y[2 * k + 1] += difference * Math.Sin(2 * Math.PI * k * n / half);
            }
        }

        return y;
    }

    //: containers; derived
    public static double[] CountsOfTicks(long[] ticks)
    {
        var y = new double[ticks.Length];
        for (int k = 0; k < y.Length; k++)
            for (int n = 0; n < y.Length; n++)
                y[k] += ticks[n] * (Math.Cos(2 * Math.PI * k * n / y.Length) + Math.Sin(2 * Math.PI * k * n / y.Length));
        return y;
    }

    //: containers; derived; large 128
    public static double[] WidenedDifferences(int[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < y.Length; k++)
            for (int n = 0; n < y.Length; n++)
                y[k] += ((long)x[n] - x[(n + 1) % x.Length]) * Math.Cos(2 * Math.PI * k * n / y.Length);
        return y;
    }

    //: integers; derived; lengths 4 8; small
    public static double[] DifferencesThatMayWrapRound(int[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < y.Length; k++)
            for (int n = 0; n < y.Length; n++)
                y[k] += (x[n] - x[(n + 1) % x.Length]) * Math.Cos(2 * Math.PI * k * n / y.Length);
        return y;
    }

    //: containers; refused TWD021 at x[n] - 1u
    public static double[] UnsignedBelowZero(uint[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < y.Length; k++)
            for (int n = 0; n < y.Length; n++)
                y[k] += (x[n] - 1u) * Math.Cos(2 * Math.PI * k * n / y.Length);
        return y;
    }

    //: containers; refused TWD044
    public static long[] MovedAbout(long[] x)
    {
        var y = new long[x.Length];
        for (int k = 0; k < y.Length; k++) y[y.Length - 1 - k] = x[k];
        return y;
    }

    //: integers; derived; shape 4 4
    public static double[,] LevelShiftedBlockOfIntegers(int[,] block)
    {
        int n = block.GetLength(0);
        var y = new double[n, n];
        for (int u = 0; u < n; u++)
            for (int v = 0; v < n; v++)
                for (int i = 0; i < n; i++)
                    for (int j = 0; j < n; j++)
                        y[u, v] += (block[i, j] - 128) * Math.Cos((2 * i + 1) * u * Math.PI / (2 * n)) * Math.Cos((2 * j + 1) * v * Math.PI / (2 * n));
        return y;
    }

    //: integers; derived; lengths 4 8 12
    public static void RoundedSpectrum(int[] x, int[] y)
    {
        int n = x.Length;
        for (int k = 0; k < n; k++)
        {
            double sum = 0;
            for (int t = 0; t < n; t++) sum += (x[t] - 2048) * Math.Cos(Math.PI * k * (2 * t + 1) / (2.0 * n));
            y[k] = (int)Math.Round(sum / 64);
        }
    }

    //: integers; derived; lengths 4 8; small
    public static double[] DifferencesOfIntegers(List<int> x)
    {
        var y = new double[x.Count];
        for (int k = 0; k < x.Count; k++)
            for (int t = 0; t < x.Count; t++)
                y[k] += (3 * x[t] - x[(t + 1) % x.Count] + 5) * Math.Cos(2 * Math.PI * k * t / x.Count);
        return y;
    }

    //: integers; refused TWD021 at x[t] * 200
    public static double[] EvenSmallIntegersOverflow(int[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int t = 0; t < x.Length; t++)
                y[k] += x[t] * 200 * Math.Cos(2 * Math.PI * k * t / x.Length);
        return y;
    }

    //: integers; derived; lengths 4 8; small
    public static double[] SequencesAreGoneThroughOnce(IEnumerable<int> x)
    {
        var shifted = new List<double>();
        foreach (int value in x) shifted.Add(value - 128);
        var y = new double[shifted.Count];
        for (int k = 0; k < y.Length; k++)
            for (int t = 0; t < y.Length; t++)
                y[k] += shifted[t] * Math.Cos(2 * Math.PI * k * t / y.Length);
        return y;
    }
}
