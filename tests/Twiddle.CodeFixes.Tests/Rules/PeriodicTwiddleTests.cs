using Twiddle.CodeFixes.Tests.Harness;
using Rule = Twiddle.CodeFixes.Tests.Harness.RuleTest<Twiddle.Generator.Analyzers.Recomputation.PeriodicTwiddle, Twiddle.CodeFixes.PeriodicTwiddleFixer>;

namespace Twiddle.CodeFixes.Tests.Rules;

public class PeriodicTwiddleTests
{
    /// <summary>The angles of the original are up to 2π·32², and rounded as such. A root that should be 0 is not, on either side, so infinity may become NaN.</summary>
    private static readonly Tolerance Bound = new(1e-12, AnyNonFinite: true);

    [Fact]
    public Task ATable() => Rule.Fixes(
        """
        public static (double[] Re, double[] Im) Dft(double[] x)
        {
            int N = x.Length;
            var re = new double[N];
            var im = new double[N];
            for (int k = 0; k < N; k++)
                for (int n = 0; n < N; n++)
                {
                    re[k] += x[n] * [|Math.Cos(2 * Math.PI * k * n / N)|];
                    im[k] -= x[n] * [|Math.Sin(2 * Math.PI * k * n / N)|];
                }
            return (re, im);
        }

        public static double[] Dct(double[] x)
        {
            var y = new double[x.Length];
            for (int k = 0; k < y.Length; k++)
            {
                // Half samples.
                for (int n = 0; n < x.Length; n++)
                    y[k] += x[n] * [|Math.Cos((2 * n + 1) * k * Math.PI / (2 * x.Length))|];
            }
            return y;
        }
        """,
        """
        public static (double[] Re, double[] Im) Dft(double[] x)
        {
            int N = x.Length;
            var re = new double[N];
            var im = new double[N];
            var cosines = new double[N];
            for (int i = 0; i < cosines.Length; i++)
                cosines[i] = Math.Cos(2 * Math.PI * i / cosines.Length);
            var sines = new double[N];
            for (int i1 = 0; i1 < sines.Length; i1++)
                sines[i1] = Math.Sin(2 * Math.PI * i1 / sines.Length);
            for (int k = 0; k < N; k++)
                for (int n = 0; n < N; n++)
                {
                    re[k] += x[n] * cosines[(int)((long)k * n % cosines.Length)];
                    im[k] -= x[n] * sines[(int)((long)k * n % sines.Length)];
                }
            return (re, im);
        }

        public static double[] Dct(double[] x)
        {
            var y = new double[x.Length];
            var cosines = new double[4 * x.Length];
            for (int i = 0; i < cosines.Length; i++)
                cosines[i] = Math.Cos(2 * Math.PI * i / cosines.Length);
            for (int k = 0; k < y.Length; k++)
            {
                // Half samples.
                for (int n = 0; n < x.Length; n++)
                    y[k] += x[n] * cosines[(int)((long)(2 * n + 1) * k % cosines.Length)];
            }
            return y;
        }
        """,
        Bound);

    [Fact]
    public Task OfComplexRoots() => Rule.Fixes(
        """
        public static Complex[] Dft(Complex[] x)
        {
            var y = new Complex[x.Length];
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++)
                {
                    double angle = -2 * Math.PI * k / x.Length * n;
                    y[k] += x[n] * [|Complex.FromPolarCoordinates(1, angle)|] + [|Complex.Exp(new Complex(0, 2 * Math.PI * (k * n) / x.Length))|];
                }
            return y;
        }
        """,
        """
        public static Complex[] Dft(Complex[] x)
        {
            var y = new Complex[x.Length];
            var roots = new Complex[x.Length];
            for (int i = 0; i < roots.Length; i++)
                roots[i] = Complex.FromPolarCoordinates(1, -2 * global::System.Math.PI * i / roots.Length);
            var roots1 = new Complex[x.Length];
            for (int i1 = 0; i1 < roots1.Length; i1++)
                roots1[i1] = Complex.Exp(new Complex(0, 2 * Math.PI * i1 / roots1.Length));
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++)
                {
                    double angle = -2 * Math.PI * k / x.Length * n;
                    y[k] += x[n] * roots[(int)((long)k * n % roots.Length)] + roots1[(int)((long)k * n % roots1.Length)];
                }
            return y;
        }
        """,
        Bound);

    [Fact]
    public Task NotReported() => Rule.Reports(
        """
        static double F(double[] x, int size, double f)
        {
            double sum = 0;
            int N = x.Length;
            for (int k = 0; k < N; k++)
            {
                sum += Math.Cos(2 * Math.PI * k / N);
                for (int n = 0; n < N; n++)
                {
                    sum += Math.Cos(2 * Math.PI * k * n / size) + Math.Cos(2 * Math.PI * (k - n) * n / N);
                    sum += Math.Cos(2 * k * n / N) + Math.Cos(2 * Math.PI * k * n * f / N) + Math.Cos(3 * Math.PI * k * n / N);
                    sum += x[n] > 0 ? Math.Cos(2 * Math.PI * k * n / N) : 0;
                }
                for (int n = -5; n < N; n++) sum += Math.Cos(2 * Math.PI * k * n / N);
            }
            for (int k = 0; k < 4; k++)
                for (int n = 0; n < 4; n++) sum += Math.Cos(2 * Math.PI * k * n / N);
            for (int k = 0; k < N; k++)
                for (int n = 0; n < N; n++) { sum += Math.Cos(2 * Math.PI * k * n / N); N = x.Length - 1; }
            return sum;
        }
        """);
}
