using System.Numerics;
using System.Reflection;
using MathNet.Numerics.IntegralTransforms;

namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary><c>[FastTransform]</c> without lengths: plans made at run time, and methods that must be refused.</summary>
public sealed class AnyLengthTests
{
    private const string Forward = "Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length)";

    // Every first and last radix on every width of vectors, odd and even lengths, primes, and long ones.
    private static readonly int[] Lengths =
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 17, 24, 25, 27, 30, 31, 32, 36, 40, 48, 49, 56, 60, 61, 64, 72, 80, 96, 100, 105, 120, 127, 128, 135, 160, 192,
            243, 256, 360, 448, 512, 625, 1000, 1009, 1024, 1920, 2048, 4096, 5040, 8192, 10007, 44100];

    private static readonly Lazy<(Assembly Assembly, string Generated)> Loaded = new(() => GeneratedAssembly.Load(Source($$"""
        [Twiddle.FastTransform]
        public static Complex[] NaiveDft(Complex[] x)
        {
            var y = new Complex[x.Length];
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++)
                    y[k] += x[n] * {{Forward}};
            return y;
        }

        [Twiddle.FastTransform]
        public static void NaiveInverse(ReadOnlySpan<Complex> x, Span<Complex> y)
        {
            for (int k = 0; k < x.Length; k++)
            {
                Complex sum = 0;
                for (int n = 0; n < x.Length; n++) sum += x[n] * Complex.Exp(new Complex(0, 2 * Math.PI * n * k / x.Length));
                y[k] = sum / x.Length;
            }
        }

        [Twiddle.FastTransform]
        public static void NaiveUnitary(Complex[] x)
        {
            var y = new Complex[x.Length];
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++)
                {
                    double angle = 2 * Math.PI * (k * n) / x.Length;
                    y[k] += x[n] * new Complex(Math.Cos(angle), -Math.Sin(angle));
                }
            for (int k = 0; k < x.Length; k++) x[k] = y[k] / Math.Sqrt(x.Length);
        }

        [Twiddle.FastTransform(Of = nameof(NaiveDft))]
        public static partial void Partial(ReadOnlySpan<Complex> x, Span<Complex> y);
        """)));

    private delegate void OnSpans(ReadOnlySpan<Complex> x, Span<Complex> y);

    private delegate void OnMany(ReadOnlySpan<Complex> x, Span<Complex> y, int length, int count, int stride, int distance);

    [Fact]
    public void EveryLengthAgreesWithAnIndependentLibrary()
    {
        var fast = Method<OnSpans>("FastDft");
        var partial = Method<OnSpans>("Partial");
        foreach (var length in Lengths)
        {
            var x = Data(length);
            var y = new Complex[length + 1];
            y[length] = 7;
            fast(x, y);
            Assert.Equal(7, y[length]);
            AssertClose(Expected(x), y, length);
            var other = new Complex[length];
            partial(x, other);
            Assert.Equal(other, y[..length]);
        }
    }

    [Fact]
    public void InverseAndUnitaryHaveTheirScales()
    {
        var (inverse, unitary) = (Method<OnSpans>("FastInverse"), Method<Action<Complex[]>>("FastUnitary"));
        foreach (var length in new[] { 1, 2, 7, 16, 100, 127, 1024 })
        {
            var x = Data(length);
            var y = new Complex[length];
            inverse(Expected(x), y);
            AssertClose(x, y, length);
            var inPlace = x.ToArray();
            unitary(inPlace);
            AssertClose(Expected(x).Select(v => v / Math.Sqrt(length)).ToArray(), inPlace, length);
        }
    }

    /// <summary>Rows, columns side by side (whole groups and a rest), and vectors that interleave, in place and not; elements between stay.</summary>
    [Theory]
    [InlineData(16, 5, 1, 16)]
    [InlineData(16, 5, 1, 20)]
    [InlineData(64, 64, 64, 1)]
    [InlineData(30, 13, 13, 1)]
    [InlineData(8, 1, 3, 1)]
    [InlineData(49, 9, 10, 1)]
    [InlineData(60, 75, 75, 1)]
    [InlineData(4096, 17, 17, 1)]
    [InlineData(31, 11, 11, 1)]
    [InlineData(12, 3, 5, 60)]
    [InlineData(1, 7, 7, 1)]
    public void ManyVectorsAreEachTransformed(int length, int count, int stride, int distance)
    {
        var many = Method<OnMany>("FastDft");
        var x = Data((length - 1) * stride + (count - 1) * distance + 3);
        var y = Enumerable.Repeat((Complex)7, x.Length).ToArray();
        many(x, y, length, count, stride, distance);
        var inPlace = x.ToArray();
        many(inPlace, inPlace, length, count, stride, distance);
        var expected = Enumerable.Repeat((Complex)7, x.Length).ToArray();
        var expectedInPlace = x.ToArray();
        for (var i = 0; i < count; i++)
        {
            var vector = Expected([.. Enumerable.Range(0, length).Select(n => x[n * stride + i * distance])]);
            for (var n = 0; n < length; n++) expected[n * stride + i * distance] = expectedInPlace[n * stride + i * distance] = vector[n];
        }

        AssertClose(expected, y, x.Length);
        AssertClose(expectedInPlace, inPlace, x.Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => many(x, y.AsSpan(0, y.Length - 3), length, count, stride, distance));
    }

    [Fact]
    public void LengthsBeyondOverflowAreLeftToTheDefinition()
    {
        Assert.Contains("x.Length <= 1048576", Loaded.Value.Generated);
        // (k * n) of int overflows beyond 46,341 elements, of which the largest square number is found; the definition then means the overflow.
        Assert.Contains("x.Length <= 46225", Loaded.Value.Generated);
    }

    [Fact]
    public void TheEmptyTransformIsTheDefinitions() => Assert.Empty(Method<Func<Complex[], Complex[]>>("FastDft")([]));

    /// <summary>The definition dereferences it; a method of any length has no branch that could say more.</summary>
    [Fact]
    public void WhatNullMeansIsTheDefinitions()
    {
        Assert.Throws<NullReferenceException>(() => Method<Func<Complex[]?, Complex[]>>("FastDft")(null));
        Assert.Throws<NullReferenceException>(() => Method<Action<Complex[]?>>("FastUnitary")(null));
    }

    [Fact]
    public void SpansMayOverlapAndNothingIsAllocated()
    {
        var fast = Method<OnSpans>("FastDft");
        foreach (var length in new[] { 16, 127, 1000, 4096, 20000 })
        {
            var buffer = Data(length + 5);
            var expected = Expected(buffer[..length]);
            fast(buffer.AsSpan(0, length), buffer.AsSpan(5));
            AssertClose(expected, buffer[5..], length);
            var (x, y) = (Data(length), new Complex[length]);
            for (var i = 0; i < 3; i++) fast(x, y);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 10; i++) fast(x, y);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public void ADestinationTooShortIsTheCallersMistake() =>
        Assert.Throws<ArgumentException>(() => Method<OnSpans>("FastDft")(new Complex[8], new Complex[7]));

    /// <summary>64 threads make the same plans and use them at once.</summary>
    [Fact]
    public void ThreadsDoNotDisturbEachOther()
    {
        var fast = Method<Func<Complex[], Complex[]>>("FastDft");
        var inputs = Enumerable.Range(0, 40).Select(i => Data(300 + 7 * i)).ToArray();
        var results = new Complex[64][][];
        var threads = Enumerable.Range(0, 64).Select(t => new Thread(() => results[t] = inputs.Select(fast).ToArray())).ToList();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        for (var i = 0; i < inputs.Length; i++)
        {
            AssertClose(Expected(inputs[i]), results[0][i], inputs[i].Length);
            foreach (var result in results) Assert.Equal(results[0][i], result[i]);
        }
    }

    [Theory]
    [InlineData("a branch on the length", "if (x.Length == 12345) return y; Sum();", "TWD025")]
    [InlineData("a remainder", "for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * (k * n % 4096) / x.Length);", "TWD025")]
    [InlineData("a condition in the sum", "for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] += n < 5000 ? x[n] * " + Forward + " : 0;", "TWD025")]
    [InlineData("another transform", "for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);", "TWD025")]
    [InlineData("a scale that vanishes at small lengths only", "for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] += x[n] * " + Forward + " * (1 + (x.Length - 1.0) * (x.Length - 2.0) * (x.Length - 3.0));", "TWD025")]
    [InlineData("a minimum", "for (int k = 0; k < Math.Min(x.Length, 5000); k++) for (int n = 0; n < x.Length; n++) y[k] += x[n] * " + Forward + ";", "TWD025")]
    [InlineData("another length", "for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / 64);", "TWD025")]
    [InlineData("a square", "for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] += x[n] * x[n] * " + Forward + ";", "TWD021")]
    public async Task WhatIsNotATransformOfEveryLengthIsRefused(string trap, string body, string id)
    {
        var source = Source($"[Twiddle.FastTransform] public static Complex[] M(Complex[] x) {{ var y = new Complex[x.Length]; {body.Replace("Sum();", "for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] += x[n] * " + Forward + ";")} return y; }}");
        var (_, generated, _) = GeneratedAssembly.Generate(source);
        Assert.False(generated.Contains("FastM("), trap);
        Assert.Equal(id, Assert.Single(await GeneratedAssembly.Analyze(source)).Id);
    }

    private static string Source(string members) => $"using System; using System.Numerics;\npublic static partial class C\n{{\n{members}\n}}";

    private static TDelegate Method<TDelegate>(string name)
        where TDelegate : Delegate
    {
        var types = typeof(TDelegate).GetMethod("Invoke")!.GetParameters().Select(p => p.ParameterType).ToArray();
        return Loaded.Value.Assembly.GetType("C")!.GetMethod(name, types)!.CreateDelegate<TDelegate>();
    }

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

    private static void AssertClose(Complex[] expected, Complex[] actual, int length)
    {
        for (var k = 0; k < length; k++)
            Assert.True((expected[k] - actual[k]).Magnitude < 1e-9 * Math.Sqrt(length), $"length {length}, element {k}: {actual[k]} instead of {expected[k]}");
    }
}
