using System.Numerics;
using System.Reflection;

namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary>Convolutions and correlations of two arrays of data, which no linear map is: generated against naive, and against sums of exact integers.</summary>
public sealed class ConvolutionTests
{
    private const string Source = """
        using System; using System.Numerics;
        public static partial class C
        {
            [Twiddle.FastTransform]
            public static double[] NaiveScatter(double[] x, double[] h)
            {
                var y = new double[x.Length + h.Length - 1];
                for (int i = 0; i < x.Length; i++)
                    for (int j = 0; j < h.Length; j++)
                        y[i + j] += x[i] * h[j];
                return y;
            }

            [Twiddle.FastTransform]
            public static double[] NaiveGuarded(double[] x, double[] h)
            {
                int total = x.Length + h.Length - 1;
                double[] y = new double[total];
                for (int n = 0; n < total; n++)
                {
                    double sum = 0;
                    for (int k = 0; k < h.Length; k++)
                    {
                        if (n - k >= 0 && n - k < x.Length)
                            sum += x[n - k] * h[k];
                    }
                    y[n] = sum;
                }
                return y;
            }

            [Twiddle.FastTransform]
            public static double[] NaiveClamped(double[] x, double[] h)
            {
                var y = new double[x.Length + h.Length - 1];
                for (int n = 0; n < y.Length; n++)
                    for (int k = Math.Max(0, n - h.Length + 1); k <= Math.Min(n, x.Length - 1); k++)
                        y[n] += x[k] * h[n - k];
                return y;
            }

            [Twiddle.FastTransform]
            public static double[] NaiveCausal(double[] x, double[] h)
            {
                var y = new double[x.Length];
                for (int n = 0; n < x.Length; n++)
                {
                    double acc = 0;
                    for (int k = 0; k < h.Length; k++)
                    {
                        if (k > n) continue;
                        acc += h[k] * x[n - k];
                    }
                    y[n] = acc;
                }
                return y;
            }

            [Twiddle.FastTransform]
            public static double[] NaiveSame(double[] x, double[] h)
            {
                var y = new double[x.Length];
                int half = h.Length / 2;
                for (int n = 0; n < x.Length; n++)
                    for (int k = 0; k < h.Length; k++)
                    {
                        int at = n + half - k;
                        y[n] += (at < 0 || at >= x.Length ? 0 : x[at]) * h[k];
                    }
                return y;
            }

            [Twiddle.FastTransform]
            public static double[] NaiveValid(double[] x, double[] h)
            {
                var y = new double[x.Length - h.Length + 1];
                for (int n = 0; n < y.Length; n++)
                    for (int k = 0; k < h.Length; k++)
                        y[n] += x[n + h.Length - 1 - k] * h[k];
                return y;
            }

            [Twiddle.FastTransform]
            public static double[] NaiveCorrelation(double[] x, double[] h)
            {
                var y = new double[x.Length + h.Length - 1];
                for (int lag = -(h.Length - 1); lag < x.Length; lag++)
                {
                    double sum = 0;
                    for (int k = 0; k < h.Length; k++)
                        if (k + lag >= 0 && k + lag < x.Length) sum += x[k + lag] * h[k];
                    y[lag + h.Length - 1] = sum;
                }
                return y;
            }

            [Twiddle.FastTransform]
            public static double[] NaiveAutocorrelation(double[] x, int maxLag)
            {
                var r = new double[maxLag + 1];
                for (int lag = 0; lag <= maxLag; lag++)
                {
                    double sum = 0;
                    for (int n = 0; n < x.Length - lag; n++) sum += x[n] * x[n + lag];
                    r[lag] = sum / x.Length;
                }
                return r;
            }

            [Twiddle.FastTransform]
            public static double[] NaiveCircular(double[] x, double[] h)
            {
                int N = x.Length;
                var y = new double[N];
                for (int n = 0; n < N; n++)
                    for (int k = 0; k < N; k++)
                        y[n] += x[k] * h[(n - k + N) % N];
                return y;
            }

            [Twiddle.FastTransform]
            public static void NaiveOnSpans(ReadOnlySpan<double> x, ReadOnlySpan<double> h, Span<double> y)
            {
                y.Clear();
                for (int i = 0; i < x.Length; i++)
                    for (int j = 0; j < h.Length; j++)
                        y[i + j] += x[i] * h[j];
            }

            [Twiddle.FastTransform]
            public static void NaiveInto(float[] signal, float[] kernel, float[] result)
            {
                for (int n = 0; n < signal.Length; n++)
                {
                    float sum = 0;
                    for (int k = 0; k < kernel.Length; k++)
                        if (n >= k) sum += signal[n - k] * kernel[k];
                    result[n] = sum;
                }
            }

            public static double[] NaiveOnSpansCalled(double[] x, double[] h) { var y = new double[x.Length + h.Length + 5]; Array.Fill(y, 7.0); NaiveOnSpans(x, h, y); return y; }

            public static double[] FastOnSpansCalled(double[] x, double[] h) { var y = new double[x.Length + h.Length + 5]; Array.Fill(y, 7.0); FastOnSpans(x, h, y); return y; }

            public static void Overlapping(double[] memory, bool isFast)
            {
                Span<double> x = memory.AsSpan(0, 900), h = memory.AsSpan(1000, 200), y = memory.AsSpan(800, 1150);
                if (isFast) FastOnSpans(x, h, y);
                else NaiveOnSpans(x, h, y);
            }

            public static long Spanned(double[] x, double[] h, double[] y)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                FastScatter(x, h, y);
                FastOnSpans(x, h, y);
                return GC.GetAllocatedBytesForCurrentThread() - before;
            }

            [Twiddle.FastTransform(Of = nameof(NaiveScatter))]
            public static partial void Spread(ReadOnlySpan<double> x, ReadOnlySpan<double> h, Span<double> y);

            public static double[] NaiveSpreadCalled(double[] x, double[] h) => NaiveScatter(x, h);

            public static double[] FastSpreadCalled(double[] x, double[] h) { var y = new double[Math.Max(0, x.Length + h.Length - 1)]; Spread(x, h, y); return y; }

            /// <summary>The rest of the destination keeps what it held.</summary>
            [Twiddle.FastTransform]
            public static void NaiveIntoNew(double[] x, double[] h, double[] y)
            {
                for (int n = 0; n < x.Length; n++)
                {
                    y[n] = 0;
                    for (int k = 0; k <= n && k < h.Length; k++) y[n] -= 0.5 * x[n - k] * h[k];
                }
            }

            public static double[] NaiveIntoNewCalled(double[] x, double[] h) { var y = new double[x.Length + 9]; Array.Fill(y, 7.0); NaiveIntoNew(x, h, y); return y; }

            public static double[] FastIntoNewCalled(double[] x, double[] h) { var y = new double[x.Length + 9]; Array.Fill(y, 7.0); FastIntoNew(x, h, y); return y; }

            [Twiddle.FastTransform]
            public static Complex[] NaiveComplexCorrelation(Complex[] x, Complex[] h)
            {
                var y = new Complex[x.Length];
                for (int n = 0; n < x.Length; n++)
                    for (int k = 0; k < h.Length; k++)
                    {
                        if (n + k >= x.Length) continue;
                        y[n] += x[n + k] * Complex.Conjugate(h[k]);
                    }
                return y;
            }
        }
        """;

