/// <summary>Kernels: how the coefficients are come by.</summary>
public static class Kernels
{
    //: kernels; derived
    public static float[] SinglePrecision(float[] x)
    {
        var y = new float[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * (MathF.Cos(2f * MathF.PI * k * n / x.Length) + MathF.Sin(2f * MathF.PI * k * n / x.Length));
        return y;
    }

    //: kernels; derived
    public static void SineAndCosineAtOnce(double[] x, double[] re, double[] im)
    {
        for (int k = 0; k < x.Length; k++)
        {
            re[k] = im[k] = 0;
            for (int n = 0; n < x.Length; n++)
            {
                var (sin, cos) = Math.SinCos(2 * Math.PI * k * n / x.Length);
                re[k] += x[n] * cos;
                im[k] -= x[n] * sin;
            }
        }
    }

    //: kernels; derived
    public static Complex[] PowersOfRoot(Complex[] x)
    {
        var w = Complex.Exp(-2 * Math.PI * Complex.ImaginaryOne / x.Length);
        var y = new Complex[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Complex.Pow(w, k * n);
        return y;
    }

    //: kernels; derived
    public static Complex[] ConjugatedKernel(Complex[] x)
    {
        var y = new Complex[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Complex.Conjugate(Complex.FromPolarCoordinates(1.0 / Math.Sqrt(x.Length), 2 * Math.PI * k * n / x.Length));
        return y;
    }

    //: kernels; derived
    public static double[] FractionOfPi(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * double.CosPi(2.0 * k * n / x.Length);
        return y;
    }

    //: kernels; derived
    public static double[] PiByArctangent(double[] x)
    {
        double pi = 4 * Math.Atan(1);
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Math.Cos(2 * pi * k * n / x.Length);
        return y;
    }

    //: kernels; derived
    public static double[] PiByArccosine(double[] x)
    {
        double pi = Math.Acos(-1);
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Math.Sin(pi * (k + 1) * (n + 0.5) / x.Length);
        return y;
    }

    //: kernels; derived
    public static double[] PiSpelledOut(double[] x)
    {
        const double pi = 3.14159265358979323846;
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Math.Cos(2 * pi * k * n / x.Length);
        return y;
    }

    //: kernels; derived
    public static double[] Degrees(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Math.Cos(ToRadians(360.0 * k * n / x.Length));
        return y;
    }

    private static double ToRadians(double degrees) => degrees * Math.PI / 180;

    //: kernels; derived
    public static double[] CosinesAsSines(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Math.Sin(2 * Math.PI * k * n / x.Length + Math.PI / 2);
        return y;
    }

    //: kernels; derived; lengths 4 8 12
    public static void NeighbourQuadrant(double[] x, double[] re, double[] im)
    {
        int N = x.Length, quarter = N / 4;
        var sine = new double[N + quarter];
        for (int i = 0; i < sine.Length; i++) sine[i] = Math.Sin(2 * Math.PI * i / N);
        for (int k = 0; k < N; k++)
        {
            re[k] = im[k] = 0;
            for (int n = 0; n < N; n++)
            {
                re[k] += x[n] * sine[k * n % N + quarter];
                im[k] -= x[n] * sine[k * n % N];
            }
        }
    }

    //: kernels; derived; lengths 3 4 6
    public static double[] TwoDimensionalTable(double[] x)
    {
        int N = x.Length;
        var table = new double[N, N];
        for (int k = 0; k < N; k++)
            for (int n = 0; n < N; n++)
                table[k, n] = Math.Cos(Math.PI * (2 * n + 1) * k / (2.0 * N));
        var y = new double[N];
        for (int k = 0; k < N; k++)
            for (int n = 0; n < N; n++)
                y[k] += table[k, n] * x[n];
        return y;
    }

    //: kernels; derived; lengths 3 4 6; large 200
    public static double[] JaggedTable(double[] x)
    {
        double[][] basis = Basis(x.Length);
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += basis[k][n] * x[n];
        return y;
    }

    private static double[][] Basis(int size)
    {
        var rows = new double[size][];
        for (int k = 0; k < size; k++)
        {
            rows[k] = new double[size];
            for (int n = 0; n < size; n++) rows[k][n] = Math.Cos(Math.PI * (n + 0.5) * k / size);
        }
        return rows;
    }

    private static readonly double[] Cosines = MakeCosines();

    private static double[] MakeCosines()
    {
        var table = new double[8];
        for (int i = 0; i < 8; i++) table[i] = Math.Cos(Math.PI * i / 4);
        return table;
    }

    //: kernels; derived; lengths 4 8 6
    public static double[] StaticInitialiser(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Cosines[k * n % 8];
        return y;
    }

    private static readonly double[] Sines;

    static Kernels()
    {
        Sines = new double[8];
        for (int i = 0; i < 8; i++) Sines[i] = Math.Sin(Math.PI * i / 4);
    }

    //: kernels; derived
    public static double[] StaticConstructor(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Sines[k * n % 8];
        return y;
    }

    //: kernels; derived
    public static double[] ChebyshevRecurrence(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++)
        {
            double c = Math.Cos(2 * Math.PI * k / N), before = c, now = 1;
            for (int n = 0; n < N; n++)
            {
                y[k] += x[n] * now;
                double next = 2 * c * now - before;
                before = now;
                now = next;
            }
        }
        return y;
    }

    //: kernels; derived; lengths 3 4 8
    public static Complex[] Horner(Complex[] x)
    {
        int N = x.Length;
        var y = new Complex[N];
        for (int k = 0; k < N; k++)
        {
            Complex w = Complex.FromPolarCoordinates(1, -2 * Math.PI * k / N), sum = 0;
            for (int n = N - 1; n >= 0; n--) sum = sum * w + x[n];
            y[k] = sum;
        }
        return y;
    }

    //: kernels; derived
    public static void RotationRecurrence(double[] x, double[] re, double[] im)
    {
        int N = x.Length;
        for (int k = 0; k < N; k++)
        {
            double cs = Math.Cos(2 * Math.PI * k / N), sn = Math.Sin(2 * Math.PI * k / N), c = 1, s = 0;
            re[k] = im[k] = 0;
            for (int n = 0; n < N; n++)
            {
                re[k] += x[n] * c;
                im[k] -= x[n] * s;
                double t = c * cs - s * sn;
                s = s * cs + c * sn;
                c = t;
            }
        }
    }

    //: kernels; derived; lengths 4 6 9; small
    public static double[] SincKernel(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * (n == k ? 1 : Math.Sin(Math.PI * (n - k) / 2) / (n - k));
        return y;
    }

    //: kernels; derived
    public static double[] Property(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Math.Cos(FullCircle * k * n / x.Length);
        return y;
    }

    private static double FullCircle => 2 * Math.PI;

    //: kernels; derived
    public static double[] HannWindow(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++)
            for (int n = 0; n < N; n++)
                y[k] += x[n] * (0.5 - 0.5 * Math.Cos(2 * Math.PI * n / N)) * Math.Cos(2 * Math.PI * k * n / N);
        return y;
    }

    //: kernels; derived
    public static double[] PolarInput(double[] magnitude)
    {
        int N = magnitude.Length;
        var y = new double[N];
        for (int n = 0; n < N; n++)
            for (int k = 0; k < N; k++)
                y[n] += Complex.FromPolarCoordinates(magnitude[k], 2 * Math.PI * k * n / N).Real;
        return y;
    }

    //: kernels; refused TWD021
    public static double[] PhaseInput(double[] phase)
    {
        int N = phase.Length;
        var y = new double[N];
        for (int n = 0; n < N; n++)
            for (int k = 0; k < N; k++)
                y[n] += Math.Cos(2 * Math.PI * k * n / N + phase[k]);
        return y;
    }

    //: kernels; refused TWD026
    public static double[] GaussianKernel(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Math.Exp(-(k - n) * (k - n));
        return y;
    }

    //: kernels; refused TWD026
    public static double[] AngleInRadians(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Math.Cos(k * n);
        return y;
    }
}

/// <summary>Kernels behind virtual calls: objects with a base class are not looked into.</summary>
public static class Polymorphic
{
    private abstract class Basis
    {
        public abstract double At(int k, int n, int size);
    }

