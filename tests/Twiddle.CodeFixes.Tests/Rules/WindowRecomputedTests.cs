using Rule = Twiddle.CodeFixes.Tests.Harness.RuleTest<Twiddle.Generator.Analyzers.Recomputation.WindowRecomputed, Twiddle.CodeFixes.WindowRecomputedFixer>;

namespace Twiddle.CodeFixes.Tests.Rules;

public class WindowRecomputedTests
{
    [Fact]
    public Task ATable() => Rule.Fixes(
        """
        public static double[] Frames(double[] x, double alpha)
        {
            const int Size = 8;
            var y = new double[x.Length];
            for (int start = 0; start + Size <= x.Length; start += 4)
            {
                for (int n = 0; n < Size; n++)
                    y[start + n] += x[start + n] * (0.54 - 0.46 * [|Math.Cos(2 * Math.PI * n / (Size - 1))|]);
                for (int n = 0; n <= 7; ++n)
                    y[start + n] *= (float)[|Math.Exp(-alpha * n)|];
            }
            return y;
        }

        static double Hann(int n, int size) => 0.5 - 0.5 * Math.Cos(2 * Math.PI * n / size);

        public static double[] Windowed(double[] x)
        {
            var y = new double[x.Length];
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++)
                    y[k] += x[n] * [|Hann(n, x.Length)|] * (k - n) + Hann(n, x.Length);
            return y;
        }
        """,
        """
        public static double[] Frames(double[] x, double alpha)
        {
            const int Size = 8;
            var y = new double[x.Length];
            var window = new double[Size];
            for (int n = 0; n < Size; n++)
                window[n] = 0.54 - 0.46 * Math.Cos(2 * Math.PI * n / (Size - 1));
            var window1 = new float[7 + 1];
            for (int n = 0; n <= 7; ++n)
                window1[n] = (float)Math.Exp(-alpha * n);
            for (int start = 0; start + Size <= x.Length; start += 4)
            {
                for (int n = 0; n < Size; n++)
                    y[start + n] += x[start + n] * window[n];
                for (int n = 0; n <= 7; ++n)
                    y[start + n] *= window1[n];
            }
            return y;
        }

        static double Hann(int n, int size) => 0.5 - 0.5 * Math.Cos(2 * Math.PI * n / size);

        public static double[] Windowed(double[] x)
        {
            var y = new double[x.Length];
            var window = new double[x.Length];
            for (int n = 0; n < x.Length; n++)
                window[n] = Hann(n, x.Length);
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++)
                    y[k] += x[n] * window[n] * (k - n) + window[n];
            return y;
        }
        """);

    [Fact]
    public Task ATableForAllCalls() => Rule.Fixes(
        """
        const int Size = 16;

        /// <summary>Weighted.</summary>
        public static double[] Weighted(double[] x)
        {
            const double Depth = 0.46;
            var y = new double[Size];
            for (int n = 0; n < Size && n < x.Length; n++) y[n] = x[n];
            for (int n = 0; n < Size; n++)
                y[n] += x[n] * (0.54 - Depth * [|Math.Cos(2 * Math.PI * n / (Size - 1))|]);   // Hamming
            return y;
        }

        static double Hann(int n, int size) => 0.5 - 0.5 * Math.Cos(2 * Math.PI * n / size);
        public static void InPlace(float[] x)
        {
            for (int n = 0; n <= 7; ++n) x[n] *= (float)[|Hann(n, 8)|];
        }
        """,
        """
        const int Size = 16;

        /// <summary>Weighted.</summary>
        public static double[] Weighted(double[] x)
        {
            const double Depth = 0.46;
            var y = new double[Size];
            for (int n = 0; n < Size && n < x.Length; n++) y[n] = x[n];
            for (int n = 0; n < Size; n++)
                y[n] += x[n] * Window[n];   // Hamming
            return y;
        }

        private static readonly double[] Window = CreateWindow();

        private static double[] CreateWindow()
        {
            const double Depth = 0.46;
            var window = new double[Size];
            for (int n = 0; n < Size; n++)
                window[n] = 0.54 - Depth * Math.Cos(2 * Math.PI * n / (Size - 1));
            return window;
        }

        static double Hann(int n, int size) => 0.5 - 0.5 * Math.Cos(2 * Math.PI * n / size);
        public static void InPlace(float[] x)
        {
            for (int n = 0; n <= 7; ++n) x[n] *= Window1[n];
        }

        private static readonly float[] Window1 = CreateWindow1();

        private static float[] CreateWindow1()
        {
            var window = new float[7 + 1];
            for (int n = 0; n <= 7; ++n)
                window[n] = (float)Hann(n, 8);
            return window;
        }
        """);

