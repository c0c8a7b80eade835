using Rule = Twiddle.CodeFixes.Tests.Harness.FixTest<Twiddle.Generator.Analyzers.Recomputation.NaiveTransform, Twiddle.CodeFixes.NaiveTransformFixer>;

namespace Twiddle.CodeFixes.Tests.Rules;

public class NaiveTransformTests
{
    private const string Before = """
        using System;
        using System.Numerics;
        using Twiddle;

        namespace Signals;

        /// <summary>Spectra.</summary>
        public static class Spectrum
        {
            /// <summary>The definition.</summary>
            public static Complex[] {|TWD101:NaiveDft|}(Complex[] x)
            {
                var y = new Complex[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
                return y;
            }

            public static double Power(Complex[] x) => NaiveDft(x)[0].Magnitude + nameof(NaiveDft).Length;
        }
        """;

    private const string After = """
        using System;
        using System.Numerics;
        using Twiddle;

        namespace Signals;

        /// <summary>Spectra.</summary>
        public static partial class Spectrum
        {
            /// <summary>The definition.</summary>
            [FastTransform]
            public static Complex[] NaiveDft(Complex[] x)
            {
                var y = new Complex[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
                return y;
            }

            public static double Power(Complex[] x) => NaiveDft(x)[0].Magnitude + nameof(NaiveDft).Length;
        }
        """;

    private const string OtherFile = "class D { object F(System.Numerics.Complex[] x) => Signals.Spectrum.NaiveDft(x); }";

    /// <summary>The generator is not run here: what it adds is missing, and the compiler says so where it is called.</summary>
    [Fact]
    public Task WithItsCalls() => new Rule
    {
        TestState = { Sources = { Before, OtherFile } },
        FixedState =
        {
            Sources = { After.Replace("=> NaiveDft(x)", "=> {|CS0103:FastDft|}(x)"), OtherFile.Replace("NaiveDft(x)", "{|CS0117:FastDft|}(x)") },
        },
        CodeActionEquivalenceKey = NaiveTransformFixer.DeriveAndCall,
    }.RunAsync();

    [Fact]
    public Task TheAttributeOnly() => new Rule
    {
        TestState = { Sources = { Before, OtherFile } },
        FixedState = { Sources = { After, OtherFile } },
        CodeActionEquivalenceKey = NaiveTransformFixer.Derive,
    }.RunAsync();

    private const string OtherLoops = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using Twiddle;

        static partial class C
        {
            static double[] {|TWD101:OfSequences|}(double[] x) =>
                Enumerable.Range(0, x.Length).Select(k => x.Select((v, n) => v * Math.Cos(Math.PI / x.Length * (n + 0.5) * k)).Sum()).ToArray();

            static double[] {|TWD101:InParallel|}(double[] x)
            {
                var y = new double[x.Length];
                Parallel.For(0, x.Length, k =>
                {
                    for (int n = 0; n < x.Length; n++) y[k] += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
                });
                return y;
            }

            static List<double> {|TWD101:OfLists|}(List<double> x)
            {
                var y = new List<double>();
                for (int k = 0; k < x.Count; k++)
                {
                    double sum = 0;
                    for (int n = 0; n < x.Count; n++) sum += x[n] * Math.Cos(2 * Math.PI * k * n / x.Count);
                    y.Add(sum);
                }
                return y;
            }

            static int Count(List<int> x) => x.Where(v => v > 3).Select(v => v * 2).Sum();
            static double[] Scaled(double[] x) => x.Select(v => v * 2).Where(v => v > x.Max(w => w / 2)).ToArray();
            static int[] Histogram(int[] x) { var y = new int[9]; foreach (var v in x) for (int i = 0; i < y.Length; i++) if (v == i) y[i]++; return y; }
        }
        """;

    /// <summary>Lambdas and LINQ are loops, too.</summary>
    [Fact]
    public Task WithoutNestsOfStatements() => new Rule
    {
        TestCode = OtherLoops,
        FixedCode = OtherLoops
            .Replace("static double[] {|TWD101:", "[FastTransform]\n    static double[] {|TWD101:").Replace("static List<double> {|TWD101:", "[FastTransform]\n    static List<double> {|TWD101:")
            .Replace("{|TWD101:", "").Replace("|}", ""),
        CodeActionEquivalenceKey = NaiveTransformFixer.Derive,
    }.RunAsync();

    /// <summary>Reads like a transform; and is none, or one without a fast algorithm.</summary>
    [Fact]
    public Task NotReported() => new Rule
    {
        TestCode = """
            using System;
            using Twiddle;

            class C
            {
                static double[] Random(double[] x) { var r = new Random(1); for (int i = 0; i < 4; i++) for (int k = 0; k < 4; k++) x[k] += r.NextDouble(); return x; }
                static double[] Squares(double[] x)
                {
                    var y = new double[x.Length];
                    for (int k = 0; k < x.Length; k++)
                        for (int n = 0; n < x.Length; n++) y[k] += x[n] * x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
                    return y;
                }
                static double[] Dense(double[] x)
                {
                    var y = new double[x.Length];
                    for (int k = 0; k < x.Length; k++)
                        for (int n = 0; n < x.Length; n++) y[k] += x[n] * Math.Sqrt(k * k * k + 7 * n * n + n + 3);
                    return y;
                }
                static double[] Reversed(double[] x)
                {
                    var y = new double[x.Length];
                    for (int k = 0; k < x.Length; k++)
                        for (int n = 0; n < x.Length; n++) if (n == x.Length - 1 - k) y[k] += x[n];
                    return y;
                }
                static void Sort(double[] x)
                {
                    for (int i = 0; i < x.Length; i++)
                        for (int j = i + 1; j < x.Length; j++) if (x[j] < x[i]) (x[i], x[j]) = (x[j], x[i]);
                }
                static double[] Multiply(double[] a, double[] b)
                {
                    var y = new double[a.Length];
                    for (int i = 0; i < a.Length; i++)
                        for (int j = 0; j <= i; j++) y[i] += a[j] * b[i - j];
                    return y;
                }
            }
            """,
    }.RunAsync();
}
