using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using MathNet.Numerics.IntegralTransforms;

namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary><c>[FastTransform]</c> without lengths on complex numbers of the user's own: two of <c>float</c> or of <c>double</c>, as they lie in memory.</summary>
public sealed class AnyLengthElementTests
{
    // Every end on every width of vectors, whole and with a rest; a convolution; a plan of several passes.
    private static readonly int[] Lengths = [1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 32, 48, 60, 64, 100, 127, 128, 256, 336, 400, 512, 1000, 1009, 1024, 2048, 4096];

    /// <summary>One definition over a type of complex numbers that has <c>Re</c>, <c>Im</c> and a constructor.</summary>
    private static string Definitions(string type, string number, string math, string rounded = "") => $$"""
        [Twiddle.FastTransform]
        public static {{type}}[] Naive{{type}}({{type}}[] x)
        {
            var y = new {{type}}[x.Length];
            for (int k = 0; k < x.Length; k++)
            {
                {{number}} re = 0, im = 0;
                for (int n = 0; n < x.Length; n++)
                {
                    var angle = 2 * {{math}}.PI * k * n / x.Length;
                    re += x[n].Re * {{math}}.Cos(angle) + x[n].Im * {{math}}.Sin(angle);
                    im += x[n].Im * {{math}}.Cos(angle) - x[n].Re * {{math}}.Sin(angle);
                }
                y[k] = new {{type}}({{rounded}}re, {{rounded}}im);
            }
            return y;
        }

        [Twiddle.FastTransform]
        public static void NaiveInverse(ReadOnlySpan<{{type}}> x, Span<{{type}}> y)
        {
            for (int k = 0; k < x.Length; k++)
            {
                {{number}} re = 0, im = 0;
                for (int n = 0; n < x.Length; n++)
                {
                    var (sin, cos) = {{math}}.SinCos(2 * {{math}}.PI * k * n / x.Length);
                    re += x[n].Re * cos - x[n].Im * sin;
                    im += x[n].Re * sin + x[n].Im * cos;
                }
                y[k] = new {{type}}({{rounded}}(re / x.Length), {{rounded}}(im / x.Length));
            }
        }
        """;

    private static readonly Lazy<Assembly> Loaded = new(() => GeneratedAssembly.Load(Source($$"""
        public struct Plain(float re, float im) { public float Re = re; public float Im = im; }
        public readonly struct Fixed { public Fixed(float re, float im) { Re = re; Im = im; } public float Re { get; } public float Im { get; } }
        public readonly struct Swapped { public Swapped(double re, double im) { Im = im; Re = re; } public readonly double Im; public readonly double Re; }
        public readonly record struct Wide(double Re, double Im);
        {{Definitions("Plain", "float", "MathF")}}
        {{Definitions("Fixed", "double", "Math", "(float)")}}
        {{Definitions("Swapped", "double", "Math")}}
        {{Definitions("Wide", "double", "Math")}}
        {{Definitions("Vector2", "float", "MathF").Replace("].Re", "].X").Replace("].Im", "].Y")}}
        """)).Assembly);

    private delegate void OnSpans<T>(ReadOnlySpan<T> x, Span<T> y);

    private delegate void OnMany<T>(ReadOnlySpan<T> x, Span<T> y, int length, int count, int stride, int distance);

    public static TheoryData<string> Types => ["Plain", "Fixed", "Wide", "Swapped", "Vector2"];

    [Theory]
    [MemberData(nameof(Types))]
    public void EveryLengthAgreesWithAnIndependentLibrary(string type) => Run(nameof(CheckLengths), type);

