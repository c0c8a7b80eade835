using Twiddle.CodeFixes.Tests.Harness;
using Rule = Twiddle.CodeFixes.Tests.Harness.RuleTest<Twiddle.Generator.Analyzers.Recomputation.ConjugateHalf, Twiddle.CodeFixes.ConjugateHalfFixer>;

namespace Twiddle.CodeFixes.Tests.Rules;

/// <summary>The input goes through a square root or a product with data in most of these: what is linear is a transform as a whole, and TWD101 says more.</summary>
public class ConjugateHalfTests
{
    private static readonly Tolerance Rounding = new(1e-11, AnyNonFinite: true);

    [Fact]
    public Task WithSumsApart() => Rule.Fixes(
        """
        public static Complex[] Spectrum(double[] x, double[] window)
        {
            if (window.Length < x.Length) return null;
            var bins = new Complex[x.Length];
            for (int k = 0; [|k < x.Length|]; k++)
            {
                double re = 0, im = 0;
                for (int n = 0; n < x.Length; n++)
                {
                    double angle = 2 * Math.PI * k * n / x.Length;
                    re += x[n] * window[n] * Math.Cos(angle);
                    im -= x[n] * window[n] * Math.Sin(angle);
                }
                bins[k] = new Complex(re, im);
            }
            return bins;
        }
        """,
        """
        public static Complex[] Spectrum(double[] x, double[] window)
        {
            if (window.Length < x.Length) return null;
            var bins = new Complex[x.Length];
            for (int k = 0; k < x.Length && k <= x.Length / 2; k++)
            {
                double re = 0, im = 0;
                for (int n = 0; n < x.Length; n++)
                {
                    double angle = 2 * Math.PI * k * n / x.Length;
                    re += x[n] * window[n] * Math.Cos(angle);
                    im -= x[n] * window[n] * Math.Sin(angle);
                }
                bins[k] = new Complex(re, im);
            }
            for (int k = x.Length / 2 + 1; k < x.Length; k++)
                bins[k] = Complex.Conjugate(bins[x.Length - k]);
            return bins;
        }
        """, Rounding);

    [Fact]
    public Task WithComplexTermsAndAConstantLength() => Rule.Fixes(
        """
        public static Complex[] Spectrum(double a, double b)
        {
            var bins = new Complex[15];
            for (var k = 0; [|k < 15|]; k++)
                for (var n = 0; n < 15; n++)
                    bins[k] += Math.Sqrt(a * a + n * b * b) * Complex.Exp(new Complex(0, -2 * Math.PI * k * n / 15));
            return bins;
        }
        """,
        """
        public static Complex[] Spectrum(double a, double b)
        {
            var bins = new Complex[15];
            for (var k = 0; k <= 15 / 2; k++)
                for (var n = 0; n < 15; n++)
                    bins[k] += Math.Sqrt(a * a + n * b * b) * Complex.Exp(new Complex(0, -2 * Math.PI * k * n / 15));
            for (var k = 15 / 2 + 1; k < 15; k++)
                bins[k] = Complex.Conjugate(bins[15 - k]);
            return bins;
        }
        """, Rounding);

    [Fact]
    public Task WithSeparatePartsAndWhatIsMadeOfThem() => Rule.Fixes(
        """
        public static double[][] Parts(double[] x)
        {
            int size = x.Length;
            var re = new double[size];
            var im = new double[size];
            var magnitude = new double[size];
            for (int k = 0; [|k < size|]; k++)
            {
                for (int n = 0; n < size; n++)
                {
                    re[k] += x[n] * x[n] * Math.Cos(2 * Math.PI / size * k * n);
                    im[k] += x[n] * x[n] * Math.Sin(2 * Math.PI / size * k * n);
                }
                magnitude[k] = Math.Sqrt(re[k] * re[k] + im[k] * im[k]);
            }
            return new[] { re, im, magnitude };
        }
        """,
        """
        public static double[][] Parts(double[] x)
        {
            int size = x.Length;
            var re = new double[size];
            var im = new double[size];
            var magnitude = new double[size];
            for (int k = 0; k < size && k <= size / 2; k++)
            {
                for (int n = 0; n < size; n++)
                {
                    re[k] += x[n] * x[n] * Math.Cos(2 * Math.PI / size * k * n);
                    im[k] += x[n] * x[n] * Math.Sin(2 * Math.PI / size * k * n);
                }
                magnitude[k] = Math.Sqrt(re[k] * re[k] + im[k] * im[k]);
            }
            for (int k = size / 2 + 1; k < size; k++)
            {
                re[k] = re[size - k];
                im[k] = -im[size - k];
                magnitude[k] = magnitude[size - k];
            }
            return new[] { re, im, magnitude };
        }
        """, Rounding);

