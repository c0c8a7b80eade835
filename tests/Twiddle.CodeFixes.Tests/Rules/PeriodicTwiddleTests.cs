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
            for (int i = 0; i < sines.Length; i++)
                sines[i] = Math.Sin(2 * Math.PI * i / sines.Length);
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
                roots[i] = Complex.FromPolarCoordinates(1, -2 * Math.PI * i / roots.Length);
            var roots1 = new Complex[x.Length];
            for (int i = 0; i < roots1.Length; i++)
                roots1[i] = Complex.Exp(new Complex(0, 2 * Math.PI * i / roots1.Length));
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++)
                {
                    y[k] += x[n] * roots[(int)((long)k * n % roots.Length)] + roots1[(int)((long)k * n % roots1.Length)];
                }
            return y;
        }
        """,
        Bound);

    [Fact]
    public Task OfConstantLengths() => Rule.Fixes(
        """
        const int Frame = 16;

        public static double[] Real(double[] x)
        {
            var y = new double[Frame];
            if (x.Length < Frame) return y;
            for (int k = 0; k < Frame; k++)
                for (int n = 0; n < Frame; n++)
                    y[k] += x[n] * [|Math.Cos(2 * Math.PI * k * n / Frame)|];
            for (int k = 0; k < 12; k++)
                for (int n = 0; n < 12; n++)
                    y[k] += x[n] * [|Math.Cos(Math.PI / 12 * k * n)|];
            return y;
        }
        """,
        """
        const int Frame = 16;

        public static double[] Real(double[] x)
        {
            var y = new double[Frame];
            if (x.Length < Frame) return y;
            var cosines = new double[Frame];
            for (int i = 0; i < cosines.Length; i++)
                cosines[i] = Math.Cos(2 * Math.PI * i / cosines.Length);
            for (int k = 0; k < Frame; k++)
                for (int n = 0; n < Frame; n++)
                    y[k] += x[n] * cosines[(int)((long)k * n % cosines.Length)];
            var cosines1 = new double[2 * 12];
            for (int i = 0; i < cosines1.Length; i++)
                cosines1[i] = Math.Cos(2 * Math.PI * i / cosines1.Length);
            for (int k = 0; k < 12; k++)
                for (int n = 0; n < 12; n++)
                    y[k] += x[n] * cosines1[(int)((long)k * n % cosines1.Length)];
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
