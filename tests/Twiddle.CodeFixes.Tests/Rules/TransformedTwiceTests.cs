using Rule = Twiddle.CodeFixes.Tests.Harness.RuleTest<Twiddle.Generator.Analyzers.Recomputation.TransformedTwice, Twiddle.CodeFixes.TransformedTwiceFixer>;

namespace Twiddle.CodeFixes.Tests.Rules;

public class TransformedTwiceTests
{
    private const string Sums = """
        static double[] Sums(double[] x, double scale)
        {
            var y = new double[x.Length];
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++) y[k] += x[n] * Math.Cos(scale * k * n);
            return y;
        }

        """;

    [Fact]
    public Task TheFirstResult() => Rule.Fixes(
        Sums + """
        public static double Power(double[] x)
        {
            var a = Sums(x, 0.1);
            double sum = 0;
            for (int k = 0; k < a.Length; k++) sum += a[k] * a[k];
            var b = [|Sums(x, 0.1)|];   // again
            return sum + b[0];
        }
        """,
        Sums + """
        public static double Power(double[] x)
        {
            var a = Sums(x, 0.1);
            double sum = 0;
            for (int k = 0; k < a.Length; k++) sum += a[k] * a[k];
            var b = a;   // again
            return sum + b[0];
        }
        """);

    [Fact]
    public Task NotReported() => Rule.Reports(
        Sums + """
        static double state;
        static double[] Counting(double[] x) { state++; var y = new double[4]; for (int i = 0; i < 4; i++) y[i] = state; return y; }
        static double[] Itself(double[] x) { for (int i = 0; i < 4; i++) x[i]++; return x; }

        static double Changed(double[] x) { var a = Sums(x, 1); x[0] = 1; var b = Sums(x, 1); return a[0] + b[0]; }
        static double Written(double[] x) { var a = Sums(x, 1); var b = Sums(x, 1); b[0] = 3; return a[0] + b[0]; }
        static bool Compared(double[] x) { var a = Sums(x, 1); var b = Sums(x, 1); return a == b; }
        static double Other(double[] x, double[] z) { var a = Sums(x, 1); var b = Sums(z, 1); var c = Sums(x, 2); return a[0] + b[0] + c[0]; }
        static double Effects(double[] x) { var a = Counting(x); var b = Counting(x); return a[0] + b[0]; }
        static double Same(double[] x) { var a = Itself(x); var b = Itself(x); return a[0] + b[0]; }
        """);
}
