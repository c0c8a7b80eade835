using System.Numerics;
using System.Reflection;
using MathNet.Numerics.IntegralTransforms;

namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary><c>[FastTransform]</c> without lengths on real and imaginary parts in arrays of their own.</summary>
public sealed class AnyLengthPartsTests
{
    // Every end on every width of vectors, whole and with a rest; a convolution.
    private static readonly int[] Lengths = [1, 2, 3, 4, 7, 8, 9, 16, 17, 31, 48, 60, 127, 128, 1000, 1009, 1024];

    private static readonly Lazy<Assembly> Loaded = new(() => GeneratedAssembly.Load("""
        using System; using System.Numerics;
        public static partial class C
        {
            [Twiddle.FastTransform]
            public static (double[] Re, double[] Im) NaiveDft(double[] re, double[] im)
            {
                var (a, b) = (new double[re.Length], new double[re.Length]);
                for (int k = 0; k < re.Length; k++)
                    for (int n = 0; n < re.Length; n++)
                    {
                        double angle = -2 * Math.PI * k * n / re.Length;
                        a[k] += re[n] * Math.Cos(angle) - im[n] * Math.Sin(angle);
                        b[k] += re[n] * Math.Sin(angle) + im[n] * Math.Cos(angle);
                    }
                return (a, b);
            }

            [Twiddle.FastTransform]
            public static void NaiveSingles(float[] re, float[] im, float[] outRe, float[] outIm)
            {
                for (int k = 0; k < re.Length; k++)
                {
                    float a = 0, b = 0;
                    for (int n = 0; n < re.Length; n++)
                    {
                        float angle = 2 * MathF.PI * k * n / re.Length;
                        a += re[n] * MathF.Cos(angle) + im[n] * MathF.Sin(angle);
                        b += im[n] * MathF.Cos(angle) - re[n] * MathF.Sin(angle);
                    }
                    outRe[k] = a;
                    outIm[k] = b;
                }
            }

            [Twiddle.FastTransform]
            public static void NaiveInPlace(double[] re, double[] im)
            {
                var (a, b) = (new double[re.Length], new double[re.Length]);
                for (int k = 0; k < re.Length; k++)
                    for (int n = 0; n < re.Length; n++)
                    {
                        var (sin, cos) = Math.SinCos(2 * Math.PI * k * n / re.Length);
                        a[k] += (re[n] * cos - im[n] * sin) / re.Length;
                        b[k] += (re[n] * sin + im[n] * cos) / re.Length;
                    }
                for (int k = 0; k < re.Length; k++) { re[k] = a[k]; im[k] = b[k]; }
            }

            [Twiddle.FastTransform]
            public static void NaiveOnSpans(ReadOnlySpan<double> re, ReadOnlySpan<double> im, Span<double> outRe, Span<double> outIm)
            {
                for (int k = 0; k < re.Length; k++)
                {
                    double a = 0, b = 0;
                    for (int n = 0; n < re.Length; n++)
                    {
                        double angle = -2 * Math.PI * k * n / re.Length;
                        a += re[n] * Math.Cos(angle) - im[n] * Math.Sin(angle);
                        b += re[n] * Math.Sin(angle) + im[n] * Math.Cos(angle);
                    }
                    outRe[k] = a;
                    outIm[k] = b;
                }
            }

            [Twiddle.FastTransform]
            public static Complex[] NaiveJoined(double[] re, double[] im)
            {
                var y = new Complex[re.Length];
                for (int k = 0; k < re.Length; k++)
                    for (int n = 0; n < re.Length; n++)
                        y[k] += new Complex(re[n], im[n]) * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / re.Length);
                return y;
            }

            [Twiddle.FastTransform]
            public static (double[] Re, double[] Im) NaiveApart(Complex[] x)
            {
                var (a, b) = (new double[x.Length], new double[x.Length]);
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                    {
                        double angle = -2 * Math.PI * k * n / x.Length;
                        a[k] += x[n].Real * Math.Cos(angle) - x[n].Imaginary * Math.Sin(angle);
                        b[k] += x[n].Real * Math.Sin(angle) + x[n].Imaginary * Math.Cos(angle);
                    }
                return (a, b);
            }
        }
        """).Assembly);

    private delegate void OnSpans(ReadOnlySpan<double> re, ReadOnlySpan<double> im, Span<double> outRe, Span<double> outIm);

    private delegate void Apart(ReadOnlySpan<Complex> x, Span<double> outRe, Span<double> outIm);

