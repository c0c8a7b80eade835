namespace Twiddle.Execution.Tests.Reading;

internal static partial class Idioms
{
    /// <summary>Code that does not compute what its name says. It is derived as what it does compute.</summary>
    private static Dictionary<string, Idiom> Slips => new()
    {
        ["slip: wrong sign"] = new("""
            public static Complex[] ForwardDft(Complex[] x)
            {
                var y = new Complex[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * Complex.FromPolarCoordinates(1, 2 * Math.PI * k * n / x.Length);
                return y;
            }
            """),
        ["slip: bound off by one"] = new("""
            public static Complex[] Dft(Complex[] x)
            {
                int N = x.Length;
                var y = new Complex[N];
                for (int k = 0; k < N; k++)
                    for (int n = 0; n < N - 1; n++)
                        y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / N);
                return y;
            }
            """, [2, 5, 8, 12], Note: "TWD040"),
        ["slip: last bin left out"] = new("""
            public static void Dft(double[] x, double[] re, double[] im)
            {
                int N = x.Length;
                for (int k = 0; k < N - 1; k++)
                {
                    double a = 0, b = 0;
                    for (int n = 0; n < N; n++)
                    {
                        a += x[n] * Math.Cos(2 * Math.PI * k * n / N);
                        b += x[n] * Math.Sin(2 * Math.PI * k * n / N);
                    }
                    re[k] = a;
                    im[k] = b;
                }
            }
            """, [2, 5, 8, 12]),
        ["slip: integer division in the angle"] = new("""
            public static Complex[] Dft(Complex[] x)
            {
                int N = x.Length;
                var y = new Complex[N];
                for (int k = 0; k < N; k++)
                    for (int n = 0; n < N; n++)
                        y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * (k * n / N));
                return y;
            }
            """, [1, 2, 5, 8, 12], Note: "TWD042"),
        ["slip: remainder by another modulus"] = new("""
            public static Complex[] Dft(Complex[] x)
            {
                int N = x.Length;
                var y = new Complex[N];
                for (int k = 0; k < N; k++)
                    for (int n = 0; n < N; n++)
                        y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * (k * n % (N + 1)) / N);
                return y;
            }
            """, [1, 2, 5, 8, 12], HasSummary: false),
        ["slip: half of an integer division"] = new("""
            public static double[] Dct(double[] x)
            {
                int N = x.Length;
                var y = new double[N];
                for (int k = 0; k < N; k++)
                    for (int n = 0; n < N; n++)
                        y[k] += x[n] * Math.Cos(Math.PI * (n * k / N));
                return y;
            }
            """, [1, 2, 5, 8, 12], HasSummary: false, Note: "TWD042"),
        ["only moves"] = new("""
            public static double[] Reverse(double[] x)
            {
                var y = new double[x.Length];
                for (int i = 0; i < x.Length; i++) y[i] = x[x.Length - 1 - i];
                return y;
            }
            """, [1, 2, 5, 8, 12], HasSummary: false),
        ["two arrays that change places"] = new("""
            public static double[] Smooth(double[] x)
            {
                int N = x.Length;
                double[] a = (double[])x.Clone(), b = new double[N];
                for (int round = 0; round < 3; round++)
                {
                    for (int i = 0; i < N; i++) b[i] = 0.5 * a[i] + 0.25 * a[(i + 1) % N] + 0.25 * a[(i + N - 1) % N];
                    var t = a;
                    a = b;
                    b = t;
                }
                return a;
            }
            """, [1, 2, 5, 8, 12], HasSummary: false),
        ["slip: the input scaled instead of the sum"] = new("""
            public static double[] Dct(double[] x)
            {
                int N = x.Length;
                var y = new double[N];
                for (int k = 0; k < N; k++)
                {
                    double sum = 0;
                    for (int n = 0; n < N; n++) sum += x[n] * Math.Cos(Math.PI * k * (n + 0.5) / N);
                    y[k] = x[k] * Math.Sqrt(2.0 / N);
                }
                return y;
            }
            """, [1, 2, 5, 8, 12], HasSummary: false, Note: "TWD040"),
        ["slip: sum not reset"] = new("""
            public static double[] Dct(double[] x)
            {
                int N = x.Length;
                var y = new double[N];
                double sum = 0;
                for (int k = 0; k < N; k++)
                {
                    for (int n = 0; n < N; n++) sum += x[n] * Math.Cos(Math.PI * k * (n + 0.5) / N);
                    y[k] = sum;
                }
                return y;
            }
            """, [1, 2, 5, 8, 12], HasSummary: false),
        ["slip: wrong operator*"] = new("""
            public static Wrong[] Dft(Wrong[] x)
            {
                int N = x.Length;
                var y = new Wrong[N];
                for (int k = 0; k < N; k++)
                    for (int n = 0; n < N; n++)
                    {
                        var p = x[n] * new Wrong(Math.Cos(2 * Math.PI * k * n / N), Math.Sin(2 * Math.PI * k * n / N));
                        y[k].Re += p.Re;
                        y[k].Im += p.Im;
                    }
                return y;
            }
            public struct Wrong
            {
                public double Re, Im;
                public Wrong(double re, double im) { Re = re; Im = im; }
                public static Wrong operator *(Wrong a, Wrong b) => new Wrong(a.Re * b.Re - a.Im * b.Im, a.Re * b.Im - a.Im * b.Re);
            }
            """),
    };
}
