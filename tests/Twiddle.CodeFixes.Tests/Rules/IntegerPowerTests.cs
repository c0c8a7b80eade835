using Rule = Twiddle.CodeFixes.Tests.Harness.RuleTest<Twiddle.Generator.Analyzers.Recomputation.IntegerPower, Twiddle.CodeFixes.IntegerPowerFixer>;

namespace Twiddle.CodeFixes.Tests.Rules;

public class IntegerPowerTests
{
    /// <summary>Twice the rounding of the power function, and of each product.</summary>
    private const double Bound = 8e-16;

    [Fact]
    public Task AProduct() => Rule.Fixes(
        """
        public static double Square(double x) => [|Math.Pow(x, 2)|];
        public static double Cube(double x) => 1 / [|Math.Pow(x, 3.0)|];
        public static double OfInteger(int n) => [|Math.Pow(n, 2)|];
        public static double Distance(double[] x, double mean)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
                sum += [|Math.Pow(x[i] - mean, 2)|];
            return sum;
        }
        public static double Norm(Complex z) => Math.Sqrt([|Math.Pow(z.Real, 2)|] + [|Math.Pow(z.Imaginary, 2)|]);
        """,
        """
        public static double Square(double x) => x * x;
        public static double Cube(double x) => 1 / (x * x * x);
        public static double OfInteger(int n) => (double)n * n;
        public static double Distance(double[] x, double mean)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                var x1 = x[i] - mean;
                sum += x1 * x1;
            }

            return sum;
        }
        public static double Norm(Complex z) => Math.Sqrt((z.Real * z.Real) + (z.Imaginary * z.Imaginary));
        """,
        Bound);

    [Fact]
    public Task NotReported() => Rule.Reports(
        """
        static double Root(double x) => Math.Pow(x, 0.5);
        static double Fourth(double x) => Math.Pow(x, 4);
        static double Inverse(double x) => Math.Pow(x, -1);
        static double Any(double x, int n) => Math.Pow(x, n);
        static double Constant() => Math.Pow(10, 2);
        """);

    /// <summary>What is computed with an effect, or on some paths only, cannot be computed before, nor twice: a method does it, one for all.</summary>
    [Fact]
    public Task AMethod() => Rule.Fixes(
        """
        static double state;
        static double Next(double a) => state += a;
        public static double OfCall(double a)
        {
            state = 0;
            return state + [|Math.Pow(Next(a), 2)|] - state;
        }

        /// <summary>Guarded.</summary>
        public static bool Guarded(double[] x, int i) => i >= 0 && i < x.Length && [|Math.Pow(x[i], 2)|] > 1;   // more
        public static double Chosen(double[] x, int i) => i == 1 ? [|Math.Pow(x[0] - x[1], 3)|] : i == 2 ? [|Math.Pow(x.Length - i, 2)|] : 0;
        public static double OfFloat(float[] x) => x.Length > 0 ? [|MathF.Pow(x[0] * 2, 2)|] : 0;
        """,
        """
        static double state;
        static double Next(double a) => state += a;
        public static double OfCall(double a)
        {
            state = 0;
            return state + Square(Next(a)) - state;
        }

        private static double Square(double x) => x * x;

        /// <summary>Guarded.</summary>
        public static bool Guarded(double[] x, int i) => i >= 0 && i < x.Length && Square(x[i]) > 1;   // more
        public static double Chosen(double[] x, int i) => i == 1 ? Cube(x[0] - x[1]) : i == 2 ? Square(x.Length - i) : 0;

        private static double Cube(double x) => x * x * x;
        public static double OfFloat(float[] x) => x.Length > 0 ? Square1(x[0] * 2) : 0;

        private static float Square1(float x) => x * x;
        """,
        1e-7);

    /// <summary>Where no method can be added, what cannot be computed before is left to its author.</summary>
    [Fact]
    public Task WithoutAFix() => Rule.Verify(
        "if (args.Length > 1 && [|System.Math.Pow(args[1].Length - args.Length, 2)|] > 2) System.Console.WriteLine();\n",
        "if (args.Length > 1 && [|System.Math.Pow(args[1].Length - args.Length, 2)|] > 2) System.Console.WriteLine();\n",
        kind: Microsoft.CodeAnalysis.OutputKind.ConsoleApplication);

    [Fact]
    public Task TheLargestExponentIsAnOption() => Rule.Verify(
        "class D { double F(double x) => [|System.Math.Pow(x, 4)|]; double G(double x) => System.Math.Pow(x, 5); }",
        "class D { double F(double x) => x * x * x * x; double G(double x) => System.Math.Pow(x, 5); }",
        "dotnet_code_quality.TWD112.maximum_exponent = 4\n");
}
