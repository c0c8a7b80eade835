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
            [FastTransform(1024)]
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