    /// <summary>Tables, what is done once, and what depends on more than the counter.</summary>
    [Fact]
    public Task NotAtEveryCall() => Rule.Reports(
        """
        static readonly double[] table = Table();
        static readonly double Depth = 0.46;
        static double[] Table()
        {
            var w = new double[64];
            for (int n = 0; n < 64; n++) w[n] = 0.5 - 0.5 * Math.Cos(2 * Math.PI * n / 64);
            for (int n = 0; n < 64; n++) w[n] *= Math.Sqrt(n);
            return w;
        }
        static void Main(string[] args)
        {
            var x = Table();
            for (int n = 0; n < 64; n++) x[n] *= Math.Sqrt(n);
        }
        static C()
        {
            for (int n = 0; n < 64; n++) table[n] += Math.Sqrt(n);
        }
        static double F(double[] x, double a, int size)
        {
            double sum = 0;
            for (int n = 0; n < 64; n++) sum += x[n] * Math.Sqrt(n + a);
            for (int n = 0; n < 64; n++) sum += x[n] * (Depth * Math.Cos(0.1 * n * Depth));
            for (int n = 0; n < 4; n++) sum += x[n] * Math.Sqrt(n);
            for (int n = 0; n < 100000; n++) sum += x[n] * Math.Sqrt(n);
            for (int n = 0; n < size; n++) sum += x[n] * Math.Sqrt(n);
            for (int n = 0; n < 64; n++) sum += Math.Sqrt(n);
            for (int n = 0; n < 64; n++) if (x[n] > 1) sum += x[n] * Math.Sqrt(n);
            return sum;
        }
        """);

    /// <summary>A static member is initialised by the method, before a table after it would be.</summary>
    [Fact]
    public Task NotWhereATableWouldComeTooLate() => Rule.Reports(
        """
        static readonly double[] spectrum = Weighted(new double[64]);
        static double[] Weighted(double[] x)
        {
            for (int n = 0; n < 64; n++) x[n] *= Math.Sqrt(n);
            return x;
        }
        """);

    [Theory]
    [InlineData("minimum_length = 4", true)]
    [InlineData("minimum_length = 5", false)]
    [InlineData("minimum_length = 2\ndotnet_code_quality.TWD106.maximum_length = 3", false)]
    public Task SizesAreOptions(string option, bool isReported)
    {
        const string Code = """
            class D
            {
                void F(double[] x) { for (int n = 0; n < 4; n++) x[n] *= [|System.Math.Sqrt(n)|]; }
            }
            """;
        const string Mended = """
            class D
            {
                void F(double[] x) { for (int n = 0; n < 4; n++) x[n] *= Window[n]; }

                private static readonly double[] Window = CreateWindow();

                private static double[] CreateWindow()
                {
                    var window = new double[4];
                    for (int n = 0; n < 4; n++)
                        window[n] = System.Math.Sqrt(n);
                    return window;
                }
            }
            """;
        var silent = Code.Replace("[|", "").Replace("|]", "");
        return Rule.Verify(isReported ? Code : silent, isReported ? Mended : silent, $"dotnet_code_quality.TWD106.{option}\n");
    }

    [Fact]
    public Task NotReported() => Rule.Reports(
        """
        static double F(double[] x, int size, double a)
        {
            double sum = 0;
            for (int n = 0; n < x.Length; n++) sum += Math.Cos(0.1 * n);
            for (int k = 0; k < x.Length; k++)
            {
                for (int n = 0; n < k; n++) sum += Math.Cos(0.1 * n);
                for (int n = 0; n < size; n++) sum += Math.Cos(0.1 * n);
                for (int n = 0; n < 4; n++) sum += Math.Cos(0.1 * n);
                for (int n = k; n < x.Length; n++) sum += Math.Cos(0.1 * n);
                for (int n = 0; n < x.Length; n++) sum += Math.Cos(0.1 * n * k) + Math.Abs(n) + Math.Cos(a * n);
                for (int n = 0; n < x.Length; n++) if (x[n] > 0) sum += Math.Cos(0.1 * n);
                for (int n = 0; n < x.Length; n++) sum += Math.Cos(x[n]);
                a *= 2;
            }
            return sum;
        }
        """);
}
