using System.Numerics;
using System.Reflection;

namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary><c>[FastTransform]</c> without lengths on transforms with real results: cosine, sine and Hartley transforms, the MDCT, and inverses to real data.</summary>
public sealed class AnyLengthKernelTests
{
    private const string Source = """
        using System; using System.Numerics;
        public static partial class C
        {
            public struct Pair { public float Re, Im; }

            [Twiddle.FastTransform]
            public static double[] NaiveCosineTwo(double[] x)
            {
                int n = x.Length;
                var y = new double[n];
                for (int k = 0; k < n; k++)
                {
                    double sum = 0;
                    for (int i = 0; i < n; i++) sum += x[i] * Math.Cos(Math.PI / n * (i + 0.5) * k);
                    sum *= Math.Sqrt(2.0 / n);
                    if (k == 0) sum *= Math.Sqrt(0.5);
                    y[k] = sum;
                }
                return y;
            }

            [Twiddle.FastTransform]
            public static void NaiveCosineThree(ReadOnlySpan<double> x, Span<double> y)
            {
                for (int k = 0; k < x.Length; k++)
                {
                    double sum = x[0] / 2;
                    for (int i = 1; i < x.Length; i++) sum += x[i] * Math.Cos(Math.PI * i * (2 * k + 1) / (2 * x.Length));
                    y[k] = sum * 2 / x.Length;
                }
            }

            [Twiddle.FastTransform]
            public static double[] NaiveCosineFour(double[] x)
            {
                var y = new double[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int i = 0; i < x.Length; i++)
                        y[k] += Math.Sqrt(2.0 / x.Length) * x[i] * Math.Cos(Math.PI * (2 * i + 1) * (2 * k + 1) / (4 * x.Length));
                return y;
            }

            [Twiddle.FastTransform]
            public static double[] NaiveSineTwo(double[] x)
            {
                int n = x.Length;
                var y = new double[n];
                for (int k = 0; k < n; k++)
                {
                    double scale = k < n - 1 ? 1.0 : 0.5;
                    for (int i = 0; i < n; i++) y[k] += scale * x[i] * Math.Sin(Math.PI / n * (i + 0.5) * (k + 1));
                }
                return y;
            }

            [Twiddle.FastTransform]
            public static double[] NaiveSineThree(double[] x)
            {
                int n = x.Length;
                var y = new double[n];
                for (int k = 0; k < n; k++)
                    for (int i = 0; i < n; i++)
                        y[k] += (i == n - 1 ? 0.5 : 1.0) * x[i] * Math.Sin(Math.PI / n * (i + 1) * (k + 0.5));
                return y;
            }

            [Twiddle.FastTransform]
            public static double[] NaiveSineFour(double[] x)
            {
                int n = x.Length;
                var y = new double[n];
                for (int k = 0; k < n; k++)
                    for (int i = 0; i < n; i++)
                        y[k] += x[i] * Math.Sin(Math.PI / n * (i + 0.5) * (k + 0.5));
                return y;
            }

            [Twiddle.FastTransform]
            public static double[] NaiveHartley(double[] x)
            {
                int n = x.Length;
                var y = new double[n];
                for (int k = 0; k < n; k++)
                    for (int i = 0; i < n; i++)
                        y[k] += x[i] * (Math.Cos(2 * Math.PI * i * k / n) + Math.Sin(2 * Math.PI * i * k / n));
                return y;
            }

            [Twiddle.FastTransform]
            public static double[] NaiveCosinesAndSines(double[] x)
            {
                int n = x.Length;
                var y = new double[n];
                for (int k = 0; k < n; k++)
                    for (int i = 0; i < n; i++)
                        y[k] += x[i] * (3 * Math.Cos(2 * Math.PI * i * k / n) - Math.Sin(2 * Math.PI * i * k / n)) / n;
                return y;
            }

            [Twiddle.FastTransform]
            public static double[] NaiveLapped(double[] x)
            {
                int n = x.Length / 2;
                var y = new double[n];
                for (int k = 0; k < n; k++)
                    for (int i = 0; i < 2 * n; i++)
                        y[k] += x[i] * Math.Cos(Math.PI / n * (i + 0.5 + n / 2.0) * (k + 0.5));
                return y;
            }

            [Twiddle.FastTransform]
            public static double[] NaiveOverlapping(double[] x)
            {
                int n = x.Length;
                var y = new double[2 * n];
                for (int i = 0; i < y.Length; i++)
                {
                    for (int k = 0; k < n; k++)
                        y[i] += x[k] * Math.Cos(Math.PI / n * (i + 0.5 + n / 2.0) * (k + 0.5));
                    y[i] /= n;
                }
                return y;
            }

            [Twiddle.FastTransform]
            public static double[] NaiveRealPart(Complex[] x)
            {
                var y = new double[x.Length];
                for (int k = 0; k < x.Length; k++)
                {
                    Complex sum = 0;
                    for (int i = 0; i < x.Length; i++) sum += x[i] * Complex.FromPolarCoordinates(1, 2 * Math.PI * i * k / x.Length);
                    y[k] = sum.Real / x.Length;
                }
                return y;
            }

            [Twiddle.FastTransform]
            public static double[] NaiveForwardPart(Complex[] x)
            {
                var y = new double[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int i = 0; i < x.Length; i++)
                    {
                        double angle = -2 * Math.PI * i * k / x.Length;
                        y[k] += x[i].Real * Math.Cos(angle) - x[i].Imaginary * Math.Sin(angle);
                    }
                return y;
            }

            [Twiddle.FastTransform]
            public static double[] NaiveHalfSpectrum(Complex[] x)
            {
                int n = 2 * (x.Length - 1);
                var y = new double[n];
                for (int k = 0; k < n; k++)
                {
                    double sum = 0;
                    for (int i = 0; i < x.Length; i++)
                    {
                        double weight = i == 0 || i == x.Length - 1 ? 1 : 2;
                        double angle = 2 * Math.PI * i * k / n;
                        sum += weight * (x[i].Real * Math.Cos(angle) - x[i].Imaginary * Math.Sin(angle));
                    }
                    y[k] = sum / n;
                }
                return y;
            }

            [Twiddle.FastTransform]
            public static void NaiveFloats(float[] x)
            {
                var y = new float[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int i = 0; i < x.Length; i++) y[k] += 2 * x[i] * MathF.Cos(MathF.PI * (2 * i + 1) * k / (2 * x.Length));
                for (int k = 0; k < x.Length; k++) x[k] = y[k];
            }

            [Twiddle.FastTransform]
            public static float[] NaiveFloatSpectrum(Pair[] x)
            {
                int n = 2 * (x.Length - 1);
                var y = new float[n];
                for (int k = 0; k < n; k++)
                {
                    float sum = x[0].Re;
                    for (int i = 1; i < x.Length - 1; i++)
                    {
                        float angle = 2 * MathF.PI * i * k / n;
                        sum += 2 * (x[i].Re * MathF.Cos(angle) - x[i].Im * MathF.Sin(angle));
                    }
                    y[k] = sum + x[x.Length - 1].Re * MathF.Cos(MathF.PI * k);
                }
                return y;
            }
        }
        """;

