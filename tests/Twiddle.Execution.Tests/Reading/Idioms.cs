namespace Twiddle.Execution.Tests.Reading;

/// <summary>The idioms that must be read unmodified, by name.</summary>
internal static partial class Idioms
{
    public static IReadOnlyDictionary<string, Idiom> All { get; } =
        ComplexToComplex.Concat(RealInput).Concat(Cosines).Concat(Kernels).Concat(Structs).Concat(Ends).Concat(Slips).ToDictionary(i => i.Key, i => i.Value);

    private static Dictionary<string, Idiom> ComplexToComplex => new()
    {
        ["Complex.FromPolarCoordinates"] = new("""
            public static Complex[] NaiveDft(Complex[] x)
            {
                var y = new Complex[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
                return y;
            }
            """),
        ["Complex.Exp"] = new("""
            public static Complex[] Dft(Complex[] input)
            {
                int n = input.Length;
                Complex[] output = new Complex[n];
                for (int k = 0; k < n; k++)
                {
                    Complex sum = Complex.Zero;
                    for (int t = 0; t < n; t++)
                    {
                        double angle = 2.0 * Math.PI * t * k / n;
                        sum += input[t] * Complex.Exp(new Complex(0, -angle));
                    }
                    output[k] = sum;
                }
                return output;
            }
            """),
        ["ImaginaryOne exponent"] = new("""
            public static Complex[] Dft(Complex[] x)
            {
                int N = x.Length;
                var X = new Complex[N];
                Complex j = Complex.ImaginaryOne;
                for (int k = 0; k < N; k++)
                {
                    X[k] = 0;
                    for (int n = 0; n < N; n++)
                        X[k] += x[n] * Complex.Exp(-j * 2 * Math.PI * k * n / N);
                }
                return X;
            }
            """),
        ["new Complex(Cos, Sin)"] = new("""
            public static Complex[] Dft(Complex[] x)
            {
                int N = x.Length;
                var X = new Complex[N];
                for (int k = 0; k < N; k++)
                    for (int n = 0; n < N; n++)
                    {
                        double a = 2 * Math.PI / N * k * n;
                        X[k] = X[k] + new Complex(Math.Cos(a), -Math.Sin(a)) * x[n];
                    }
                return X;
            }
            """),
        ["inverse with 1/N"] = new("""
            public static Complex[] Inverse(Complex[] X)
            {
                int N = X.Length;
                var x = new Complex[N];
                for (int n = 0; n < N; n++)
                {
                    Complex s = 0;
                    for (int k = 0; k < N; k++) s += X[k] * Complex.Exp(Complex.ImaginaryOne * (2 * Math.PI * k * n / N));
                    x[n] = s / N;
                }
                return x;
            }
            """),
        ["unitary with 1/sqrt(N)"] = new("""
            public static Complex[] Unitary(Complex[] x)
            {
                int N = x.Length;
                var y = new Complex[N];
                for (int k = 0; k < N; k++)
                {
                    for (int n = 0; n < N; n++) y[k] += x[n] * Complex.FromPolarCoordinates(1.0, -2.0 * Math.PI * n * k / N);
                    y[k] *= 1 / Math.Sqrt(N);
                }
                return y;
            }
            """),
        ["inverse to real with 1/N"] = new("""
            public static double[] Inverse(Complex[] X)
            {
                int N = X.Length;
                var x = new double[N];
                for (int n = 0; n < N; n++)
                {
                    double sum = 0;
                    for (int k = 0; k < N; k++)
                    {
                        double a = 2 * Math.PI * k * n / N;
                        sum += X[k].Real * Math.Cos(a) - X[k].Imaginary * Math.Sin(a);
                    }
                    x[n] = sum / N;
                }
                return x;
            }
            """),
        ["in place by temporary and copy"] = new("""
            public static void Dft(Complex[] data)
            {
                int n = data.Length;
                var temp = new Complex[n];
                for (int k = 0; k < n; k++)
                {
                    var sum = Complex.Zero;
                    for (int t = 0; t < n; t++) sum += data[t] * Complex.FromPolarCoordinates(1, -2 * Math.PI * t * k / n);
                    temp[k] = sum;
                }
                for (int k = 0; k < n; k++) data[k] = temp[k];
            }
            """),
        ["in place by Array.Copy"] = new("""
            public static void Dft(double[] re, double[] im)
            {
                int n = re.Length;
                double[] tr = new double[n], ti = new double[n];
                for (int k = 0; k < n; k++)
                    for (int t = 0; t < n; t++)
                    {
                        double c = Math.Cos(2 * Math.PI * t * k / n), s = Math.Sin(2 * Math.PI * t * k / n);
                        tr[k] += re[t] * c + im[t] * s;
                        ti[k] += im[t] * c - re[t] * s;
                    }
                Array.Copy(tr, re, n);
                Array.Copy(ti, im, n);
            }
            """),
        ["input loop outside"] = new("""
            public static Complex[] Dft(Complex[] x)
            {
                var y = new Complex[x.Length];
                for (int n = 0; n < x.Length; n++)
                    for (int k = 0; k < y.Length; k++)
                        y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
                return y;
            }
            """),
        ["centred output"] = new("""
            public static Complex[] Centred(Complex[] x)
            {
                int N = x.Length;
                var y = new Complex[N];
                for (int k = -(N / 2); k < N - N / 2; k++)
                    for (int n = 0; n < N; n++)
                        y[k + N / 2] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / N);
                return y;
            }
            """),
        ["while loops"] = new("""
            public static Complex[] Dft(Complex[] x)
            {
                var y = new Complex[x.Length];
                int k = 0;
                while (k < x.Length)
                {
                    int n = x.Length - 1;
                    while (n >= 0)
                    {
                        y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
                        n--;
                    }
                    k++;
                }
                return y;
            }
            """),
    };

