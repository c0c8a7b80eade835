using Rule = Twiddle.CodeFixes.Tests.Harness.FixTest<Twiddle.Generator.Analyzers.Recomputation.DirectConvolution, Twiddle.CodeFixes.DirectConvolutionFixer>;

namespace Twiddle.CodeFixes.Tests.Rules;

public class DirectConvolutionTests
{
    private const string Before = """
        using System;
        using Twiddle;

        namespace Signals;

        /// <summary>Filters.</summary>
        public static class Filters
        {
            /// <summary>The definition.</summary>
            public static double[] {|TWD110:Convolve|}(double[] x, double[] h)
            {
                var y = new double[x.Length + h.Length - 1];
                for (int i = 0; i < x.Length; i++)
                    for (int j = 0; j < h.Length; j++)
                        y[i + j] += x[i] * h[j];
                return y;
            }

            public static double Last(double[] x) => Convolve(x, x)[^1] + nameof(Convolve).Length;
        }
        """;

    private const string After = """
        using System;
        using Twiddle;

        namespace Signals;

        /// <summary>Filters.</summary>
        public static partial class Filters
        {
            /// <summary>The definition.</summary>
            [FastTransform]
            public static double[] Convolve(double[] x, double[] h)
            {
                var y = new double[x.Length + h.Length - 1];
                for (int i = 0; i < x.Length; i++)
                    for (int j = 0; j < h.Length; j++)
                        y[i + j] += x[i] * h[j];
                return y;
            }

            public static double Last(double[] x) => Convolve(x, x)[^1] + nameof(Convolve).Length;
        }
        """;

    private const string OtherFile = "class D { object F(double[] x) => Signals.Filters.Convolve(x, new double[9]); }";

    /// <summary>The generator is not run here: what it adds is missing, and the compiler says so where it is called.</summary>
    [Fact]
    public Task WithItsCalls() => new Rule
    {
        TestState = { Sources = { Before, OtherFile } },
        FixedState =
        {
            Sources = { After.Replace("=> Convolve(x, x)", "=> {|CS0103:FastConvolve|}(x, x)"), OtherFile.Replace("Convolve(", "{|CS0117:FastConvolve|}(") },
        },
        CodeActionEquivalenceKey = DirectConvolutionFixer.DeriveAndCall,
    }.RunAsync();

    [Fact]
    public Task TheAttributeOnly() => new Rule
    {
        TestState = { Sources = { Before, OtherFile } },
        FixedState = { Sources = { After, OtherFile } },
        CodeActionEquivalenceKey = DirectConvolutionFixer.Derive,
    }.RunAsync();

