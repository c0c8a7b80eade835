using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using MathNet.Numerics.IntegralTransforms;

namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary><c>[FastTransform]</c> without lengths on real data: the whole spectrum, or its first half.</summary>
public sealed class AnyLengthRealTests
{
    // Even lengths whose halves are odd, even, convolutions and fill vectors or not; odd ones.
    private static readonly int[] Lengths = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 16, 17, 24, 30, 31, 32, 33, 34, 36, 60, 62, 64, 100, 127, 128, 254, 1000, 1009, 1024, 2018, 4096];

    private static readonly Lazy<Assembly> Loaded = new(() => GeneratedAssembly.Load("""
        using System; using System.Numerics;
        public static partial class C
        {
            public struct Pair { public float Re, Im; }

            [Twiddle.FastTransform]
            public static Complex[] NaiveWhole(double[] x)
            {
                var y = new Complex[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
                return y;
            }

            [Twiddle.FastTransform]
            public static Complex[] NaiveHalf(double[] x)
            {
                var y = new Complex[x.Length / 2 + 1];
                for (int k = 0; k < y.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
                return y;
            }

            [Twiddle.FastTransform]
            public static Pair[] NaiveSingles(float[] x)
            {
                int length = x.Length;
                int bins = length / 2 + 1;
                var y = new Pair[bins];
                for (int k = 0; k < bins; k++)
                    for (int n = 0; n < length; n++)
                    {
                        y[k].Re += x[n] * MathF.Cos(2 * MathF.PI * k * n / length);
                        y[k].Im -= x[n] * MathF.Sin(2 * MathF.PI * k * n / length);
                    }
                return y;
            }

            [Twiddle.FastTransform]
            public static (double[] Re, double[] Im) NaiveParts(double[] x)
            {
                var (re, im) = (new double[x.Length / 2 + 1], new double[x.Length / 2 + 1]);
                for (int k = 0; k <= x.Length / 2; k++)
                    for (int n = 0; n < x.Length; n++)
                    {
                        re[k] += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length) / x.Length;
                        im[k] += x[n] * Math.Sin(2 * Math.PI * k * n / x.Length) / x.Length;
                    }
                return (re, im);
            }

            [Twiddle.FastTransform]
            public static void NaiveOnSpans(ReadOnlySpan<float> x, Span<float> re, Span<float> im)
            {
                for (int k = 0; k < x.Length; k++)
                {
                    float a = 0, b = 0;
                    for (int n = 0; n < x.Length; n++)
                    {
                        a += x[n] * MathF.Cos(2 * MathF.PI * k * n / x.Length);
                        b -= x[n] * MathF.Sin(2 * MathF.PI * k * n / x.Length);
                    }
                    re[k] = a;
                    im[k] = b;
                }
            }
        }
        """).Assembly);

    private delegate void OnSpans(ReadOnlySpan<double> x, Span<Complex> y);

    private delegate void IntoParts(ReadOnlySpan<double> x, Span<double> re, Span<double> im);

    private delegate void SinglesIntoParts(ReadOnlySpan<float> x, Span<float> re, Span<float> im);

    [Fact]
    public void EveryLengthAgreesWithAnIndependentLibrary()
    {
        foreach (var length in Lengths)
        {
            var x = Data(length);
            var expected = Expected(x);
            var bins = length / 2 + 1;
            AssertClose(expected, Method<Func<double[], Complex[]>>("FastWhole")(x), length);
            AssertClose(expected, Method<Func<double[], Complex[]>>("FastHalf")(x), bins);

            var y = new Complex[length + 1];
            y[bins] = 7;
            Method<OnSpans>("FastHalf")(x, y);
            AssertClose(expected, y[..bins], bins);
            Assert.Equal(7, y[bins]);
            y[length] = 7;
            Method<OnSpans>("FastWhole")(x, y);
            AssertClose(expected, y[..length], length);
            Assert.Equal(7, y[length]);

            // The other direction, and a scale.
            var mirrored = expected.Select(v => Complex.Conjugate(v) / length).ToArray();
            var (re, im) = Method<Func<double[], (double[], double[])>>("FastParts")(x);
            AssertClose(mirrored, [.. re.Zip(im, (r, i) => new Complex(r, i))], bins);
            (re[0], im[0]) = (7, 7);
            Method<IntoParts>("FastParts")(x, im, re);
            AssertClose(mirrored, [.. im.Zip(re, (r, i) => new Complex(r, i))], bins);
        }
    }

    /// <summary>The last rounding is that of <c>float</c>: the passes calculate in <c>double</c>.</summary>
    [Fact]
    public void SinglesAreRoundedOnce()
    {
        var pair = Loaded.Value.GetType("C+Pair")!;
        foreach (var length in Lengths)
        {
            var x = Array.ConvertAll(Data(length), v => (float)v);
            var expected = Expected(Array.ConvertAll(x, v => (double)v));
            var (re, im) = (new float[length], new float[length]);
            Method<SinglesIntoParts>("FastOnSpans")(x, re, im);
            AssertRounded(expected, re, im, length);
            var half = (Array)Loaded.Value.GetType("C")!.GetMethod("FastSingles", [typeof(float[])])!.Invoke(null, [x])!;
            Assert.Equal(length / 2 + 1, half.Length);
            float[] Field(string name) => [.. half.Cast<object>().Select(v => (float)pair.GetField(name)!.GetValue(v)!)];
            AssertRounded(expected, Field("Re"), Field("Im"), half.Length);
        }
    }

    [Fact]
    public void OtherArgumentsAreLeftToTheDefinition()
    {
        Assert.Empty(Method<Func<double[], Complex[]>>("FastWhole")([]));
        Assert.Equal([Complex.Zero], Method<Func<double[], Complex[]>>("FastHalf")([]));
        Assert.Throws<NullReferenceException>(() => Method<Func<double[], Complex[]>>("FastHalf")(null!));
        Assert.Throws<ArgumentException>(() => Method<OnSpans>("FastHalf")(new double[8], new Complex[4]));
        Assert.Throws<ArgumentException>(() => Method<IntoParts>("FastParts")(new double[8], new double[5], new double[4]));
        Assert.Throws<ArgumentException>(() => Method<IntoParts>("FastParts")(new double[8], new double[5], default));

        // Spans that overlap mean what they mean to the definition.
        var (naive, fast) = (Method<SinglesIntoParts>("NaiveOnSpans"), Method<SinglesIntoParts>("FastOnSpans"));
        foreach (var (first, second) in new[] { (16, 32), (0, 32), (16, 0), (16, 20), (5, 32) })
        {
            float[] left = [.. Enumerable.Range(0, 48).Select(i => i % 7 - 2.5f)];
            float[] right = [.. left];
            naive(left.AsSpan(0, 16), left.AsSpan(first, 16), left.AsSpan(second, 16));
            fast(right.AsSpan(0, 16), right.AsSpan(first, 16), right.AsSpan(second, 16));
            for (var i = 0; i < 48; i++) Assert.True(Math.Abs(left[i] - right[i]) <= 1e-4 * (1 + Math.Abs(left[i])), $"{first} {second}: {i}");
        }
    }

    /// <summary>A span for an array is a copy: the results may take the place of the data.</summary>
    [Fact]
    public void ResultsMayTakeThePlaceOfTheData()
    {
        foreach (var length in new[] { 8, 15, 31, 100 })
        {
            var memory = new double[2 * length];
            var x = Data(length);
            foreach (var offset in new[] { 0, length / 2, length })
            {
                x.CopyTo(memory, offset);
                Method<OnSpans>("FastWhole")(memory.AsSpan(offset, length), MemoryMarshal.Cast<double, Complex>(memory.AsSpan()));
                AssertClose(Expected(x), MemoryMarshal.Cast<double, Complex>(memory.AsSpan()).ToArray(), length);
            }
        }
    }

    [Fact]
    public void NothingIsAllocatedOnSpans()
    {
        foreach (var length in new[] { 16, 62, 127, 254, 4096 })
        {
            var (x, y) = (Data(length), new Complex[length]);
            var fast = Method<OnSpans>("FastHalf");
            for (var i = 0; i < 3; i++) fast(x, y);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 10; i++) fast(x, y);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public void WhatIsNotFiniteIsNotFiniteInTheDefinitionEither()
    {
        var (naive, fast) = (Method<Func<double[], Complex[]>>("NaiveWhole"), Method<Func<double[], Complex[]>>("FastWhole"));
        foreach (var value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue / 4, double.Epsilon, -0.0 })
        {
            foreach (var length in new[] { 1, 2, 5, 16, 31, 60, 62 })
            {
                var x = Data(length);
                x[length / 2] = value;
                var (expected, actual) = (naive(x), fast(x));
                for (var k = 0; k < length; k++) Assert.True(Complex.IsFinite(expected[k]) == Complex.IsFinite(actual[k]), $"{value}, length {length}, element {k}: {actual[k]} instead of {expected[k]}");
            }
        }
    }

    /// <summary>64 threads make the same tables and use them at once.</summary>
    [Fact]
    public void ThreadsDoNotDisturbEachOther()
    {
        var fast = Method<Func<double[], Complex[]>>("FastHalf");
        var inputs = Enumerable.Range(0, 20).Select(i => Data(300 + 7 * i)).ToArray();
        var results = new Complex[64][][];
        var threads = Enumerable.Range(0, 64).Select(t => new Thread(() => results[t] = inputs.Select(fast).ToArray())).ToList();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        for (var i = 0; i < inputs.Length; i++)
        {
            AssertClose(Expected(inputs[i]), results[0][i], inputs[i].Length / 2 + 1);
            foreach (var result in results) Assert.Equal(results[0][i], result[i]);
        }
    }

    /// <summary>The oldest language version that the code is written for, and a number type that nobody else sees.</summary>
    [Fact]
    public void OldLanguageVersionsCompileIt()
    {
        var (assembly, generated) = GeneratedAssembly.Load("""
            using System;
            public partial class C
            {
                private struct Pair { public float Re; public float Im; }

                [Twiddle.FastTransform]
                private static Pair[] NaivePairs(float[] x)
                {
                    var y = new Pair[x.Length / 2 + 1];
                    for (int k = 0; k < y.Length; k++)
                        for (int n = 0; n < x.Length; n++)
                        {
                            y[k].Re += x[n] * MathF.Cos(2 * MathF.PI * k * n / x.Length);
                            y[k].Im -= x[n] * MathF.Sin(2 * MathF.PI * k * n / x.Length);
                        }
                    return y;
                }

                public static float Energy(float[] x)
                {
                    float sum = 0;
                    foreach (var v in FastPairs(x)) sum += v.Re * v.Re + v.Im * v.Im;
                    return sum;
                }
            }
            """, Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp9);
        Assert.Contains("TransformReal<float>(", generated);
        var energy = assembly.GetType("C")!.GetMethod("Energy")!.CreateDelegate<Func<float[], float>>();
        // Of an impulse every element is 1.
        Assert.Equal(51, energy([.. new float[40], 1, .. new float[59]]), 1e-4);
    }

    [Theory]
    [InlineData("a third of the spectrum", "x.Length / 3 + 1", "k < y.Length")]
    [InlineData("a quarter, halved twice", "x.Length / 2 / 2 + 1", "k < y.Length")]
    [InlineData("half of another length", "y0.Length / 2 + 1", "k < y.Length")]
    [InlineData("half of what is no longer the length", "n2 / 2 + 1", "k < y.Length")]
    [InlineData("half without its end", "x.Length / 2", "k < y.Length")]
    [InlineData("a bin left out at odd lengths", "x.Length / 2 + 1", "k < x.Length - x.Length / 2")]
    [InlineData("more than there is", "x.Length + 1", "k < y.Length")]
    [InlineData("a part of it", "x.Length / 2 + 1", "k < 1")]
    public async Task OtherPartsOfTheSpectrumAreRefused(string trap, string outputs, string condition)
    {
        var source = $$"""
            using System; using System.Numerics;
            public static partial class C
            {
                [Twiddle.FastTransform]
                public static Complex[] NaiveDft(double[] x)
                {
                    var y0 = new double[x.Length / 2];
                    int n2 = x.Length;
                    n2 += 0;
                    var y = new Complex[{{outputs}}];
                    for (int k = 0; {{condition}}; k++)
                        for (int n = 0; n < x.Length; n++)
                            y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
                    return y;
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

    private static double[] Data(int length)
    {
        var random = new Random(length);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5)];
    }

    private static Complex[] Expected(double[] x)
    {
        var expected = Array.ConvertAll(x, v => (Complex)v);
        Fourier.Forward(expected, FourierOptions.Matlab);
        return expected;
    }

    private static void AssertClose(Complex[] expected, Complex[] actual, int count)
    {
        Assert.True(actual.Length >= count);
        for (var k = 0; k < count; k++)
            Assert.True((expected[k] - actual[k]).Magnitude < 1e-11 * Math.Sqrt(expected.Length), $"length {expected.Length}, element {k}: {actual[k]} instead of {expected[k]}");
    }

    private static void AssertRounded(Complex[] expected, float[] re, float[] im, int count)
    {
        for (var k = 0; k < count; k++)
            Assert.True((new Complex(re[k], im[k]) - expected[k]).Magnitude <= 1.2e-7 * expected[k].Magnitude + 1e-12 * expected.Length, $"length {expected.Length}, element {k}");
    }
}
