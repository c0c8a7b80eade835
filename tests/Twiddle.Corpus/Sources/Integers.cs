/// <summary>Integer data, with arithmetic on integers that cannot overflow before it gets real.</summary>
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

    //: ends; derived; small
    public static double[] LevelShifted(byte[] samples)
    {
        var y = new double[samples.Length];
        for (int k = 0; k < y.Length; k++)
            for (int n = 0; n < y.Length; n++)
                y[k] += (samples[n] - 128) / 128.0 * Math.Cos(Math.PI * k * (n + 0.5) / y.Length);
        return y;
    }

    //: containers; derived; lengths 12 16; small
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

    //: containers; derived; small
    public static double[] WidenedDifferences(int[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < y.Length; k++)
            for (int n = 0; n < y.Length; n++)
                y[k] += ((long)x[n] - x[(n + 1) % x.Length]) * Math.Cos(2 * Math.PI * k * n / y.Length);
        return y;
    }

    //: containers; refused TWD021 at x[n] - x[(n + 1) % x.Length]
    public static double[] DifferencesThatWrapRound(int[] x)
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
}
