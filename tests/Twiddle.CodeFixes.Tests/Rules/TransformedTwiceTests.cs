using Twiddle.CodeFixes.Tests.Harness;
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

    /// <summary>In arguments, returns, assignments and expression bodies; and where the first result is in no variable yet.</summary>
    [Fact]
    public Task Anywhere() => Rule.Fixes(
        Sums + """
        static double Total(double[] y, int first)
        {
            double total = 0;
            for (int i = first; i < y.Length; i++) total += y[i];
            return total;
        }
        public static double Ratio(double[] x) => Total(Sums(x, 0.1), 0) / (1 + [|Sums(x, 0.1)|].Max());   // short
        public static double[] Returned(double[] x)
        {
            var a = Sums(x, 0.1);
            double[] c = null;
            if (x.Length > 3) c = [|Sums(x, 0.1)|];
            if (a.Length > 2 && c != null) Console.Write("");
            foreach (var value in [|Sums(x, 0.1)|]) if (value > 100) return null;
            return [|Sums(x, 0.1)|];
        }
        public static double InLoops(double[] x)
        {
            double sum = Sums(x, 0.2).Length;
            for (int k = 0; k < x.Length; k++) sum += [|Sums(x, 0.2)|][k] * k;
            return sum;
        }
        """.Replace(" && c != null", ""),
        Sums + """
        static double Total(double[] y, int first)
        {
            double total = 0;
            for (int i = first; i < y.Length; i++) total += y[i];
            return total;
        }
        public static double Ratio(double[] x)
        {
            var sums = Sums(x, 0.1);
            return Total(sums, 0) / (1 + sums.Max());
        }   // short
        public static double[] Returned(double[] x)
        {
            var a = Sums(x, 0.1);
            double[] c = null;
            if (x.Length > 3) c = a;
            if (a.Length > 2) Console.Write("");
            foreach (var value in a) if (value > 100) return null;
            return a;
        }
        public static double InLoops(double[] x)
        {
            var sums = Sums(x, 0.2);
            double sum = sums.Length;
            for (int k = 0; k < x.Length; k++) sum += sums[k] * k;
            return sum;
        }
        """);

    private const string Fourier = """
        static Complex[] Dft(Complex[] x)
        {
            var y = new Complex[x.Length];
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++) y[k] += x[n] * Complex.Exp(new Complex(0, -2 * Math.PI * k * n / x.Length));
            return y;
        }
        static Complex[] Inverse(Complex[] x)
        {
            var y = new Complex[x.Length];
            for (int k = 0; k < x.Length; k++)
            {
                for (int n = 0; n < x.Length; n++) y[k] += x[n] * Complex.Exp(new Complex(0, 2 * Math.PI * k * n / x.Length));
                y[k] /= x.Length;
            }
            return y;
        }
        static Complex[] Turn(Complex[] x, bool back)
        {
            var y = new Complex[x.Length];
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++) y[k] += x[n] * Complex.Exp(new Complex(0, (back ? 2 : -2) * Math.PI * k * n / x.Length));
            return y;
        }
        static double[] Hartley(double[] x)
        {
            var y = new double[x.Length];
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++) y[k] += x[n] * (Math.Cos(2 * Math.PI * k * n / x.Length) + Math.Sin(2 * Math.PI * k * n / x.Length));
            return y;
        }
        static double[] Cosines(double[] x)
        {
            var y = new double[x.Length];
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++) y[k] += x[n] * Math.Cos(Math.PI * (2 * n + 1) * k / (2.0 * x.Length));
            return y;
        }

        """;

    /// <summary>A copy of the data; what is told apart from them only by rounding. The data here are finite: a NaN would spread by the transforms, and does not by the copy.</summary>
    [Fact]
    public Task ThereAndBack() => Rule.Fixes(
        Fourier + """
        public static Complex[] Both(int[] data)
        {
            var x = data.Select(value => new Complex(value % 100, value % 7)).ToArray();
            return [|Inverse(Dft(x))|];
        }
        public static Complex InTwo(int[] data)
        {
            var x = data.Select(value => new Complex(value % 100, value % 7)).ToArray();
            var spectrum = Dft(x);
            Complex[] y = [|Inverse(spectrum)|];
            y[0] += 3;
            return y[0] + x[0];
        }
        public static Complex[] Scaled(int[] data)
        {
            var x = data.Select(value => new Complex(value % 100, value % 7)).ToArray();
            var spectrum = Turn(x, false);
            double loudest = spectrum.Max(value => value.Magnitude);
            var y = [|Turn(spectrum, true)|];
            return loudest > 1e9 ? null : y;
        }
        public static double[] Itself(int[] data)
        {
            var x = data.Select(value => value % 100 * 0.5).ToArray();
            return [|Hartley(Hartley(x))|];
        }
        """,
        Fourier + """
        public static Complex[] Both(int[] data)
        {
            var x = data.Select(value => new Complex(value % 100, value % 7)).ToArray();
            return (Complex[])x.Clone();
        }
        public static Complex InTwo(int[] data)
        {
            var x = data.Select(value => new Complex(value % 100, value % 7)).ToArray();
            Complex[] y = (Complex[])x.Clone();
            y[0] += 3;
            return y[0] + x[0];
        }
        public static Complex[] Scaled(int[] data)
        {
            var x = data.Select(value => new Complex(value % 100, value % 7)).ToArray();
            var spectrum = Turn(x, false);
            double loudest = spectrum.Max(value => value.Magnitude);
            var y = Array.ConvertAll(x, value => value * x.Length);
            return loudest > 1e9 ? null : y;
        }
        public static double[] Itself(int[] data)
        {
            var x = data.Select(value => value % 100 * 0.5).ToArray();
            return Array.ConvertAll(x, value => value * x.Length);
        }
        """,
        new Tolerance(1e-12));

    /// <summary>Something happens between, or the second does not undo the first.</summary>
    [Fact]
    public Task NotThereAndBack() => Rule.Reports(
        Fourier + """
        static Complex[] Filtered(Complex[] x) { var y = Dft(x); y[0] = 0; return Inverse(y); }
        static Complex[] Twice(Complex[] x) => Dft(Dft(x));
        static double[] Other(double[] x) => Cosines(Hartley(x));
        static double[] Again(double[] x) => Cosines(Cosines(x));
        static Complex[] SameWay(Complex[] x) => Turn(Turn(x, true), true);
        static Complex[] Later(Complex[] x) { var y = Dft(x); x[0] = 1; return Inverse(y); }
        static Complex[] Handed(Complex[] x) { var y = Dft(x); Change(y); return Inverse(y); }
        static void Change(Complex[] y) { y[1] *= 2; }
        static Complex Repeated(Complex[] x)
        {
            Complex sum = 0;
            var y = Dft(x);
            for (int i = 0; i < 3; i++) { sum += Inverse(y)[i]; y[i] *= 2; }
            return sum;
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
        static double[] Kept;
        static double[] First(double[] y) { y[0]++; return y; }
        static double Keep(double[] y) { Kept = y; return y[0]; }
        static double Given(double[] x) => Keep(Sums(x, 1)) + Keep(Sums(x, 1));
        static double Modified(double[] x) => First(Sums(x, 1))[0] + First(Sums(x, 1))[0];
        static object Pair(double[] x) => (Sums(x, 1), Sums(x, 1));
        static double Branches(double[] x, bool which) { if (which) return Sums(x, 1)[0]; return Sums(x, 1)[1]; }
        static double Assigned(double[] x, double[] z) { var a = Sums(x, 1); a = Sums(z, 1); return a[0] + Sums(x, 1)[0]; }
        static double Loop(double[] x)
        {
            double sum = Sums(x, 1)[0];
            for (int i = 0; i < 3; i++) { sum += Sums(x, 1)[i]; x[i] = 0; }
            return sum;
        }
        static double Effect(double[] x) => (x[0] = 2) + Sums(x, 1)[0] + Sums(x, 1)[1];
        static double Same(double[] x) { var a = Itself(x); var b = Itself(x); return a[0] + b[0]; }
        """);
}