    [Fact]
    public void EveryLengthAgreesWithAnIndependentLibrary()
    {
        foreach (var length in Lengths)
        {
            var x = Data(length);
            var expected = Expected(x);
            var (re, im) = (Parts(x, v => v.Real), Parts(x, v => v.Imaginary));
            var (a, b) = Method<Func<double[], double[], (double[], double[])>>("FastDft")(re, im);
            AssertClose(expected, a, b);

            (a, b) = (new double[length + 1], new double[length + 1]);
            (a[length], b[length]) = (7, 7);
            Method<OnSpans>("FastDft")(re, im, a, b);
            AssertClose(expected, a, b);
            Method<OnSpans>("FastOnSpans")(re, im, a, b);
            AssertClose(expected, a, b);
            Assert.Equal((7, 7), (a[length], b[length]));

            AssertClose(expected, [.. Method<Func<double[], double[], Complex[]>>("FastJoined")(re, im)]);
            (a, b) = Method<Func<Complex[], (double[], double[])>>("FastApart")(x);
            AssertClose(expected, a, b);
            Method<Apart>("FastApart")(x, b, a);
            AssertClose(expected, b, a);

            (a, b) = (Parts(expected, v => v.Real), Parts(expected, v => v.Imaginary));
            Method<Action<double[], double[]>>("FastInPlace")(a, b);
            AssertClose(x, a, b);
        }
    }

    /// <summary>Off by the last rounding: the passes calculate in <c>double</c>.</summary>
    [Fact]
    public void SinglesAreRoundedOnce()
    {
        foreach (var length in Lengths)
        {
            var (re, im) = (Array.ConvertAll(Data(length), v => (float)v.Real), Array.ConvertAll(Data(length), v => (float)v.Imaginary));
            var expected = Expected([.. re.Zip(im, (r, i) => new Complex(r, i))]);
            var (a, b) = (new float[length], new float[length]);
            Method<Action<float[], float[], float[], float[]>>("FastSingles")(re, im, a, b);
            for (var k = 0; k < length; k++) Assert.True((new Complex(a[k], b[k]) - expected[k]).Magnitude <= 1.2e-7 * expected[k].Magnitude + 1e-12 * length, $"{length}, {k}");
        }
    }

    /// <summary>What is not a length, or not memory, that the transform was established for means what the definition means: results and exceptions.</summary>
    [Fact]
    public void OtherArgumentsAreLeftToTheDefinition()
    {
        var (naive, fast) = (Method<Action<float[], float[], float[], float[]>>("NaiveSingles"), Method<Action<float[], float[], float[], float[]>>("FastSingles"));
        var random = new Random(1);
        foreach (var (re, im, outRe, outIm) in new[] { (8, 8, 8, 8), (8, 9, 8, 8), (8, 7, 8, 8), (8, 8, 7, 8), (8, 8, 8, 7), (8, 8, 9, 10), (0, 0, 0, 0), (0, 3, 1, 0), (8, -1, 8, 8), (-1, 8, 8, 8), (8, 8, -1, 8), (8, 8, 8, -1) })
        {
            foreach (var same in new[] { (-1, -1), (0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3) })
            {
                var lengths = new[] { re, im, outRe, outIm };
                var left = lengths.Select(length => length < 0 ? null : Enumerable.Range(0, length).Select(_ => (float)random.NextDouble()).ToArray()).ToArray();
                if (same.Item1 >= 0) left[same.Item2] = left[same.Item1];
                var right = left.Select(array => (float[]?)array?.Clone()).ToArray();
                if (same.Item1 >= 0) right[same.Item2] = right[same.Item1];
                var expected = Record.Exception(() => naive(left[0]!, left[1]!, left[2]!, left[3]!));
                Assert.Equal(expected?.GetType(), Record.Exception(() => fast(right[0]!, right[1]!, right[2]!, right[3]!))?.GetType());
                for (var i = 0; i < 4; i++)
                    Assert.True((left[i] ?? []).Zip(right[i] ?? [], (l, r) => Math.Abs(l - r) <= 1e-4).All(isClose => isClose), $"{re} {im} {outRe} {outIm}, {same}, argument {i}");
            }
        }
    }

    [Fact]
    public void SpansThatOverlapMeanWhatTheyMeanToTheDefinition()
    {
        var (naive, fast) = (Method<OnSpans>("NaiveOnSpans"), Method<OnSpans>("FastOnSpans"));
        foreach (var (re, im, outRe, outIm) in new[] { (0, 16, 32, 48), (0, 16, 5, 48), (0, 16, 32, 20), (0, 16, 32, 36), (0, 3, 32, 48), (0, 16, 0, 16) })
        {
            var random = new Random(re + im);
            double[] left = [.. Enumerable.Range(0, 64).Select(_ => random.NextDouble())];
            double[] right = [.. left];
            naive(left.AsSpan(re, 16), left.AsSpan(im, 16), left.AsSpan(outRe, 16), left.AsSpan(outIm, 16));
            fast(right.AsSpan(re, 16), right.AsSpan(im, 16), right.AsSpan(outRe, 16), right.AsSpan(outIm, 16));
            for (var i = 0; i < 64; i++) Assert.Equal(left[i], right[i], 1e-9);
        }
    }