    private static readonly Lazy<(Assembly Assembly, string Generated)> Loaded = new(() => GeneratedAssembly.Load(Source));

    // All short ones, and long ones: odd, prime, halves of all kinds, powers of two.
    private static readonly int[] Sizes = [.. Enumerable.Range(1, 64), 100, 127, 128, 254, 255, 256, 500, 1000, 1001, 1009, 1024];

    private static readonly int[] LongSizes = [4096, 10007, 10014, 44100, 65536];

    private delegate void OnSpans(ReadOnlySpan<double> x, Span<double> y);

    [Theory]
    [InlineData("CosineTwo")]
    [InlineData("CosineThree")]
    [InlineData("CosineFour")]
    [InlineData("SineTwo")]
    [InlineData("SineThree")]
    [InlineData("SineFour")]
    [InlineData("Hartley")]
    [InlineData("CosinesAndSines")]
    [InlineData("Lapped")]
    [InlineData("Overlapping")]
    public void EveryLengthAgreesWithTheDefinition(string kernel)
    {
        var fast = Method<OnSpans>("Fast" + kernel);
        foreach (var n in Sizes.Concat(LongSizes))
        {
            var weight = Weight(kernel, n);
            var x = Data(kernel == "Lapped" ? 2 * n : n);
            var outputs = kernel == "Overlapping" ? 2 * n : n;
            var y = Enumerable.Repeat(7.0, outputs + 1).ToArray();
            fast(x, y);
            Assert.Equal(7, y[outputs]);
            for (var k = 0; k < outputs; k += n > 200 ? 1 + outputs / 9 : 1) AssertClose(KernelDefinition.Row(kernel, n, x, k, weight), y[k], n, k);
            if (n > 200) AssertClose(KernelDefinition.Row(kernel, n, x, outputs - 1, weight), y[outputs - 1], n, outputs - 1);

            // In place; to a definition on spans, it matters in which order they are read and written.
            if (outputs > x.Length || kernel == "CosineThree") continue;
            fast(x, x.AsSpan(0, outputs));
            Assert.Equal(y[..outputs], x[..outputs]);
        }
    }

