namespace Twiddle.Execution.Tests.Reading;

internal static partial class Idioms
{
    private static Dictionary<string, Idiom> Kernels => new()
    {
        ["angle hoisted and chained"] = new("""
            public static (double[], double[]) Dft(double[] x)
            {
                int N = x.Length;
                var re = new double[N];
                var im = new double[N];
                double w0 = 2 * Math.PI / N;
                for (int k = 0; k < N; k++)
                {
                    double wk = w0 * k;
                    for (int n = 0; n < N; n++)
                    {
                        re[k] += x[n] * Math.Cos(wk * n);
                        im[k] -= x[n] * Math.Sin(wk * n);
                    }
                }
                return (re, im);
            }
            """),
        ["angle summed up"] = new("""
            public static Complex[] Dft(Complex[] x)
            {
                int N = x.Length;
                var y = new Complex[N];
                for (int k = 0; k < N; k++)
                {
                    double step = -2 * Math.PI * k / N, angle = 0;
                    for (int n = 0; n < N; n++)
                    {
                        y[k] += x[n] * new Complex(Math.Cos(angle), Math.Sin(angle));
                        angle += step;
                    }
                }
                return y;
            }
            """),
        ["helper methods and local functions"] = new("""
            public static Complex[] Dft(Complex[] x)
            {
                int N = x.Length;
                Complex Twiddle(int k, int n) => Root(-k * n, N);
                Complex Bin(int k)
                {
                    Complex sum = Complex.Zero;
                    for (int n = 0; n < N; n++) sum += x[n] * Twiddle(k, n);
                    return sum;
                }
                var y = new Complex[N];
                for (int k = 0; k < N; k++) y[k] = Bin(k);
                return y;
            }
            private static Complex Root(int e, int N) => Complex.FromPolarCoordinates(1, 2 * Math.PI * e / N);
            """),
        ["table of roots indexed modulo N"] = new("""
            public static Complex[] Dft(Complex[] x)
            {
                int N = x.Length;
                var w = new Complex[N];
                for (int i = 0; i < N; i++) w[i] = Complex.Exp(new Complex(0, -2 * Math.PI * i / N));
                var y = new Complex[N];
                for (int k = 0; k < N; k++)
                    for (int n = 0; n < N; n++)
                        y[k] += x[n] * w[(k * n) % N];
                return y;
            }
            """),
        ["tables of cosines and sines"] = new("""
            public static void Dft(double[] x, double[] re, double[] im)
            {
                int N = x.Length;
                double[] c = new double[N], s = new double[N];
                for (int i = 0; i < N; i++) { c[i] = Math.Cos(2 * Math.PI * i / N); s[i] = Math.Sin(2 * Math.PI * i / N); }
                for (int k = 0; k < N; k++)
                {
                    double a = 0, b = 0;
                    for (int n = 0; n < N; n++)
                    {
                        int i = k * n % N;
                        a += x[n] * c[i];
                        b -= x[n] * s[i];
                    }
                    re[k] = a;
                    im[k] = b;
                }
            }
            """),
        ["recurrence of roots"] = new("""
            public static Complex[] Dft(Complex[] x)
            {
                int N = x.Length;
                var y = new Complex[N];
                for (int k = 0; k < N; k++)
                {
                    Complex w1 = Complex.FromPolarCoordinates(1, -2 * Math.PI * k / N);
                    Complex w = Complex.One;
                    Complex sum = Complex.Zero;
                    for (int n = 0; n < N; n++)
                    {
                        sum += x[n] * w;
                        w *= w1;
                    }
                    y[k] = sum;
                }
                return y;
            }
            """),
        ["recurrence of roots in both loops"] = new("""
            public static Complex[] Dft(Complex[] x)
            {
                int N = x.Length;
                var y = new Complex[N];
                var step = Complex.FromPolarCoordinates(1, -2 * Math.PI / N);
                var wk = Complex.One;
                for (int k = 0; k < N; k++)
                {
                    var w = Complex.One;
                    for (int n = 0; n < N; n++) { y[k] += x[n] * w; w *= wk; }
                    wk *= step;
                }
                return y;
            }
            """),
        ["direction flag given as constant"] = new("""
            public static Complex[] Forward(Complex[] x) => Transform(x, false);
            private static Complex[] Transform(Complex[] x, bool inverse)
            {
                int N = x.Length;
                double sign = inverse ? 1 : -1;
                var y = new Complex[N];
                for (int k = 0; k < N; k++)
                    for (int n = 0; n < N; n++)
                    {
                        var w = Complex.FromPolarCoordinates(1, sign * 2 * Math.PI * k * n / N);
                        y[k] += x[n] * w;
                        if (inverse && n == N - 1) y[k] /= N;
                    }
                return y;
            }
            """),
        ["direction as enum"] = new("""
            public static Complex[] Backward(Complex[] x) => Transform(x, Direction.Inverse);
            private enum Direction { Forward = -1, Inverse = 1 }
            private static Complex[] Transform(Complex[] x, Direction direction)
            {
                int N = x.Length;
                var y = new Complex[N];
                for (int k = 0; k < N; k++)
                    for (int n = 0; n < N; n++)
                        y[k] += x[n] * Complex.FromPolarCoordinates(1, (int)direction * 2 * Math.PI * k * n / N);
                return y;
            }
            """),
        ["window before"] = new("""
            public static Complex[] Windowed(double[] x)
            {
                int N = x.Length;
                var w = new double[N];
                for (int n = 0; n < N; n++) w[n] = x[n] * (0.54 - 0.46 * Math.Cos(2 * Math.PI * n / N));
                var y = new Complex[N];
                for (int k = 0; k < N; k++)
                    for (int n = 0; n < N; n++)
                        y[k] += w[n] * Complex.Exp(new Complex(0, -2 * Math.PI * k * n / N));
                return y;
            }
            """),
        ["Math.SinCos"] = new("""
            public static Complex[] Dft(Complex[] x)
            {
                var y = new Complex[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                    {
                        var (s, c) = Math.SinCos(2 * Math.PI * k * n / x.Length);
                        y[k] += new Complex(c, -s) * x[n];
                    }
                return y;
            }
            """),
        ["Complex.Pow of a root"] = new("""
            public static Complex[] Dft(Complex[] x)
            {
                int N = x.Length;
                var w = Complex.Exp(new Complex(0, -2 * Math.PI / N));
                var y = new Complex[N];
                for (int k = 0; k < N; k++)
                    for (int n = 0; n < N; n++)
                        y[k] += x[n] * Complex.Pow(w, k * n);
                return y;
            }
            """),
        ["foreach with a counter"] = new("""
            public static Complex[] Dft(Complex[] x)
            {
                var y = new Complex[x.Length];
                for (int k = 0; k < x.Length; k++)
                {
                    int n = 0;
                    foreach (var value in x)
                    {
                        y[k] += value * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
                        n++;
                    }
                }
                return y;
            }
            """),
        ["constants in fields"] = new("""
            public static Complex[] Dft(Complex[] x)
            {
                var y = new Complex[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * Complex.FromPolarCoordinates(1, -TwoPi * k * n / x.Length);
                return y;
            }
            private const double TwoPi = 2 * Math.PI;
            """),
    };
}
