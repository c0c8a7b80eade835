namespace Twiddle.Execution.Tests.Reading;

internal static partial class Idioms
{
    private static Dictionary<string, Idiom> Cosines => new()
    {
        ["DCT-II plain"] = new("""
            public static double[] Dct(double[] x)
            {
                int N = x.Length;
                var y = new double[N];
                for (int k = 0; k < N; k++)
                    for (int n = 0; n < N; n++)
                        y[k] += x[n] * Math.Cos((2 * n + 1) * k * Math.PI / (2 * N));
                return y;
            }
            """),
        ["DCT-II with ternary weight"] = new("""
            public static double[] Dct(double[] x)
            {
                int N = x.Length;
                var y = new double[N];
                for (int k = 0; k < N; k++)
                {
                    double sum = 0;
                    for (int n = 0; n < N; n++) sum += x[n] * Math.Cos(Math.PI / N * (n + 0.5) * k);
                    double c = k == 0 ? Math.Sqrt(1.0 / N) : Math.Sqrt(2.0 / N);
                    y[k] = c * sum;
                }
                return y;
            }
            """),
        ["DCT-II with if/else weight"] = new("""
            public static double[] Dct(double[] x)
            {
                int N = x.Length;
                var y = new double[N];
                for (int k = 0; k < N; k++)
                {
                    double sum = 0, alpha;
                    if (k == 0) alpha = 1.0 / Math.Sqrt(2.0);
                    else alpha = 1.0;
                    for (int n = 0; n < N; n++) sum += x[n] * Math.Cos(Math.PI * k * ((n << 1) + 1) / (2.0 * N));
                    y[k] = sum * alpha * Math.Sqrt(2.0 / N);
                }
                return y;
            }
            """),
        ["DCT-II with helper weight"] = new("""
            public static double[] Dct(double[] x)
            {
                int N = x.Length;
                var y = new double[N];
                for (int u = 0; u < N; u++)
                {
                    double sum = 0;
                    for (int n = 0; n < N; n++) sum += x[n] * Kernel(n, u, N);
                    y[u] = 0.5 * C(u) * sum;
                }
                return y;
            }
            private static double C(int u) => u == 0 ? 1 / Math.Sqrt(2) : 1;
            private static double Kernel(int n, int u, int N) { return Math.Cos((2 * n + 1) * u * Math.PI / (2.0 * N)); }
            """),
        ["DCT-II corrected after the loop"] = new("""
            public static double[] Dct(double[] x)
            {
                int N = x.Length;
                var y = new double[N];
                for (int k = 0; k < N; k++)
                {
                    for (int n = 0; n < N; n++) y[k] += x[n] * Math.Cos((n + 0.5) * k * Math.PI / N);
                    y[k] *= 2.0 / N;
                }
                y[0] /= Math.Sqrt(2);
                return y;
            }
            """),
        ["DCT-III with peeled first term"] = new("""
            public static double[] Idct(double[] X)
            {
                int N = X.Length;
                var x = new double[N];
                for (int n = 0; n < N; n++)
                {
                    double sum = X[0] / 2;
                    for (int k = 1; k < N; k++) sum += X[k] * Math.Cos(Math.PI * k * (2 * n + 1) / (2 * N));
                    x[n] = sum * 2 / N;
                }
                return x;
            }
            """),
        ["DCT-III with weight in the loop"] = new("""
            public static double[] Idct(double[] X)
            {
                int N = X.Length;
                var x = new double[N];
                for (int n = 0; n < N; n++)
                {
                    double sum = 0;
                    for (int k = 0; k < N; k++)
                    {
                        double w = (k == 0) ? Math.Sqrt(0.5) : 1.0;
                        sum += w * X[k] * Math.Cos(Math.PI * (2 * n + 1) * k / (2 * N));
                    }
                    x[n] = Math.Sqrt(2.0 / N) * sum;
                }
                return x;
            }
            """),
        ["DCT-IV"] = new("""
            public static double[] Dct4(double[] x)
            {
                int N = x.Length;
                var y = new double[N];
                for (int k = 0; k < N; k++)
                    for (int n = 0; n < N; n++)
                        y[k] += x[n] * Math.Cos(Math.PI / N * (n + 0.5) * (k + 0.5));
                return y;
            }
            """),
        ["DST-II"] = new("""
            public static double[] Dst(double[] x)
            {
                int N = x.Length;
                var y = new double[N];
                for (int k = 0; k < N; k++)
                    for (int n = 0; n < N; n++)
                        y[k] += x[n] * Math.Sin(Math.PI * (n + 0.5) * (k + 1) / N);
                return y;
            }
            """),
        ["DHT"] = new("""
            public static double[] Hartley(double[] x)
            {
                int N = x.Length;
                var h = new double[N];
                for (int k = 0; k < N; k++)
                {
                    double s = 0;
                    for (int n = 0; n < N; n++)
                    {
                        double a = 2 * Math.PI * n * k / N;
                        s += x[n] * (Math.Cos(a) + Math.Sin(a));
                    }
                    h[k] = s;
                }
                return h;
            }
            """),
        ["rectangular: MDCT"] = new("""
            public static double[] Mdct(double[] x)
            {
                int N = x.Length / 2;
                var y = new double[N];
                for (int k = 0; k < N; k++)
                    for (int n = 0; n < 2 * N; n++)
                        y[k] += x[n] * Math.Cos(Math.PI / N * (n + 0.5 + N / 2.0) * (k + 0.5));
                return y;
            }
            """, [2, 4, 8, 12, 32]),
        ["rectangular: the first bins"] = new("""
            public static double[] FirstBins(double[] x)
            {
                var y = new double[3];
                for (int k = 0; k < y.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
                return y;
            }
            """),
        ["8x8 block DCT"] = new("""
            public static double[,] Dct(double[,] f)
            {
                int n = f.GetLength(0), m = f.GetLength(1);
                var F = new double[n, m];
                for (int u = 0; u < n; u++)
                    for (int v = 0; v < m; v++)
                    {
                        double sum = 0;
                        for (int x = 0; x < n; x++)
                            for (int y = 0; y < m; y++)
                                sum += f[x, y] * Math.Cos((2 * x + 1) * u * Math.PI / (2 * n)) * Math.Cos((2 * y + 1) * v * Math.PI / (2 * m));
                        F[u, v] = 0.25 * C(u) * C(v) * sum;
                    }
                return F;
            }
            private static double C(int u) => u == 0 ? 1 / Math.Sqrt(2) : 1;
            """, [0], [8, 8], HasSummary: false),
        ["Walsh-Hadamard by popcount sign"] = new("""
            public static double[] Wht(double[] x)
            {
                int N = x.Length;
                var y = new double[N];
                for (int k = 0; k < N; k++)
                    for (int n = 0; n < N; n++)
                    {
                        int bits = 0;
                        for (int b = k & n; b != 0; b >>= 1) bits += b & 1;
                        y[k] += bits % 2 == 0 ? x[n] : -x[n];
                    }
                return y;
            }
            """, [1, 2, 8], HasSummary: false),
    };
}