    private sealed class Cosine : Basis
    {
        public override double At(int k, int n, int size) => Math.Cos(Math.PI * (n + 0.5) * k / size);
    }

    //: kernels; derived
    public static double[] VirtualCallOnSealed(double[] x)
    {
        var basis = new Cosine();
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * basis.At(k, n, x.Length);
        return y;
    }
}

/// <summary>Kernels with divisions by sines and tangents, and constants that go through a transform.</summary>
public static class Cotangents
{
    //: kernels; derived; small; lengths 4 8 9
    public static double[] Hilbert(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++)
            for (int n = 0; n < N; n++)
                if ((k + n) % 2 != 0) y[k] += 2.0 / N * x[n] / Math.Tan(Math.PI * (k - n) / N);
        return y;
    }

    //: kernels; derived; small
    public static double[] Dirichlet(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++)
            for (int n = 0; n < N; n++)
            {
                double t = Math.PI * (k - n + 0.25) / N;
                y[k] += x[n] * Math.Sin(N * t) / (N * Math.Sin(t));
            }
        return y;
    }

    //: kernels; derived; small
    public static double[] ScaledTangents(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++)
            for (int n = 0; n < N; n++)
                y[k] += x[n] * Math.Cos(Math.PI * k / N) / (3 * N * Math.Tan(Math.PI * (2 * n + 1) / (4.0 * N)));
        return y;
    }

    //: kernels; refused TWD026
    public static double[] TangentOfZero(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++)
            for (int n = 0; n < N; n++)
                y[k] += x[n] / Math.Tan(Math.PI * (k - n) / N);
        return y;
    }

    //: kernels; refused TWD026
    public static double[] TangentOfNinetyDegrees(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++)
            for (int n = 0; n < N; n++)
                y[k] += x[n] * Math.Tan(Math.PI * (k + n) / N);
        return y;
    }

    //: ends; derived; lengths 4 7 80
    public static double[] LevelShift(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++)
        {
            double sum = 0;
            for (int n = 0; n < N; n++) sum += (x[n] - 128) * Math.Cos(Math.PI * (2 * n + 1) * k / (2.0 * N));
            y[k] = sum * 0.5;
        }
        return y;
    }

    //: ends; derived; lengths 5 8 72
    public static Complex[] ShiftedSpectrum(double[] x)
    {
        int N = x.Length;
        var y = new Complex[N];
        for (int k = 0; k < N; k++)
        {
            for (int n = 0; n < N; n++) y[k] += (x[n] + 1.5) * Complex.FromPolarCoordinates(1, -2 * Math.PI * n * k / N);
            y[k] += 2;
        }
        return y;
    }

    //: ends; derived; lengths 4 9 66
    public static double[] ShiftedMagnitudes(byte[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++)
        {
            double re = 0, im = 0;
            for (int n = 0; n < N; n++)
            {
                re += (x[n] - 128) * Math.Cos(2 * Math.PI * n * k / N);
                im -= (x[n] - 128) * Math.Sin(2 * Math.PI * n * k / N);
            }
            y[k] = Math.Sqrt(re * re + im * im);
        }
        return y;
    }

    //: ends; derived; lengths 4 8 70
    public static byte[] ShiftedBack(double[] x)
    {
        int N = x.Length;
        var y = new byte[N];
        for (int n = 0; n < N; n++)
        {
            double sum = x[0] / 2;
            for (int k = 1; k < N; k++) sum += x[k] * Math.Cos(Math.PI * (2 * n + 1) * k / (2.0 * N));
            y[n] = (byte)Math.Min(255, Math.Max(0, sum + 128));
        }
        return y;
    }
}
