using Rule = Twiddle.CodeFixes.Tests.Harness.RuleTest<Twiddle.Generator.Analyzers.Recomputation.AllocationInTransform, Twiddle.CodeFixes.AllocationInTransformFixer>;

namespace Twiddle.CodeFixes.Tests.Rules;

public class AllocationInTransformTests
{
    [Fact]
    public Task OnTheStack() => Rule.Fixes(
        """
        public static void Butterflies(double[] x)
        {
            // Scratch.
            var t = new double[8];
            Complex[] z = new Complex[2];
            for (int i = 0; i < t.Length; i++)
            {
                t[i] += x[i];
                z[i & 1] += t[i];
            }
            for (int i = 0; i < 8; i++) x[i] = t[7 - i] + z[1].Real;
        }
        """.Replace("var t = new double[8]", "var t = [|new double[8]|]").Replace("= new Complex[2]", "= [|new Complex[2]|]"),
        """
        public static void Butterflies(double[] x)
        {
            // Scratch.
            Span<double> t = stackalloc double[8];
            Span<Complex> z = stackalloc Complex[2];
            for (int i = 0; i < t.Length; i++)
            {
                t[i] += x[i];
                z[i & 1] += t[i];
            }
            for (int i = 0; i < 8; i++) x[i] = t[7 - i] + z[1].Real;
        }
        """);

    [Fact]
    public Task NotReported() => Rule.Reports(
        """
        static double[] kept = new double[8];
        static double[] Returned(double[] x) { var t = new double[8]; for (int i = 0; i < 8; i++) t[i] = x[i]; return t; }
        static void Stored(double[] x) { var t = new double[8]; for (int i = 0; i < 8; i++) t[i] = x[i]; kept = t; }
        static void Passed(double[] x) { var t = new double[8]; for (int i = 0; i < 8; i++) t[i] = x[i]; Array.Reverse(t); }
        static void Captured(double[] x) { var t = new double[8]; for (int i = 0; i < 8; i++) { Action a = () => t[0] = 1; a(); } }
        static void Open(double[] x, int n) { var t = new double[n]; for (int i = 0; i < 8; i++) t[i] = x[i]; }
        static void Large(double[] x) { var t = new double[1000]; for (int i = 0; i < 8; i++) t[i] = x[i]; }
        static void InLoop(double[] x) { for (int i = 0; i < 8; i++) { var t = new double[8]; for (int j = 0; j < 8; j++) t[j] = x[i]; } }
        static IEnumerable<double> Iterator(double[] x) { var t = new double[8]; for (int i = 0; i < 8; i++) { t[i] = x[i]; yield return t[i]; } }
        static void Objects(object[] x) { var t = new object[8]; for (int i = 0; i < 8; i++) t[i] = x[i]; }
        static void Recursive(double[] x) { var t = new double[8]; for (int i = 0; i < 8; i++) t[i] = x[i]; if (t[0] > 0) Recursive(x); }
        static double WithoutLoop(double x) { var t = new double[8]; t[0] = x; return t[1]; }
        static void Reassigned(double[] x) { var t = new double[8]; for (int i = 0; i < 8; i++) t = x; }
        static void LongIndex(double[] x) { var t = new double[8]; for (long i = 0; i < 8; i++) t[i] = x[i]; }
        """);
}