    [Fact]
    public void ComplexNumbersHaveRealPartsOfTheirTransforms()
    {
        var (back, forward) = (Method<Func<Complex[], double[]>>("FastRealPart"), Method<Func<Complex[], double[]>>("FastForwardPart"));
        foreach (var n in Sizes)
        {
            var x = Complexes(n);
            foreach (var (y, sign, scale) in new[] { (back(x), 1, 1.0 / n), (forward(x), -1, 1.0) })
            {
                Assert.Equal(n, y.Length);
                for (var k = 0; k < n; k += n > 200 ? 1 + n / 9 : 1) AssertClose(scale * x.Select((v, j) => (v * Root(sign * (long)j * k, n)).Real).Sum(), y[k], n, k);
            }
        }
    }

    [Fact]
    public void HalfASpectrumGivesTheDataBack()
    {
        var fast = Method<Func<Complex[], double[]>>("FastHalfSpectrum");
        foreach (var n in Sizes.Select(size => 2 * size).Concat([8192, 20014]))
        {
            var x = Data(n);
            var spectrum = new Complex[n / 2 + 1];
            if (n > 2100) spectrum = Spectrum(x);
            else for (var k = 0; k < spectrum.Length; k++) spectrum[k] = x.Select((v, j) => v * Root(-(long)j * k, n)).Aggregate(Complex.Zero, (a, b) => a + b);
            // What the ends of a spectrum have as imaginary parts does not matter.
            spectrum[0] += Complex.ImaginaryOne;
            spectrum[n / 2] -= 3 * Complex.ImaginaryOne;
            var y = fast(spectrum);
            Assert.Equal(n, y.Length);
            for (var k = 0; k < n; k++) AssertClose(x[k], y[k], n, k);
        }
    }

    [Fact]
    public void FloatsAreRoundedOnce()
    {
        var (fast, inverse) = (Method<Action<float[]>>("FastFloats"), Loaded.Value.Assembly.GetType("C")!.GetMethod("FastFloatSpectrum", [Loaded.Value.Assembly.GetType("C+Pair")!.MakeArrayType()])!);
        foreach (var n in Sizes)
        {
            float[] x = [.. Data(n).Select(v => (float)v)];
            var expected = Enumerable.Range(0, n).Select(k => 2 * x.Select((v, j) => v * Math.Cos(2 * Math.PI * ((2L * j + 1) * k % (4 * n)) / (4 * n))).Sum()).ToArray();
            fast(x);
            for (var k = 0; k < n; k++) Assert.Equal(expected[k], x[k], 2e-7 * Math.Sqrt(n) * 2);

            var numbers = Data(2 * n + 2);
            var pairs = Array.CreateInstance(inverse.GetParameters()[0].ParameterType.GetElementType()!, n + 1);
            for (var i = 0; i <= n; i++)
            {
                var pair = Activator.CreateInstance(pairs.GetType().GetElementType()!)!;
                pair.GetType().GetField("Re")!.SetValue(pair, (float)numbers[2 * i]);
                pair.GetType().GetField("Im")!.SetValue(pair, (float)numbers[2 * i + 1]);
                pairs.SetValue(pair, i);
            }

            var y = (float[])inverse.Invoke(null, [pairs])!;
            for (var k = 0; k < 2 * n; k += 1 + n / 50)
            {
                var sum = Enumerable.Range(0, n + 1).Sum(i => (i == 0 || i == n ? 1 : 2) * (new Complex((float)numbers[2 * i], i == 0 || i == n ? 0 : (float)numbers[2 * i + 1]) * Root((long)i * k, 2 * n)).Real);
                Assert.Equal(sum, y[k], 4e-7 * Math.Sqrt(n) * 2);
            }
        }
    }

