/// <summary>Goertzel's recurrence, in the ways that it is written.</summary>
public static class Resonators
{
    //: kernels; derived; lengths 3 4 8
    public static Complex[] Goertzel(double[] x)
    {
        int N = x.Length;
        var y = new Complex[N];
        for (int k = 0; k < N; k++)
        {
            double w = 2 * Math.PI * k / N, c = 2 * Math.Cos(w), s1 = 0, s2 = 0;
            for (int n = 0; n < N; n++)
            {
                double s = x[n] + c * s1 - s2;
                s2 = s1;
                s1 = s;
            }
            y[k] = new Complex(s1 * Math.Cos(w) - s2, s1 * Math.Sin(w));
        }
        return y;
    }

    //: kernels; derived
    public static void GoertzelInParts(double[] x, double[] re, double[] im)
    {
        int N = x.Length;
        for (int k = 0; k < N; k++)
        {
            double w = 2 * Math.PI * k / N;
            double now = 0, before = 0, beforeThat = 0;
            for (int n = 0; n < N; n++)
            {
                beforeThat = before;
                before = now;
                now = x[n] + 2 * Math.Cos(w) * before - beforeThat;
            }

            re[k] = now * Math.Cos(w) - before;
            im[k] = now * Math.Sin(w);
        }
    }

    //: kernels; derived
    public static Complex[] GoertzelByRoot(Complex[] x)
    {
        int N = x.Length;
        var y = new Complex[N];
        for (int k = 0; k < N; k++)
        {
            Complex root = Complex.FromPolarCoordinates(1, 2 * Math.PI * k / N), s1 = 0, s2 = 0;
            double c = 2 * Math.Cos(2 * Math.PI * k / N);
            for (int n = 0; n < N; n++) (s1, s2) = (x[n] + c * s1 - s2, s1);
            y[k] = root * s1 - s2;
        }

        return y;
    }

    //: kernels; derived; small
    public static double[] GoertzelPower(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++)
        {
            double c = 2 * Math.Cos(2 * Math.PI * k / N), s1 = 0, s2 = 0;
            for (int n = 0; n < N; n++) (s1, s2) = (x[n] + c * s1 - s2, s1);
            y[k] = s1 * s1 + s2 * s2 - c * s1 * s2;
        }

        return y;
    }
}
