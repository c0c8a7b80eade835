using Twiddle.CodeFixes.Tests.Harness;
using Rule = Twiddle.CodeFixes.Tests.Harness.FixTest<Twiddle.Generator.Analyzers.Recomputation.NaiveTransform, Twiddle.CodeFixes.NaiveTransformFixer>;

namespace Twiddle.CodeFixes.Tests.Rules;

/// <summary>A nest of loops in a method that does more: it becomes a method of its own, which has the attribute.</summary>
public class NaiveTransformNestTests
{
    [Fact]
    public Task WithNewArraysThatItReturns() => Fixes(
        """
        public static double Loudest(double[] data)
        {
            var x = new double[data.Length];
            for (int i = 0; i < x.Length; i++) x[i] = Math.Round(data[i]);

            // The spectrum.
            int n = x.Length;
            var re = new double[n];
            var im = new double[n];   // imaginary
            {|TWD101:for (int k = 0; k < n; k++)|}
                for (int j = 0; j < n; j++)
                {
                    re[k] += x[j] * Math.Cos(2 * Math.PI * k * j / n);
                    im[k] -= x[j] * Math.Sin(2 * Math.PI * k * j / n);
                }

            double loudest = 0;
            for (int k = 0; k < x.Length; k++) loudest = Math.Max(loudest, re[k] * re[k] + im[k] * im[k]);
            return loudest;
        }
        """,
        """
        public static double Loudest(double[] data)
        {
            var x = new double[data.Length];
            for (int i = 0; i < x.Length; i++) x[i] = Math.Round(data[i]);

            var (re, im) = LoudestTransform(x);

            double loudest = 0;
            for (int k = 0; k < x.Length; k++) loudest = Math.Max(loudest, re[k] * re[k] + im[k] * im[k]);
            return loudest;
        }

        [FastTransform]
        private static (double[] re, double[] im) LoudestTransform(double[] x)
        {
            // The spectrum.
            int n = x.Length;
            var re = new double[n];
            var im = new double[n];   // imaginary
            for (int k = 0; k < n; k++)
                for (int j = 0; j < n; j++)
                {
                    re[k] += x[j] * Math.Cos(2 * Math.PI * k * j / n);
                    im[k] -= x[j] * Math.Sin(2 * Math.PI * k * j / n);
                }
            return (re, im);
        }
        """);

    /// <summary>A length that is needed elsewhere too is defined in both methods; an array that is used before is handed over.</summary>
    [Fact]
    public Task InALoopOverFrames() => Fixes(
        """
        public static double Frames(double[] x)
        {
            double loudest = 0;
            var frame = new Complex[32];
            var bins = new Complex[32];
            for (int start = 0; start + 32 <= x.Length; start += 16)
            {
                for (int i = 0; i < 32; i++) frame[i] = x[start + i];
                {|TWD101:for (int k = 0; k < 32; k++)|}
                {
                    Complex sum = 0;
                    for (int i = 0; i < 32; i++)
                        sum += frame[i] * Complex.Exp(new Complex(0, -2 * Math.PI * k * i / 32));
                    bins[k] = sum;
                }
                foreach (var bin in bins) loudest = Math.Max(loudest, bin.Magnitude);
            }
            return loudest;
        }
        """,
        """
        public static double Frames(double[] x)
        {
            double loudest = 0;
            var frame = new Complex[32];
            var bins = new Complex[32];
            for (int start = 0; start + 32 <= x.Length; start += 16)
            {
                for (int i = 0; i < 32; i++) frame[i] = x[start + i];
                FramesTransform(frame, bins);
                foreach (var bin in bins) loudest = Math.Max(loudest, bin.Magnitude);
            }
            return loudest;
        }

        [FastTransform(32)]
        private static void FramesTransform(Complex[] frame, Complex[] bins)
        {
            for (int k = 0; k < 32; k++)
            {
                Complex sum = 0;
                for (int i = 0; i < 32; i++)
                    sum += frame[i] * Complex.Exp(new Complex(0, -2 * Math.PI * k * i / 32));
                bins[k] = sum;
            }
        }
        """);