    /// <summary>What is not finite in the definition is not finite here, and the other way round, but that a number may spread to other results.</summary>
    [Fact]
    public void HostileDataAreNotHidden()
    {
        foreach (var kernel in new[] { "CosineTwo", "CosineThree", "CosineFour", "SineTwo", "SineThree", "SineFour", "Hartley", "Lapped", "Overlapping" })
        {
            var fast = Method<OnSpans>("Fast" + kernel);
            foreach (var value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
            {
                foreach (var n in new[] { 1, 2, 3, 8, 15, 16, 33, 64 })
                {
                    var x = Data(2 * n);
                    x[n] = value;
                    var y = new double[4 * n];
                    fast(x, y);
                    Assert.Contains(y, v => !double.IsFinite(v));
                }
            }
        }
    }

    [Fact]
    public void LengthsThatAreNoneAreTheDefinitions()
    {
        Assert.Contains("x.Length % 2 == 0", Loaded.Value.Generated);
        var (naive, fast) = (Method<Func<double[], double[]>>("NaiveLapped"), Method<Func<double[], double[]>>("FastLapped"));
        foreach (var length in new[] { 0, 1, 7 }) Assert.Equal(naive(Data(length)), fast(Data(length)));
        Assert.Empty(Method<Func<Complex[], double[]>>("FastHalfSpectrum")([1]));
        Assert.Empty(Method<Func<double[], double[]>>("FastCosineTwo")([]));
        Assert.Throws<NullReferenceException>(() => Method<Func<double[]?, double[]>>("FastCosineFour")(null));
        var three = Method<OnSpans>("FastCosineThree");
        Assert.Throws<ArgumentException>(() => three(new double[8], new double[7]));
        Assert.Throws<ArgumentException>(() => Method<OnSpans>("FastOverlapping")(new double[8], new double[15]));
    }

    [Fact]
    public void NothingIsAllocatedOnSpans()
    {
        foreach (var kernel in new[] { "CosineTwo", "CosineThree", "CosineFour", "SineTwo", "SineThree", "SineFour", "Hartley", "Lapped", "Overlapping" })
        {
            var fast = Method<OnSpans>("Fast" + kernel);
            foreach (var length in new[] { 16, 30, 127, 254, 4096 })
            {
                if (length % 2 != 0 && kernel == "Lapped") continue;
                var (x, y) = (Data(length), new double[2 * length]);
                for (var i = 0; i < 3; i++) fast(x, y);
                Assert.Equal(0, Enumerable.Range(0, 5).Min(_ => Allocated(() => fast(x, y))));
            }
        }
    }

    /// <summary>The bytes of ten calls. A collection in between may take memory away that the pool has kept, so one of several times counts.</summary>
    private static long Allocated(Action call)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>64 threads make the same plans and tables, and use them at once.</summary>
    [Fact]
    public void ThreadsDoNotDisturbEachOther()
    {
        var methods = new[] { "CosineTwo", "CosineFour", "SineThree", "Hartley", "Overlapping" }.Select(kernel => Method<Func<double[], double[]>>("Fast" + kernel)).ToArray();
        var inputs = Enumerable.Range(0, 24).Select(i => Data(700 + 7 * i)).ToArray();
        var results = new double[64][][];
        var threads = Enumerable.Range(0, 64).Select(t => new Thread(() => results[t] = [.. inputs.SelectMany(x => methods.Select(m => m(x)))])).ToList();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        for (var i = 0; i < results[0].Length; i++)
            foreach (var result in results) Assert.Equal(results[0][i], result[i]);
    }

    /// <summary>The factors of the methods above.</summary>
    private static Func<int, int, double> Weight(string kernel, int n) => kernel switch
    {
        "CosineTwo" => (_, k) => k == 0 ? Math.Sqrt(1.0 / n) : Math.Sqrt(2.0 / n),
        "CosineThree" => (j, _) => (j == 0 ? 1.0 : 2.0) / n,
        "CosineFour" => (_, _) => Math.Sqrt(2.0 / n),
        "SineTwo" => (_, k) => k == n - 1 ? 0.5 : 1,
        "SineThree" => (j, _) => j == n - 1 ? 0.5 : 1,
        "CosinesAndSines" or "Overlapping" => (_, _) => 1.0 / n,
        _ => (_, _) => 1,
    };

    /// <summary>What differs from a transform at some lengths or elements only, and has no plan; all are understood at a length that is named.</summary>
    [Theory]
    [InlineData("an element in the middle", "y[k] += (i == 100 ? 0.5 : 1.0) * x[i] * Cos;")]
    [InlineData("an element by a variable", "y[k] += (i == far ? 0.5 : 1.0) * x[i] * Cos;")]
    [InlineData("the second element", "y[k] += (i <= 1 ? 0.5 : 1.0) * x[i] * Cos;")]
    [InlineData("the last result of a DCT-II", "y[k] += (k == n - 1 ? 0.5 : 1.0) * x[i] * Cos;")]
    [InlineData("nothing of the first element", "y[k] += (i == 0 ? 0.0 : 1.0) * x[i] * Cos;")]
    [InlineData("a scale that grows in a loop", "y[k] += x[i] * Cos; y[k] *= n / 16.0;")]
    [InlineData("a scale that is another at long lengths", "y[k] += x[i] * Cos * (1 + (n - 1.0) * (n - 2) * (n - 3) * (n - 4) * (n - 5) * (n - 6) * (n - 7) * (n - 8));")]
    [InlineData("another angle", "y[k] += x[i] * Math.Cos(Math.PI * (2 * i + 1) * k / (2 * n + 2));")]
    [InlineData("cosines and sines", "y[k] += x[i] * (Cos + Math.Sin(Math.PI * (2 * i + 1) * k / (2 * n)));")]
    [InlineData("a DCT-I", "y[k] += x[i] * Math.Cos(Math.PI * i * k / (n + 1));")]
    public async Task WhatIsNoKernelIsRefused(string trap, string body)
    {
        var source = $$"""
            using System;
            public static partial class C
            {
                [Twiddle.FastTransform]
                public static double[] NaiveM(double[] x)
                {
                    int n = x.Length;
                    int far = 5000;
                    var y = new double[n];
                    for (int k = 0; k < n; k++)
                        for (int i = 0; i < n; i++)
                        {
                            {{body.Replace("Cos", "Math.Cos(Math.PI * (2 * i + 1) * k / (2 * n))").Replace("Math.Math.", "Math.").Replace("Math.Cos(Math.PI * (2 * i + 1) * k / (2 * n))(Math", "Math.Cos(Math")}}
                        }
                    return y;
                }
            }
            """;
        Assert.False(GeneratedAssembly.Generate(source).Generated.Contains("FastM("), trap);
        // Of one point, a first element that counts for nothing is all there is.
        Assert.Contains(Assert.Single(await GeneratedAssembly.Analyze(source)).Id, new[] { "TWD025", "TWD031" });
    }

    private static Complex Root(long numerator, long denominator) => Complex.FromPolarCoordinates(1, 2 * Math.PI * (numerator % denominator) / denominator);

    private static Complex[] Spectrum(double[] x)
    {
        Complex[] values = [.. x.Select(v => new Complex(v, 0))];
        MathNet.Numerics.IntegralTransforms.Fourier.Forward(values, MathNet.Numerics.IntegralTransforms.FourierOptions.Matlab);
        return values[..(x.Length / 2 + 1)];
    }

    private static TDelegate Method<TDelegate>(string name)
        where TDelegate : Delegate
    {
        var types = typeof(TDelegate).GetMethod("Invoke")!.GetParameters().Select(p => p.ParameterType).ToArray();
        return Loaded.Value.Assembly.GetType("C")!.GetMethod(name, types)!.CreateDelegate<TDelegate>();
    }

    private static double[] Data(int length)
    {
        var random = new Random(length);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5)];
    }

    private static Complex[] Complexes(int length) => [.. Data(2 * length).Chunk(2).Select(v => new Complex(v[0], v[1]))];

    private static void AssertClose(double expected, double actual, int n, int k) =>
        Assert.True(Math.Abs(expected - actual) < 1e-13 * Math.Sqrt(n) * (1 + Math.Sqrt(n)), $"{n} points, element {k}: {actual} instead of {expected}");
}