    private static Dictionary<string, Idiom> RealInput => new()
    {
        ["real input to re/im arrays"] = new("""
            public static void Dft(double[] x, double[] re, double[] im)
            {
                int N = x.Length;
                for (int k = 0; k < N; k++)
                {
                    re[k] = 0;
                    im[k] = 0;
                    for (int n = 0; n < N; n++)
                    {
                        re[k] += x[n] * Math.Cos(2 * Math.PI * k * n / N);
                        im[k] -= x[n] * Math.Sin(2 * Math.PI * k * n / N);
                    }
                }
            }
            """),
        ["real input to a tuple"] = new("""
            public static (double[] Re, double[] Im) Dft(double[] x)
            {
                int N = x.Length;
                var re = new double[N];
                var im = new double[N];
                for (int k = 0; k < N; k++)
                {
                    double sumRe = 0, sumIm = 0;
                    for (int n = 0; n < N; n++)
                    {
                        double a = 2 * Math.PI * k * n / N;
                        sumRe += x[n] * Math.Cos(a);
                        sumIm += -x[n] * Math.Sin(a);
                    }
                    re[k] = sumRe;
                    im[k] = sumIm;
                }
                return (re, im);
            }
            """),
        ["real input to interleaved"] = new("""
            public static double[] Dft(double[] x)
            {
                int N = x.Length;
                var y = new double[2 * N];
                for (int k = 0; k < N; k++)
                    for (int n = 0; n < N; n++)
                    {
                        y[2 * k] += x[n] * Math.Cos(2 * Math.PI * k * n / N);
                        y[2 * k + 1] -= x[n] * Math.Sin(2 * Math.PI * k * n / N);
                    }
                return y;
            }
            """),
        ["real input to half spectrum"] = new("""
            public static Complex[] Dft(double[] samples)
            {
                int n = samples.Length;
                var spectrum = new Complex[n / 2 + 1];
                for (int k = 0; k <= n / 2; k++)
                {
                    double re = 0, im = 0;
                    for (int t = 0; t < n; t++)
                    {
                        double w = 2 * Math.PI * k * t / n;
                        re += samples[t] * Math.Cos(w);
                        im -= samples[t] * Math.Sin(w);
                    }
                    spectrum[k] = new Complex(re, im);
                }
                return spectrum;
            }
            """),
        ["interleaved input"] = new("""
            public static double[] Dft(double[] data)
            {
                int N = data.Length / 2;
                var y = new double[2 * N];
                for (int k = 0; k < N; k++)
                    for (int n = 0; n < N; n++)
                    {
                        double c = Math.Cos(2 * Math.PI * k * n / N), s = Math.Sin(2 * Math.PI * k * n / N);
                        y[2 * k] += data[2 * n] * c + data[2 * n + 1] * s;
                        y[2 * k + 1] += data[2 * n + 1] * c - data[2 * n] * s;
                    }
                return y;
            }
            """, [2, 4, 8, 10, 24]),
        ["float"] = new("""
            public static float[] Real(float[] x)
            {
                int N = x.Length;
                var y = new float[N];
                for (int k = 0; k < N; k++)
                {
                    float sum = 0f;
                    for (int n = 0; n < N; n++) sum += x[n] * MathF.Cos(2f * MathF.PI * k * n / N);
                    y[k] = sum;
                }
                return y;
            }
            """),
        ["float data, double sums"] = new("""
            public static float[] Real(float[] x)
            {
                var y = new float[x.Length];
                for (int k = 0; k < x.Length; k++)
                {
                    double sum = 0;
                    for (int n = 0; n < x.Length; n++) sum += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
                    y[k] = (float)sum;
                }
                return y;
            }
            """),
        ["spans"] = new("""
            public static void Run(double[] x, double[] re, double[] im) => Dft(x, re, im);
            private static void Dft(ReadOnlySpan<double> x, Span<double> re, Span<double> im)
            {
                for (int k = 0; k < x.Length; k++)
                {
                    double a = 0, b = 0;
                    for (int n = 0; n < x.Length; n++)
                    {
                        a += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
                        b -= x[n] * Math.Sin(2 * Math.PI * k * n / x.Length);
                    }
                    re[k] = a;
                    im[k] = b;
                }
            }
            """),
    };
}
