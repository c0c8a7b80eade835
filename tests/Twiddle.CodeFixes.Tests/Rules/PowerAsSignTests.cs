using Rule = Twiddle.CodeFixes.Tests.Harness.RuleTest<Twiddle.Generator.Analyzers.Recomputation.PowerAsSign, Twiddle.CodeFixes.PowerAsSignFixer>;

namespace Twiddle.CodeFixes.Tests.Rules;

public class PowerAsSignTests
{
    [Fact]
    public Task ASignByParity() => Rule.Fixes(
        """
        public static double Sign(int n) => [|Math.Pow(-1, n)|];
        public static double Unsigned(uint n) => 2 * [|Math.Pow(-1.0, n)|];
        public static double Sum(int n, int m) => [|Math.Pow(y: n + m, x: -1)|] / 3;
        public static float Single(short n) => [|MathF.Pow(-1, n)|];
        """,
        """
        public static double Sign(int n) => (n & 1) == 0 ? 1.0 : -1.0;
        public static double Unsigned(uint n) => 2 * ((n & 1) == 0 ? 1.0 : -1.0);
        public static double Sum(int n, int m) => (((n + m) & 1) == 0 ? 1.0 : -1.0) / 3;
        public static float Single(short n) => (n & 1) == 0 ? 1f : -1f;
        """);

    [Fact]
    public Task NotReported() => Rule.Reports(
        """
        static double Long(long n) => Math.Pow(-1, n);
        static double Real(double n) => Math.Pow(-1, n);
        static float Coarse(int n) => MathF.Pow(-1, n);
        static double One(int n) => Math.Pow(1, n);
        static double Constant() => Math.Pow(-1, 3);
        static double Pow(double x, int n) => x;
        static double Own(int n) => Pow(-1, n);
        """);
}