    /// <summary>Every kind of convolution and correlation that is read, whatever its loops look like.</summary>
    [Fact]
    public Task Reported() => new Rule
    {
        TestCode = """
            using System;
            using System.Numerics;
            using Twiddle;

            partial class C
            {
                static void {|TWD110:Filter|}(ReadOnlySpan<float> x, ReadOnlySpan<float> taps, Span<float> y)
                {
                    for (int n = 0; n < y.Length; n++)
                    {
                        float sum = 0;
                        for (int k = 0; k < taps.Length; k++)
                            if (n >= k && n - k < x.Length) sum += taps[k] * x[n - k];
                        y[n] = sum;
                    }
                }
                static Complex[] {|TWD110:Correlate|}(Complex[] a, Complex[] b)
                {
                    var r = new Complex[a.Length];
                    for (int lag = 0; lag < a.Length; lag++)
                        for (int n = 0; n < b.Length && n + lag < a.Length; n++) r[lag] += a[n + lag] * Complex.Conjugate(b[n]);
                    return r;
                }
                static double At(double[] x, int n) => n < 0 || n >= x.Length ? 0 : x[n];
                static double[] {|TWD110:Padded|}(double[] x, double[] h)
                {
                    var y = new double[x.Length];
                    for (int n = 0; n < y.Length; n++)
                        for (int k = 0; k < h.Length; k++) y[n] += At(x, n + k - h.Length / 2) * h[k];
                    return y;
                }
                [FastTransform]
                static double[] Marked(double[] x)
                {
                    var y = new double[x.Length];
                    for (int n = 0; n < y.Length; n++)
                        for (int k = 0; k <= n; k++) y[n] += x[k] * x[n - k];
                    return y;
                }
            }
            """,
        FixedCode = """
            using System;
            using System.Numerics;
            using Twiddle;

            partial class C
            {
                [FastTransform]
                static void Filter(ReadOnlySpan<float> x, ReadOnlySpan<float> taps, Span<float> y)
                {
                    for (int n = 0; n < y.Length; n++)
                    {
                        float sum = 0;
                        for (int k = 0; k < taps.Length; k++)
                            if (n >= k && n - k < x.Length) sum += taps[k] * x[n - k];
                        y[n] = sum;
                    }
                }
                [FastTransform]
                static Complex[] Correlate(Complex[] a, Complex[] b)
                {
                    var r = new Complex[a.Length];
                    for (int lag = 0; lag < a.Length; lag++)
                        for (int n = 0; n < b.Length && n + lag < a.Length; n++) r[lag] += a[n + lag] * Complex.Conjugate(b[n]);
                    return r;
                }
                static double At(double[] x, int n) => n < 0 || n >= x.Length ? 0 : x[n];
                [FastTransform]
                static double[] Padded(double[] x, double[] h)
                {
                    var y = new double[x.Length];
                    for (int n = 0; n < y.Length; n++)
                        for (int k = 0; k < h.Length; k++) y[n] += At(x, n + k - h.Length / 2) * h[k];
                    return y;
                }
                [FastTransform]
                static double[] Marked(double[] x)
                {
                    var y = new double[x.Length];
                    for (int n = 0; n < y.Length; n++)
                        for (int k = 0; k <= n; k++) y[n] += x[k] * x[n - k];
                    return y;
                }
            }
            """,
        CodeActionEquivalenceKey = DirectConvolutionFixer.Derive,
        NumberOfIncrementalIterations = 3,
        NumberOfFixAllIterations = 1,
    }.RunAsync();

    /// <summary>Products of data that are no convolution, and sums without products.</summary>
    [Fact]
    public Task NotReported() => new Rule
    {
        TestCode = """
            using System;
            using Twiddle;

            class C
            {
                static double[] Outer(double[] a, double[] b)
                {
                    var y = new double[a.Length * b.Length];
                    for (int i = 0; i < a.Length; i++)
                        for (int j = 0; j < b.Length; j++) y[i * b.Length + j] = a[i] * b[j];
                    return y;
                }
                static double[] Weighted(double[] x, double[] h)
                {
                    var y = new double[x.Length];
                    for (int n = 0; n < x.Length; n++)
                        for (int k = 0; k <= n && k < h.Length; k++) y[n] += x[n - k] * h[k] / (k + 1);
                    return y;
                }
                static int[] Whole(int[] x, int[] h)
                {
                    var y = new int[x.Length + h.Length - 1];
                    for (int i = 0; i < x.Length; i++)
                        for (int j = 0; j < h.Length; j++) y[i + j] += x[i] * h[j];
                    return y;
                }
                static double[] Squares(double[] x)
                {
                    var y = new double[x.Length];
                    for (int n = 0; n < x.Length; n++)
                        for (int k = 0; k <= n; k++) y[n] += x[k] * x[k];
                    return y;
                }
                static double[] Smooth(double[] x, int width)
                {
                    var y = new double[x.Length];
                    for (int n = 0; n < x.Length - width; n++)
                        for (int k = 0; k < width; k++) y[n] += x[n + k] / width;
                    return y;
                }
                static void Feedback(double[] x, double[] a, double[] y)
                {
                    for (int n = 0; n < x.Length; n++)
                    {
                        y[n] = x[n];
                        for (int k = 1; k < a.Length && k <= n; k++) y[n] -= a[k] * y[n - k];
                    }
                }
            }
            """,
    }.RunAsync();
}
