using Rule = Twiddle.CodeFixes.Tests.Harness.RuleTest<Twiddle.Generator.Analyzers.Recomputation.IndexOverflow, Twiddle.CodeFixes.IndexOverflowFixer>;

namespace Twiddle.CodeFixes.Tests.Rules;

public class IndexOverflowTests
{
    [Fact]
    public Task InLong() => Rule.Fixes(
        """
        public static double Dft(double[] x)
        {
            double sum = 0;
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++)
                {
                    sum += x[n] * Math.Cos(2 * Math.PI * ([|k * n|]) / x.Length);
                    sum += x[[|k * n|] % x.Length] - x[([|(2 * n + 1) * k|] + 3) % x.Length];
                    sum += Math.Sin(Math.PI * ([|2 * k * n|]));
                }
            return sum;
        }
        """,
        """
        public static double Dft(double[] x)
        {
            double sum = 0;
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++)
                {
                    sum += x[n] * Math.Cos(2 * Math.PI * ((long)k * n) / x.Length);
                    sum += x[(int)((long)k * n % x.Length)] - x[(int)(((long)(2 * n + 1) * k + 3) % x.Length)];
                    sum += Math.Sin(Math.PI * (2L * k * n));
                }
            return sum;
        }
        """);

    [Fact]
    public Task NotReported() => Rule.Reports(
        """
        static double F(double[] x, int m, double[,] grid)
        {
            double sum = 0;
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++)
                {
                    sum += Math.Cos(2 * Math.PI * k * n / x.Length);
                    sum += x[k * 8 % x.Length] + x[k * m % x.Length];
                    sum += checked(k * n) % x.Length;
                    sum += Math.Cos((long)k * n);
                }
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++) sum += x[k * m + n] * Math.Cos(k * n);
            for (int k = 0; k < grid.GetLength(0); k++)
                for (int n = 0; n < grid.GetLength(1); n++) grid[k, n] = x[k * n % x.Length];
            for (int u = 0; u < 8; u++)
                for (int i = 0; i < x.Length; i++) sum += Math.Cos((2 * i + 1) * u * Math.PI / 16);
            return sum;
        }
        """);

    [Fact]
    public Task ConstantLimitsThatAreTooLarge() => Rule.Verify(
        "class D { double s; void F() { for (int k = 0; k < 65536; k++) for (int n = 0; n < 65536; n++) s += System.Math.Cos([|k * n|]); } }",
        "class D { double s; void F() { for (int k = 0; k < 65536; k++) for (int n = 0; n < 65536; n++) s += System.Math.Cos((long)k * n); } }");
}