    [Fact]
    public Task WithOneArrayAndALengthUsedElsewhere() => Fixes(
        """
        public static string Describe(double[] x)
        {
            int n = x.Length;
            Console.Write("");
            double[] y = new double[n];
            {|TWD101:for (int k = 0; k < n; k++)|}
            {
                double sum = 0;
                for (int j = 0; j < n; j++)
                    sum += x[j] * Math.Cos(Math.PI / n * (j + 0.5) * k);
                y[k] = sum;
            }
            return n + ":" + string.Join(" ", y);
        }
        """,
        """
        public static string Describe(double[] x)
        {
            int n = x.Length;
            Console.Write("");
            double[] y = DescribeTransform(x);
            return n + ":" + string.Join(" ", y);
        }

        [FastTransform]
        private static double[] DescribeTransform(double[] x)
        {
            int n = x.Length;
            double[] y = new double[n];
            for (int k = 0; k < n; k++)
            {
                double sum = 0;
                for (int j = 0; j < n; j++)
                    sum += x[j] * Math.Cos(Math.PI / n * (j + 0.5) * k);
                y[k] = sum;
            }
            return y;
        }
        """);

    /// <summary>Both actions at once: the new method is called by its fast sibling's name.</summary>
    [Fact]
    public Task AndItsCall()
    {
        const string Before = """
            static string F(double[] x)
            {
                var y = new double[x.Length];
                {|TWD101:for (int k = 0; k < x.Length; k++)|}
                    for (int j = 0; j < x.Length; j++)
                        y[k] += x[j] * (Math.Cos(2 * Math.PI * k * j / x.Length) + Math.Sin(2 * Math.PI * k * j / x.Length));
                return string.Join(" ", y);
            }
            """;
        const string After = """
            static string F(double[] x)
            {
                var y = {|CS0103:FastFTransform|}(x);
                return string.Join(" ", y);
            }

            [FastTransform]
            private static double[] FTransform(double[] x)
            {
                var y = new double[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int j = 0; j < x.Length; j++)
                        y[k] += x[j] * (Math.Cos(2 * Math.PI * k * j / x.Length) + Math.Sin(2 * Math.PI * k * j / x.Length));
                return y;
            }
            """;
        return new Rule { TestCode = Class(Before), FixedCode = Class(After).Replace("static class", "static partial class"), CodeActionEquivalenceKey = NaiveTransformFixer.DeriveAndCall }.RunAsync();
    }

    /// <summary>Reported, and left to its author: a part of the nest ends the method, the counters are declared elsewhere, or a length is no number that a method could tell.</summary>
    [Fact]
    public Task NotReported() => new Rule
    {
        TestCode = Class("""
            static double Leaves(double[] x)
            {
                var y = new double[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                    {
                        if (n > 1000) return n;
                        y[k] += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
                    }
                return y[0] + 1;
            }
            static double Squares(double[] x)
            {
                var y = new double[x.Length];
                Console.WriteLine();
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++) y[k] += x[n] * x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
                return y[0] + 1;
            }
            static double Captured(double[] x)
            {
                var y = new double[x.Length];
                Action reset = () => x = new double[8];
                reset();
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++) y[k] += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
                return y[0] + 1;
            }
            static double Told(double[] x)
            {
                var y = new double[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++) { y[k] += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length); Console.WriteLine(n); }
                return y[0] + 1;
            }
            static double Total(int[] x)
            {
                double sum = 0;
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++) sum += x[n];
                return sum;
            }
            [FastTransform(8)]
            static double Already(double[] x)
            {
                var y = new double[x.Length];
                Console.WriteLine();
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++) y[k] += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
                return y[0] + 1;
            }
            """),
    }.RunAsync();

    [Fact]
    public Task WithoutAFix() => new Rule
    {
        TestCode = Class("""
            static double Counters(double[] x)
            {
                int k, n;
                Console.WriteLine();
                var y = new double[x.Length];
                {|TWD101:for (k = 0; k < x.Length; k++)|}
                    for (n = 0; n < x.Length; n++) y[k] += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
                return y[0] + 1;
            }
            """),
    }.RunAsync();

    /// <summary>The naive method is still called, and gives the same bits.</summary>
    private static async Task Fixes(string before, string after)
    {
        await new Rule
        {
            TestCode = Class(before), FixedCode = Class(after).Replace("static class", "static partial class"), CodeActionEquivalenceKey = NaiveTransformFixer.Derive,
        }.RunAsync();
        MethodComparison.Run(
            Class(before).Replace("{|TWD101:", "").Replace("|}", ""), System.Text.RegularExpressions.Regex.Replace(Class(after), @"\[FastTransform[^\]]*\]", ""), FrameworkReferences.All, default);
    }

    private static string Class(string members) =>
        "using System; using System.Numerics; using Twiddle;\nstatic class C\n{\n" + string.Join("\n", members.Split('\n').Select(line => line.Length == 0 ? line : "    " + line)) + "\n}\n";
}