    private static readonly Lazy<(Assembly Assembly, string Generated)> Loaded = new(() => GeneratedAssembly.Load(Source));

    private static readonly string[] Pairs = ["Scatter", "Guarded", "Clamped", "Causal", "Same", "Valid", "Correlation", "Circular", "OnSpansCalled", "IntoNewCalled"];

    private static readonly (int X, int H)[] Long = [(64, 64), (128, 128), (129, 64), (64, 32), (200, 199), (1000, 64), (64, 1000), (5000, 100), (1024, 1024), (1023, 1023), (20_000, 80)];

    private static readonly (int X, int H)[] Short = [(1, 1), (1, 2), (2, 1), (7, 7), (63, 63), (1, 500), (500, 1), (31, 500), (500, 31)];

    public static TheoryData<string> Names => [.. Pairs];

    [Theory]
    [MemberData(nameof(Names))]
    public void LongOnesAreTransformedAndAgree(string name)
    {
        foreach (var (nx, nh) in Long)
        {
            if (name is "Circular" && nx != nh || name is "Valid" && nx < nh) continue;
            var (x, h) = (Random(nx, 1), Random(nh, 2));
            var (naive, fast) = (Call("Naive" + name, x, h), Call("Fast" + name, x, h));
            AssertClose(naive, fast, Bound(x, h), $"{name} {nx} {nh}");
            // Rounded differently: the definition was not run.
            if (!(name is "Valid" && nx - nh < 63)) Assert.NotEqual(naive, fast);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ShortOnesAreTheDefinition(string name)
    {
        foreach (var (nx, nh) in Short)
        {
            var (x, h) = (Random(nx, 3), Random(nh, 4));
            Assert.Equal(Outcome("Naive" + name, x, h), Outcome("Fast" + name, x, h));
        }

        Assert.Equal(Outcome("Naive" + name, [], [1.0]), Outcome("Fast" + name, [], [1.0]));
        Assert.Equal(Outcome("Naive" + name, [1.0], []), Outcome("Fast" + name, [1.0], []));
        Assert.Equal(Outcome("Naive" + name, [], []), Outcome("Fast" + name, [], []));
        Assert.Equal(Outcome("Naive" + name, null!, [1.0]), Outcome("Fast" + name, null!, [1.0]));
        Assert.Equal(Outcome("Naive" + name, Random(300, 1), Random(301, 2)), name is "Circular" or "Valid" ? Outcome("Fast" + name, Random(300, 1), Random(301, 2)) : Outcome("Naive" + name, Random(300, 1), Random(301, 2)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void HostileNumbersAreTheDefinition(string name)
    {
        foreach (var hostile in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e200, double.MaxValue })
        {
            foreach (var isFirst in new[] { true, false })
            {
                var (x, h) = (Random(300, 5), Random(300, 6));
                (isFirst ? x : h)[name == "Valid" ? 150 : 77] = hostile;
                Assert.Equal(Call("Naive" + name, x, h), Call("Fast" + name, x, h));
            }
        }

        foreach (var scale in new[] { 1e-160, 1e-310, 1e140 })
        {
            var (x, h) = (Random(300, 7).Select(v => v * scale).ToArray(), Random(300, 8));
            AssertClose(Call("Naive" + name, x, h), Call("Fast" + name, x, h), Bound(x, h) + 1e-320, name + scale);
        }

        Assert.Equal(Call("Naive" + name, new double[300], Random(300, 6)).Select(v => v + 0), Call("Fast" + name, new double[300], Random(300, 6)).Select(v => v + 0));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void OneArrayMayBeBoth(string name)
    {
        var x = Random(400, 9);
        AssertClose(Call("Naive" + name, x, x), Call("Fast" + name, x, x), Bound(x, x), name);
    }

    [Fact]
    public void ResultsAreNearExactOnes()
    {
        foreach (var (nx, nh) in new[] { (500, 300), (4096, 128), (1000, 1000) })
        {
            var random = new Random(nx);
            var (x, h) = (Enumerable.Range(0, nx).Select(_ => (double)random.NextInt64(-1L << 40, 1L << 40)).ToArray(), Enumerable.Range(0, nh).Select(_ => (double)random.NextInt64(-1L << 40, 1L << 40)).ToArray());
            var exact = new BigInteger[nx + nh - 1];
            for (var i = 0; i < nx; i++)
                for (var j = 0; j < nh; j++) exact[i + j] += new BigInteger(x[i]) * new BigInteger(h[j]);
            var fast = Call("FastScatter", x, h);
            var error = exact.Select((e, k) => Math.Abs((double)(e - new BigInteger(fast[k])))).Max();
            Assert.InRange(error, 0, Bound(x, h));
        }
    }

    [Fact]
    public void SmallIntegersRoundToExactResults()
    {
        var random = new Random(3);
        var (x, h) = (Enumerable.Range(0, 3000).Select(_ => (double)random.Next(-1000, 1000)).ToArray(), Enumerable.Range(0, 700).Select(_ => (double)random.Next(-1000, 1000)).ToArray());
        Assert.Equal(Call("NaiveScatter", x, h), Call("FastScatter", x, h).Select(v => Math.Round(v) + 0.0));
    }

    [Fact]
    public void AutocorrelationHasLagsThatAreGiven()
    {
        var x = Random(3000, 11);
        foreach (var lag in new[] { 0, 1, 63, 64, 500, 2999, 3000, 5000 })
            AssertClose((double[])Invoke("NaiveAutocorrelation", x, lag), (double[])Invoke("FastAutocorrelation", x, lag), Bound(x, x) / x.Length, "lag " + lag);
        Assert.NotEqual((double[])Invoke("NaiveAutocorrelation", x, 500), (double[])Invoke("FastAutocorrelation", x, 500));
        Assert.Equal(typeof(OverflowException), Assert.Throws<TargetInvocationException>(() => Invoke("FastAutocorrelation", x, -2)).InnerException!.GetType());
    }

    [Fact]
    public void ComplexOnesAgree()
    {
        foreach (var (nx, nh) in Long)
        {
            var (x, h) = (Complexes(nx, 1), Complexes(nh, 2));
            var (naive, fast) = ((Complex[])Invoke("NaiveComplexCorrelation", x, h), (Complex[])Invoke("FastComplexCorrelation", x, h));
            var bound = 2 * Bound(x.Select(Complex.Abs).ToArray(), h.Select(Complex.Abs).ToArray());
            Assert.InRange(naive.Zip(fast, (a, b) => Complex.Abs(a - b)).Max(), double.Epsilon, bound);
        }
    }

    [Fact]
    public void SinglesAreRoundedOnce()
    {
        var (x, h) = (Random(2000, 1).Select(v => (float)v).ToArray(), Random(300, 2).Select(v => (float)v).ToArray());
        var fast = new float[2000];
        Invoke("FastInto", x, h, fast);
        var exact = Call("NaiveCausal", x.Select(v => (double)v).ToArray(), h.Select(v => (double)v).ToArray());
        AssertClose(exact, fast.Select(v => (double)v).ToArray(), exact.Max(Math.Abs) * Math.Pow(2, -24), "singles");
        // Sums that overflow float are the definition's.
        var huge = x.Select(v => v * 1e30f).ToArray();
        var (large, naive) = (h.Select(v => v * 1e9f).ToArray(), new float[2000]);
        Invoke("FastInto", huge, large, fast);
        Invoke("NaiveInto", huge, large, naive);
        Assert.Equal(naive, fast);
    }

    [Fact]
    public void WhatIsOverwrittenIsTheDefinition()
    {
        var (x, h) = (Random(500, 1).Select(v => (float)v).ToArray(), Random(200, 2).Select(v => (float)v).ToArray());
        var (a, b) = ((float[])x.Clone(), (float[])x.Clone());
        Invoke("NaiveInto", a, h, a);
        Invoke("FastInto", b, h, b);
        Assert.Equal(a, b);
        var (c, d) = (Random(2000, 5), Random(2000, 5));
        Invoke("Overlapping", c, false);
        Invoke("Overlapping", d, true);
        Assert.Equal(c, d);
    }

    [Fact]
    public void NothingIsAllocatedOnSpans()
    {
        var (x, h, y) = (Random(3000, 1), Random(300, 2), new double[3299]);
        // What pools hold for each processor is made when it is first needed.
        Assert.Equal(0L, Enumerable.Range(0, 20).Min(_ => (long)Invoke("Spanned", x, h, y)));
    }

    [Fact]
    public void APartialMethodIsImplemented()
    {
        foreach (var (nx, nh) in new[] { (1, 1), (20, 5), (100, 40), (300, 200) })
            AssertClose(Call("NaiveSpreadCalled", Random(nx, 1), Random(nh, 2)), Call("FastSpreadCalled", Random(nx, 1), Random(nh, 2)), Bound(Random(nx, 1), Random(nh, 2)), "partial");
    }

    [Fact]
    public void ManyThreadsGetTheSame()
    {
        var (x, h) = (Random(3000, 1), Random(300, 2));
        var expected = Call("FastScatter", x, h);
        Parallel.For(0, 32, _ => Assert.Equal(expected, Call("FastScatter", x, h)));
    }

    /// <summary>2^−50·log2(n)·‖x‖·‖h‖, as the generated documentation has it.</summary>
    private static double Bound(double[] x, double[] h) =>
        Math.Pow(2, -50) * Math.Log2(x.Length + h.Length) * Math.Sqrt(x.Sum(v => v * v)) * Math.Sqrt(h.Sum(v => v * v));

    private static void AssertClose(double[] expected, double[] actual, double bound, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        var error = expected.Zip(actual, (a, b) => Math.Abs(a - b)).DefaultIfEmpty(0).Max();
        Assert.True(error <= bound, $"{what}: {error} beyond {bound}");
    }

    private static double[] Random(int length, int seed)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, length).Select(_ => random.NextDouble() * 2 - 1).ToArray();
    }

    private static Complex[] Complexes(int length, int seed) => Random(length, seed).Zip(Random(length, seed + 100), (a, b) => new Complex(a, b)).ToArray();

    private static double[] Call(string name, double[] x, double[] h) => (double[])Invoke(name, x, h)!;

    /// <summary>What a call gives, or the type of exception that it throws.</summary>
    private static object Outcome(string name, double[] x, double[] h)
    {
        try
        {
            return Call(name, x, h);
        }
        catch (TargetInvocationException thrown)
        {
            return thrown.InnerException!.GetType();
        }
    }

    private static object Invoke(string name, params object[] arguments) => Loaded.Value.Assembly.GetType("C")!.GetMethods()
        .Single(m => m.Name == name && m.GetParameters().Zip(arguments, (p, a) => a is null ? !p.ParameterType.IsByRefLike : p.ParameterType.IsInstanceOfType(a)).All(fits => fits) && m.GetParameters().Length == arguments.Length)
        .Invoke(null, arguments)!;
}
