using Rule = Twiddle.CodeFixes.Tests.Harness.RuleTest<Twiddle.Generator.Analyzers.Recomputation.RepeatedSubexpression, Twiddle.CodeFixes.RepeatedSubexpressionFixer>;

namespace Twiddle.CodeFixes.Tests.Rules;

public class RepeatedSubexpressionTests
{
    [Fact]
    public Task TheWidestThatIsRepeated() => Rule.Fixes(
        """
        public static double Window(double[] x)
        {
            double a = 0, b = 0;
            for (int n = 0; n < x.Length; n++)
            {
                a += x[n] * [|Math.Exp(-0.1 * n)|];
                b += x[n] * Math.Exp(-0.1 * n) * n;
                if (n > 3) b -= Math.Exp(-0.1 * n);
            }
            return a / b;
        }

        public static double Roots(double[] cos, double[] sin, int k)
        {
            int N = cos.Length;
            double re = 0, im = 0;
            for (int n = 0; n < N; n++)
            {
                re += cos[[|(k * n) % N|]];
                im += sin[(k * n) % N];
            }
            return re * im;
        }
        """.Replace("[|(k * n) % N|]", "[|(k * n) % N|]"),
        """
        public static double Window(double[] x)
        {
            double a = 0, b = 0;
            for (int n = 0; n < x.Length; n++)
            {
                var exp = Math.Exp(-0.1 * n);
                a += x[n] * exp;
                b += x[n] * exp * n;
                if (n > 3) b -= exp;
            }
            return a / b;
        }

        public static double Roots(double[] cos, double[] sin, int k)
        {
            int N = cos.Length;
            double re = 0, im = 0;
            for (int n = 0; n < N; n++)
            {
                var index = (k * n) % N;
                re += cos[index];
                im += sin[index];
            }
            return re * im;
        }
        """);

    [Fact]
    public Task WithWhatIsAroundIt() => Rule.Fixes(
        """
        public static double Magnitudes(double x, double y)
        {
            var a = 1 + Math.Max(x * [|Math.Sqrt(x * x + y * y)|], 0);
            var b = 2 - x * Math.Sqrt(x * x + y * y);
            return a / b;
        }
        """,
        """
        public static double Magnitudes(double x, double y)
        {
            var product = x * Math.Sqrt(x * x + y * y);
            var a = 1 + Math.Max(product, 0);
            var b = 2 - product;
            return a / b;
        }
        """);

    [Fact]
    public Task NotReported() => Rule.Reports(
        """
        static readonly Random random = new();
        static double state;
        static double Next(double x) => state += Math.Exp(x);

        static double Effects(double x) => Next(x) + Next(x) + random.NextDouble() + random.NextDouble();
        static double Changed(double x) { var a = Math.Exp(x); x++; return a + Math.Exp(x); }
        static double Branches(double x, bool up) => up ? Math.Exp(x) : -Math.Exp(x);
        static double Exclusive(double x, bool up) { if (up) return Math.Exp(x); else return 2 * Math.Exp(x); }
        static double Cheap(double x) => Math.Abs(x) + Math.Abs(x) + x * x + x * x;
        static double Constant() => Math.Sqrt(2) * Math.Sqrt(2);
        static double Invariant(double[] x, double a)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++) sum += x[i] * Math.Exp(a) + Math.Exp(a);
            return sum;
        }
        static int Wrapped(int[] x, int i) => x[i % 8] + x[i % 8];
        """);
}