    private static void CheckLengths<T>()
        where T : unmanaged
    {
        var forward = Method<Func<T[], T[]>>("Fast" + typeof(T).Name);
        var onSpans = Method<OnSpans<T>>("Fast" + typeof(T).Name);
        var inverse = Method<OnSpans<T>>("FastInverse");
        foreach (var length in Lengths)
        {
            var x = Data<T>(length);
            var expected = Expected(Complexes<T>(x));
            AssertClose<T>(expected, forward(x));
            // In place: the source is read before the target is written.
            var y = x.Concat([default]).ToArray();
            onSpans(y.AsSpan(0, length), y);
            AssertClose<T>(expected, y[..length]);
            Assert.Equal(default, y[length]);
            inverse(x, y);
            AssertClose<T>([.. Enumerable.Range(0, length).Select(k => expected[(length - k) % length] / length)], y[..length]);
        }

        Assert.Empty(forward([]));
        Assert.Throws<NullReferenceException>(() => forward(null!));
        Assert.Throws<ArgumentException>(() => onSpans(new T[8], new T[7]));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void WhatIsNotFiniteIsNotFiniteInTheDefinitionEither(string type) => Run(nameof(CheckHostile), type);

    private static void CheckHostile<T>()
        where T : unmanaged
    {
        var (naive, fast) = (Method<Func<T[], T[]>>("Naive" + typeof(T).Name), Method<Func<T[], T[]>>("Fast" + typeof(T).Name));
        foreach (var value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e-42, -0.0 })
        {
            foreach (var length in new[] { 1, 5, 16, 31, 60 })
            {
                var numbers = Numbers<T>(Data<T>(length));
                numbers[length / 2] = value;
                var x = Of<T>(numbers);
                var (expected, actual) = (Complexes<T>(naive(x)), Complexes<T>(fast(x)));
                for (var k = 0; k < length; k++) Assert.Equal(Complex.IsFinite(expected[k]), Complex.IsFinite(actual[k]));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void ManyVectorsAreEachTransformed(string type) => Run(nameof(CheckMany), type);

    private static void CheckMany<T>()
        where T : unmanaged
    {
        // Of a method on arrays, and of one on spans.
        var (many, inverse) = (Method<OnMany<T>>("Fast" + typeof(T).Name), Method<OnMany<T>>("FastInverse"));
        foreach (var (length, count, stride, distance) in new[] { (16, 5, 1, 20), (64, 13, 13, 1), (30, 9, 10, 1), (31, 11, 11, 1), (12, 3, 5, 60) })
        {
            var x = Data<T>((length - 1) * stride + (count - 1) * distance + 3);
            var y = x.ToArray();
            many(y, y, length, count, stride, distance);
            var expected = Complexes<T>(x);
            var numbers = Complexes<T>(x);
            for (var i = 0; i < count; i++)
            {
                var vector = Expected([.. Enumerable.Range(0, length).Select(n => numbers[n * stride + i * distance])]);
                for (var n = 0; n < length; n++) expected[n * stride + i * distance] = vector[n];
            }

            AssertClose<T>(expected, y);
            inverse(y, y, length, count, stride, distance);
            AssertClose<T>(numbers, y);
            Assert.Throws<ArgumentOutOfRangeException>(() => many(x, y.AsSpan(0, y.Length - 3), length, count, stride, distance));
        }
    }

    [Theory]
    [InlineData("something else beside", "public struct S { public float Re; public float Im; public float More; }")]
    [InlineData("parts of different types", "public struct S { public float Re; public double Im; }")]
    [InlineData("numbers that are no floating-point numbers", "public struct S { public int Re; public int Im; }")]
    [InlineData("a layout of its own", "[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)] public struct S { public float Re; public float Im; }")]
    public async Task WhatDoesNotLieAsTheEngineReadsItIsRefused(string trap, string type)
    {
        var source = Source($$"""
            {{type}}
            [Twiddle.FastTransform]
            public static S[] NaiveDft(S[] x)
            {
                var y = new S[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                    {
                        var angle = 2 * MathF.PI * k * n / x.Length;
                        y[k].Re += {{(type.Contains("int ") ? "(int)" : "")}}(x[n].Re * MathF.Cos(angle) + (float)x[n].Im * MathF.Sin(angle));
                        y[k].Im += {{(type.Contains("int ") ? "(int)" : "")}}((float)x[n].Im * MathF.Cos(angle) - x[n].Re * MathF.Sin(angle));
                    }
                return y;
            }
            """);
        Assert.False(GeneratedAssembly.Generate(source).Generated.Contains("FastDft("), trap);
        Assert.NotEmpty(await GeneratedAssembly.Analyze(source));
    }

    private static string Source(string members) => $"using System; using System.Numerics;\npublic static partial class C\n{{\n{members}\n}}";

    private static void Run(string check, string type) =>
        typeof(AnyLengthElementTests).GetMethod(check, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(Loaded.Value.GetType("C+" + type) ?? typeof(Vector2)).Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null);

    private static TDelegate Method<TDelegate>(string name)
        where TDelegate : Delegate
    {
        var types = typeof(TDelegate).GetMethod("Invoke")!.GetParameters().Select(p => p.ParameterType).ToArray();
        return Loaded.Value.GetType("C")!.GetMethod(name, types)!.CreateDelegate<TDelegate>();
    }

    private static T[] Data<T>(int length)
        where T : unmanaged
    {
        var random = new Random(length);
        return Of<T>([.. Enumerable.Range(0, 2 * length).Select(_ => random.NextDouble() - 0.5)]);
    }

    private static bool IsSingle<T>()
        where T : unmanaged => Marshal.SizeOf<T>() == 2 * sizeof(float);

    private static T[] Of<T>(double[] numbers)
        where T : unmanaged =>
        IsSingle<T>() ? MemoryMarshal.Cast<float, T>(numbers.Select(v => (float)v).ToArray()).ToArray() : MemoryMarshal.Cast<double, T>(numbers).ToArray();

    private static double[] Numbers<T>(ReadOnlySpan<T> x)
        where T : unmanaged =>
        IsSingle<T>() ? [.. MemoryMarshal.Cast<T, float>(x).ToArray().Select(v => (double)v)] : MemoryMarshal.Cast<T, double>(x).ToArray();

    private static Complex[] Complexes<T>(ReadOnlySpan<T> x)
        where T : unmanaged =>
        [.. MemoryMarshal.Cast<double, Complex>(Numbers(x)).ToArray().Select(v => typeof(T).Name == "Swapped" ? new Complex(v.Imaginary, v.Real) : v)];

    private static Complex[] Expected(Complex[] x)
    {
        Fourier.Forward(x, FourierOptions.Matlab);
        return x;
    }

    /// <summary>To the last bit of <c>float</c>, but for what lies between two, where the passes calculate in <c>double</c>; to a few where they calculate in <c>float</c>: of lengths that 8 divides.</summary>
    private static void AssertClose<T>(Complex[] expected, ReadOnlySpan<T> actual)
        where T : unmanaged
    {
        var numbers = Complexes(actual);
        var largest = expected.Max(v => v.Magnitude);
        var tolerance = !IsSingle<T>() ? 1e-12 : expected.Length >= 64 && expected.Length % 8 == 0 ? 3e-7 : 1e-7;
        for (var k = 0; k < expected.Length; k++)
            Assert.True((expected[k] - numbers[k]).Magnitude < tolerance * largest, $"length {expected.Length}, element {k}: {numbers[k]} instead of {expected[k]}");
    }
}