    [Fact]
    public Task TheMirrorIsLeftOutWhereNobodyLooks() => Rule.Fixes(
        """
        public static double Energy(double[] x)
        {
            var power = new double[x.Length];
            for (int k = 0; [|k < x.Length|]; k++)
            {
                Complex bin = Complex.Zero;
                for (int n = 0; n < x.Length; n++) bin += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
                power[k] = bin.Magnitude;
            }
            var sum = 0.0;
            for (int k = 0; k < power.Length / 2 + 1; k++) sum += k * power[k];
            return sum;
        }
        """,
        """
        public static double Energy(double[] x)
        {
            var power = new double[x.Length];
            for (int k = 0; k < x.Length && k <= x.Length / 2; k++)
            {
                Complex bin = Complex.Zero;
                for (int n = 0; n < x.Length; n++) bin += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
                power[k] = bin.Magnitude;
            }
            var sum = 0.0;
            for (int k = 0; k < power.Length / 2 + 1; k++) sum += k * power[k];
            return sum;
        }
        """, Rounding);

    /// <summary>Near-misses: each is one of the above but for what its name says.</summary>
    [Theory]
    [InlineData("a complex input", "static Complex[] F(double[] w, Complex[] x)", "new Complex[x.Length]", "y[k] += w[n] * x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);")]
    [InlineData("half a turn for each bin", "static Complex[] F(double[] w, double[] x)", "new Complex[x.Length]", "y[k] += w[n] * x[n] * Complex.FromPolarCoordinates(1, -Math.PI * k * n / x.Length);")]
    [InlineData("shifted bins", "static Complex[] F(double[] w, double[] x)", "new Complex[x.Length]", "y[k] += w[n] * x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * (2 * k + 1) * n / x.Length);")]
    [InlineData("another length", "static Complex[] F(double[] w, double[] x)", "new Complex[x.Length]", "y[k] += w[n] * x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / w.Length);")]
    [InlineData("sine and cosine together", "static double[] F(double[] w, double[] x)", "new double[x.Length]", "y[k] += w[n] * x[n] * (Math.Cos(2 * Math.PI * k * n / x.Length) + Math.Sin(2 * Math.PI * k * n / x.Length));")]
    [InlineData("the index itself", "static double[] F(double[] w, double[] x)", "new double[x.Length]", "y[k] += w[n] * k * Math.Cos(2 * Math.PI * k * n / x.Length);")]
    [InlineData("the square of the index", "static double[] F(double[] w, double[] x)", "new double[x.Length]", "y[k] += w[n] * x[n] * Math.Cos(2 * Math.PI * k * k * n / x.Length);")]
    [InlineData("data at the index", "static double[] F(double[] w, double[] x)", "new double[x.Length]", "y[k] += w[k] * x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);")]
    [InlineData("other elements", "static double[] F(double[] w, double[] x)", "new double[x.Length]", "y[n] += w[n] * x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);")]
    [InlineData("a call with effects", "static double[] F(double[] w, double[] x)", "new double[x.Length]", "y[k] += new Random(n).NextDouble() * x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);")]
    [InlineData("an array that was there before", "static double[] F(double[] w, double[] x)", "w", "y[k] += x[n] * x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);")]
    [InlineData("a longer array", "static double[] F(double[] w, double[] x)", "new double[x.Length + 1]", "y[k] += w[n] * x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);")]
    [InlineData("a limit that depends on the index", "static double[] F(double[] w, double[] x)", "new double[x.Length]", "for (int m = 0; m < k; m++) y[k] += w[n] * x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);")]
    [InlineData("nothing that turns", "static double[] F(double[] w, double[] x)", "new double[x.Length]", "y[k] += w[n] * x[n];")]
    public Task NotOf(string what, string signature, string array, string term) => Rule.Reports(
        $$"""
        // {{what}}
        public {{signature}}
        {
            var y = {{array}};
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++)
                    {{term}}
            return y;
        }
        """);

    [Fact]
    public Task NotWhereTheWholeMethodIsATransform() => Rule.Reports(
        """
        public static Complex[] Spectrum(double[] x)
        {
            var bins = new Complex[x.Length];
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++)
                    bins[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
            return bins;
        }
        """);

    /// <summary>Filled before the loop, the array holds more than the sums.</summary>
    [Fact]
    public Task NotIntoWhatIsThereBefore() => Rule.Reports(
        """
        public static Complex[] Spectrum(double[] x, Complex[] start)
        {
            var bins = new Complex[x.Length];
            for (int k = 0; k < x.Length; k++) bins[k] = start[k];
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++)
                    bins[k] += x[n] * x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
            return bins;
        }
        """);
}