    [Fact]
    public void NothingIsAllocatedOnSpans()
    {
        var fast = Method<OnSpans>("FastDft");
        foreach (var length in new[] { 16, 127, 4096 })
        {
            var (re, im, a, b) = (new double[length], new double[length], new double[length], new double[length]);
            for (var i = 0; i < 3; i++) fast(re, im, a, b);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 10; i++) fast(re, im, a, b);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Throws<ArgumentException>(() => fast(re, im, a.AsSpan(1), b));
            Assert.Throws<ArgumentException>(() => fast(re, im, a, b.AsSpan(1)));
            Assert.Throws<ArgumentException>(() => fast(re, im, a, default));
        }
    }

    [Fact]
    public void WhatIsNotFiniteIsNotFiniteInTheDefinitionEither()
    {
        var (naive, fast) = (Method<Func<double[], double[], (double[], double[])>>("NaiveDft"), Method<Func<double[], double[], (double[], double[])>>("FastDft"));
        foreach (var value in new[] { double.NaN, double.PositiveInfinity, double.MaxValue / 1e4, double.Epsilon, -0.0 })
        {
            foreach (var length in new[] { 1, 5, 16, 31, 60 })
            {
                var (re, im) = (Parts(Data(length), v => v.Real), Parts(Data(length), v => v.Imaginary));
                im[length / 2] = value;
                var ((a, b), (c, d)) = (naive(re, im), fast(re, im));
                for (var k = 0; k < length; k++) Assert.Equal((double.IsFinite(a[k]) && double.IsFinite(b[k])), (double.IsFinite(c[k]) && double.IsFinite(d[k])));
            }
        }
    }

    [Theory]
    [InlineData("a third result", "(double[], double[], double[])", "(a, b, new double[re.Length])", "a[k] += re[n] * c - im[n] * s; b[k] += re[n] * s + im[n] * c;")]
    [InlineData("one part twice", "(double[], double[])", "(a, a)", "a[k] += re[n] * c - im[n] * s; b[k] += re[n] * s + im[n] * c;")]
    [InlineData("a sign wrong", "(double[], double[])", "(a, b)", "a[k] += re[n] * c + im[n] * s; b[k] += re[n] * s + im[n] * c;")]
    [InlineData("parts of different scale", "(double[], double[])", "(a, b)", "a[k] += re[n] * c - im[n] * s; b[k] += 2 * (re[n] * s + im[n] * c);")]
    [InlineData("a part from elsewhere", "(double[], double[])", "(a, b)", "a[k] += re[n] * c - im[0] * s; b[k] += re[n] * s + im[n] * c;")]
    public async Task WhatIsNoTransformIsRefused(string trap, string type, string result, string body)
    {
        var source = $$"""
            using System;
            public static partial class C
            {
                [Twiddle.FastTransform]
                public static {{type}} NaiveDft(double[] re, double[] im)
                {
                    var (a, b) = (new double[re.Length], new double[re.Length]);
                    for (int k = 0; k < re.Length; k++)
                        for (int n = 0; n < re.Length; n++)
                        {
                            var (s, c) = Math.SinCos(-2 * Math.PI * k * n / re.Length);
                            {{body}}
                        }
                    return {{result}};
                }
            }
            """;
        Assert.False(GeneratedAssembly.Generate(source).Generated.Contains("FastDft("), trap);
        Assert.NotEmpty(await GeneratedAssembly.Analyze(source));
    }

    private static TDelegate Method<TDelegate>(string name)
        where TDelegate : Delegate
    {
        var types = typeof(TDelegate).GetMethod("Invoke")!.GetParameters().Select(p => p.ParameterType).ToArray();
        return Loaded.Value.GetType("C")!.GetMethod(name, types)!.CreateDelegate<TDelegate>();
    }

    private static double[] Parts(Complex[] x, Converter<Complex, double> part) => Array.ConvertAll(x, part);

    private static Complex[] Data(int length)
    {
        var random = new Random(length);
        return [.. Enumerable.Range(0, length).Select(_ => new Complex(random.NextDouble() - 0.5, random.NextDouble() - 0.5))];
    }

    private static Complex[] Expected(Complex[] x)
    {
        var expected = x.ToArray();
        Fourier.Forward(expected, FourierOptions.Matlab);
        return expected;
    }

    private static void AssertClose(Complex[] expected, double[] re, double[] im) => AssertClose(expected, [.. re.Zip(im, (r, i) => new Complex(r, i))]);

    private static void AssertClose(Complex[] expected, Complex[] actual)
    {
        for (var k = 0; k < expected.Length; k++)
            Assert.True((expected[k] - actual[k]).Magnitude < 1e-11 * Math.Sqrt(expected.Length), $"length {expected.Length}, element {k}: {actual[k]} instead of {expected[k]}");
    }
}
