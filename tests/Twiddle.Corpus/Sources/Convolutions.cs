/// <summary>Sums of products of two arrays of data, which are derived for all lengths at once; and what only looks like them.</summary>
public static class Convolutions
{
    //: convolutions; derived; any; lengths 9 64 100
    public static double[] Polynomials(double[] a, double[] b)
    {
        var product = new double[a.Length + b.Length - 1];
        for (int i = 0; i < a.Length; i++)
            for (int j = 0; j < b.Length; j++)
                product[i + j] += a[i] * b[j];
        return product;
    }

    //: convolutions; derived; any; lengths 9 64 100
    public static double[] ByResults(double[] x, double[] h)
    {
        int count = x.Length + h.Length - 1;
        double[] y = new double[count];
        for (int n = 0; n < count; ++n)
        {
            int first = n < h.Length ? 0 : n - h.Length + 1;
            int last = n < x.Length ? n : x.Length - 1;
            double sum = 0.0;
            for (int k = first; k <= last; ++k)
                sum += x[k] * h[n - k];
            y[n] = sum;
        }
        return y;
    }

    //: convolutions; derived; any; lengths 9 64 100
    public static float[] Filter(float[] signal, float[] taps)
    {
        var output = new float[signal.Length];
        for (int n = 0; n < signal.Length; n++)
        {
            float accumulator = 0f;
            for (int k = taps.Length - 1; k >= 0; k--)
            {
                if (n - k < 0) continue;
                accumulator += taps[k] * signal[n - k];
            }
            output[n] = accumulator;
        }
        return output;
    }

    //: convolutions; derived; any; lengths 9 64 100
    public static void FilterInto(double[] x, double[] h, double[] y)
    {
        for (int n = 0; n < y.Length; n++)
        {
            y[n] = 0;
            for (int k = 0; k < h.Length; k++)
                if (n >= k && n - k < x.Length) y[n] += h[k] * x[n - k];
        }
    }

    private static double At(double[] x, int index)
    {
        if (index < 0 || index >= x.Length) return 0;
        return x[index];
    }

    //: convolutions; derived; any; lengths 9 65 100
    public static double[] Centred(double[] x, double[] kernel)
    {
        var y = new double[x.Length];
        int centre = (kernel.Length - 1) / 2;
        for (int n = 0; n < x.Length; n++)
            for (int k = 0; k < kernel.Length; k++)
                y[n] += At(x, n + centre - k) * kernel[k];
        return y;
    }

    //: convolutions; derived; any; lengths 9 64 100
    public static double[] Circular(double[] x, double[] h)
    {
        int N = x.Length;
        var y = new double[N];
        for (int n = 0; n < N; n++)
        {
            double sum = 0;
            for (int m = 0; m < N; m++) sum += x[m] * h[((n - m) % N + N) % N];
            y[n] = sum;
        }
        return y;
    }

    //: convolutions; derived; any; lengths 9 64 100
    public static double[] CircularScattered(double[] x, double[] h)
    {
        var y = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            for (int j = 0; j < x.Length; j++)
                y[(i + j) % x.Length] += x[i] * h[j] / x.Length;
        return y;
    }

    //: convolutions; derived; any; lengths 9 64 100
    public static double[] Autocorrelation(double[] x)
    {
        var r = new double[x.Length];
        for (int lag = 0; lag < x.Length; lag++)
        {
            for (int n = 0; n + lag < x.Length; n++)
                r[lag] += x[n] * x[n + lag];
        }
        return r;
    }

    //: convolutions; derived; any; lengths 9 64 100
    public static Complex[] CrossCorrelation(Complex[] a, Complex[] b)
    {
        var r = new Complex[a.Length + b.Length - 1];
        for (int lag = 1 - b.Length; lag < a.Length; lag++)
        {
            Complex sum = Complex.Zero;
            for (int n = Math.Max(0, -lag); n < Math.Min(b.Length, a.Length - lag); n++)
                sum += a[n + lag] * Complex.Conjugate(b[n]);
            r[lag + b.Length - 1] = sum;
        }
        return r;
    }

    //: convolutions; derived; any; lengths 9 64 100
    public static double[] Checked(double[] x, double[] h)
    {
        if (x == null) throw new ArgumentNullException(nameof(x));
        if (x.Length == 0 || h.Length == 0) return new double[0];
        var y = new double[x.Length + h.Length - 1];
        int i = 0;
        while (i < x.Length)
        {
            for (int j = 0; j < h.Length; j++) y[i + j] -= 0.5 * (x[i] * h[j]);
            i++;
        }
        return y;
    }

    // The last element never takes part.
    //: convolutions; derived; any; lengths 9 64 100
    public static double[] Tapered(double[] x)
    {
        var r = new double[x.Length];
        for (int lag = 0; lag < x.Length; lag++)
            for (int n = 0; n < x.Length - lag - 1; n++)
                r[lag] += x[n] * x[n + lag];
        return r;
    }

    // One half of a correlation, and zeros: derived as what it does compute.
    //: convolutions; derived; any; lengths 9 64 100
    public static double[] WrongSign(double[] x, double[] h)
    {
        var y = new double[x.Length + h.Length - 1];
        for (int i = 0; i < x.Length; i++)
            for (int j = 0; j < h.Length; j++)
                if (i >= j) y[i - j] += x[i] * h[j];
        return y;
    }

    //: convolutions; refused TWD021; any
    public static double[] Diagonal(double[] x, double[] h)
    {
        var y = new double[x.Length + h.Length - 1];
        for (int i = 0; i < x.Length; i++)
            for (int j = 0; j < h.Length; j++)
                if (i != j) y[i + j] += x[i] * h[j];
        return y;
    }

    //: convolutions; derived; any; lengths 9 64 100
    public static void Counted(double[] x, int nx, double[] h, int nh, double[] y)
    {
        for (int n = 0; n < nx + nh - 1; n++) y[n] = 0;
        for (int i = 0; i < nx; i++)
            for (int j = 0; j < nh; j++)
                y[i + j] += x[i] * h[j];
    }

    //: convolutions; refused TWD021; any
    public static double[] Unbiased(double[] x)
    {
        var r = new double[x.Length];
        for (int lag = 0; lag < x.Length; lag++)
        {
            double sum = 0;
            for (int n = 0; n < x.Length - lag; n++) sum += x[n] * x[n + lag];
            r[lag] = sum / (x.Length - lag);
        }
        return r;
    }

    //: convolutions; refused TWD021 at x[i] * h[j]
    public static double[] AtOneLength(double[] x, double[] h)
    {
        var y = new double[x.Length + h.Length - 1];
        for (int i = 0; i < x.Length; i++)
            for (int j = 0; j < h.Length; j++)
                y[i + j] += x[i] * h[j];
        return y;
    }
}
