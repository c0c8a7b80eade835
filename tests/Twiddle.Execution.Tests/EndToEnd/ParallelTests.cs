using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis.CSharp;

namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary>Transforms that threads share give what one thread gives, bit for bit.</summary>
public class ParallelTests
{
    private const int Length = 1 << 17;

    private const string Definitions = """
        using System; using System.Numerics;
        public static partial class C
        {
            [Twiddle.FastTransform(131072)]
            public static Complex[] NaiveDft(Complex[] x)
            {
                var y = new Complex[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
                return y;
            }

            [Twiddle.FastTransform(131072, Name = "Shared", Parallel = true)]
            public static Complex[] Dft(Complex[] x)
            {
                var y = new Complex[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
                return y;
            }

            [Twiddle.FastTransform(131072)]
            public static float[] NaiveDht(float[] x)
            {
                var y = new float[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * (float)(Math.Cos(2 * Math.PI * k * n / x.Length) + Math.Sin(2 * Math.PI * k * n / x.Length));
                return y;
            }

            [Twiddle.FastTransform(131072, Name = "SharedDht", Parallel = true)]
            public static float[] Dht(float[] x)
            {
                var y = new float[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * (float)(Math.Cos(2 * Math.PI * k * n / x.Length) + Math.Sin(2 * Math.PI * k * n / x.Length));
                return y;
            }
        }
        """;

    private static readonly Lazy<(Assembly Assembly, string Generated)> Loaded = new(() => GeneratedAssembly.Load(Definitions));

    private static readonly Lazy<(Assembly Assembly, string Generated)> ForAnyLength = new(() =>
    {
        var methods = Definitions[..Definitions.IndexOf("    [Twiddle.FastTransform(131072)]\n    public static float", StringComparison.Ordinal)];
        const string singles = """
                [Twiddle.FastTransform]
                public static Pair[] NaiveDft(Pair[] x)
                {
                    var y = new Pair[x.Length];
                    for (int k = 0; k < x.Length; k++)
                    {
                        float re = 0, im = 0;
                        for (int n = 0; n < x.Length; n++)
                        {
                            var angle = 2 * MathF.PI * k * n / x.Length;
                            re += x[n].Re * MathF.Cos(angle) + x[n].Im * MathF.Sin(angle);
                            im += x[n].Im * MathF.Cos(angle) - x[n].Re * MathF.Sin(angle);
                        }
                        y[k].Re = re;
                        y[k].Im = im;
                    }
                    return y;
                }
            """;
        var shared = singles.Replace("[Twiddle.FastTransform]", "[Twiddle.FastTransform(Name = \"Shared\", Parallel = true)]").Replace("NaiveDft", "Dft");
        return GeneratedAssembly.Load(methods.Replace("(131072)", "").Replace("131072, ", "") + "public struct Pair { public float Re, Im; }\n" + singles + shared + "}", allowsUnsafe: true);
    });

    /// <summary>Pinned arrays, pinned spans, and scalar code between arrays.</summary>
    [Theory]
    [InlineData(LanguageVersion.Latest, false)]
    [InlineData(LanguageVersion.Latest, true)]
    [InlineData(LanguageVersion.CSharp7_3, false)]
    public void Threads_give_the_same_bits(LanguageVersion version, bool allowsUnsafe)
    {
        var isLoaded = version == LanguageVersion.Latest && !allowsUnsafe;
        var (assembly, generated) = isLoaded ? Loaded.Value : GeneratedAssembly.Load(Definitions, version, allowsUnsafe);
        // On vectors, the threads wait for each other once: between the two groups of passes.
        Assert.Contains(version == LanguageVersion.Latest ? "SharedOfComplexArrayTeam.Run(2, " : "SharedOfComplexArrayTeam.Run(", generated);
        var type = assembly.GetType("C")!;
        var random = new Random(1);
        var x = Enumerable.Range(0, Length).Select(_ => new Complex(random.NextDouble() - 0.5, random.NextDouble() - 0.5)).ToArray();
        var alone = type.GetMethod("FastDft", [typeof(Complex[])])!.CreateDelegate<Func<Complex[], Complex[]>>();
        var shared = type.GetMethod("Shared", [typeof(Complex[])])!.CreateDelegate<Func<Complex[], Complex[]>>();
        var expected = alone(x);
        for (var i = 0; i < 20; i++) Assert.True(expected.AsSpan().SequenceEqual(shared(x)));

        var onSpans = type.GetMethod("Shared", [typeof(ReadOnlySpan<Complex>), typeof(Span<Complex>)])!.CreateDelegate<OnSpans>();
        var inPlace = (Complex[])x.Clone();
        onSpans(inPlace, inPlace);
        Assert.True(expected.AsSpan().SequenceEqual(inPlace));

        var data = Array.ConvertAll(x, value => (float)value.Real);
        var dht = type.GetMethod("FastDht", [typeof(float[])])!.CreateDelegate<Func<float[], float[]>>()(data);
        Assert.True(dht.AsSpan().SequenceEqual(type.GetMethod("SharedDht", [typeof(float[])])!.CreateDelegate<Func<float[], float[]>>()(data)));

        // Many callers, all of them threads of the pool, each of which would have others help.
        Parallel.For(0, 24, _ => Assert.True(expected.AsSpan().SequenceEqual(shared(x))));
    }

    [Fact]
    public void A_team_hands_out_every_part_once_in_order_of_stages_and_passes_failures_on()
    {
        var assembly = Loaded.Value.Assembly;
        var team = assembly.GetType("C")!.GetNestedType("SharedOfComplexArrayTeam", BindingFlags.NonPublic)!;
        var workType = team.GetNestedType("Work", BindingFlags.NonPublic)!;
        var run = team.GetMethod("Run", BindingFlags.Static | BindingFlags.NonPublic)!;
        void Run(int stages, Action<int, int, int> work) =>
            run.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [stages, Delegate.CreateDelegate(workType, work.Target, work.Method)], null);

        const int stages = 50;
        var done = new int[stages];
        var early = 0;
        Run(stages, (stage, part, parts) =>
        {
            if (stage > 0 && Volatile.Read(ref done[stage - 1]) != parts) Interlocked.Increment(ref early);
            // Held up long enough for another thread to run ahead, if it may.
            if (part == 0) Thread.Sleep(5);
            // A team within a team.
            if (stage == 7) Run(2, (_, _, _) => { });
            Interlocked.Increment(ref done[stage]);
        });
        Assert.Equal(0, early);
        Assert.Single(done.Distinct());

        var failure = Assert.Throws<InvalidOperationException>(() => Run(3, (stage, _, _) =>
        {
            if (stage == 1) throw new InvalidOperationException("in a part");
            if (stage == 2) Interlocked.Increment(ref early);
        }));
        Assert.Equal("in a part", failure.Message);
        Assert.Equal(0, early);
    }

    [Theory]
    [InlineData(1, 1024, 1000, 1024)]
    [InlineData(1000, 1, 1000, 60)]
    [InlineData(7, 679, 400, 97)]
    [InlineData(1, 1000, 3, 1000)]
    public void Many_vectors_at_once_are_shared(int stride, int distance, int count, int length)
    {
        var (assembly, generated) = ForAnyLength.Value;
        Assert.Contains(".ShareMany<", generated);
        var type = assembly.GetType("C")!;
        var random = new Random(length);
        var size = (length - 1) * stride + (count - 1) * distance + 1;
        var x = Enumerable.Range(0, size).Select(_ => new Complex(random.NextDouble() - 0.5, random.NextDouble() - 0.5)).ToArray();
        CheckMany(type, x, stride, distance, count, length);
        var singles = x.SelectMany(v => new[] { (float)v.Real, (float)v.Imaginary }).ToArray();
        typeof(ParallelTests).GetMethod(nameof(CheckSingles), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(assembly.GetType("C+Pair")!)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [type, singles, stride, distance, count, length], null);
    }

    private static void CheckSingles<T>(Type type, float[] x, int stride, int distance, int count, int length)
        where T : unmanaged => CheckMany(type, MemoryMarshal.Cast<float, T>(x).ToArray(), stride, distance, count, length);

    private static void CheckMany<T>(Type type, T[] x, int stride, int distance, int count, int length)
        where T : unmanaged
    {
        Type[] types = [typeof(ReadOnlySpan<T>), typeof(Span<T>), typeof(int), typeof(int), typeof(int), typeof(int)];
        var (expected, actual) = (new T[x.Length], new T[x.Length]);
        type.GetMethod("FastDft", types)!.CreateDelegate<Many<T>>()(x, expected, length, count, stride, distance);
        Assert.NotEqual(default, expected[0]);
        var shared = type.GetMethod("Shared", types)!.CreateDelegate<Many<T>>();
        shared(x, actual, length, count, stride, distance);
        Assert.True(MemoryMarshal.AsBytes<T>(expected).SequenceEqual(MemoryMarshal.AsBytes<T>(actual)));
        Assert.Throws<ArgumentOutOfRangeException>(() => shared(x.AsSpan(1), actual, length, count, stride, distance));
        Assert.Throws<ArgumentOutOfRangeException>(() => shared(x, actual.AsSpan(1), length, count, stride, distance));
        Assert.Throws<ArgumentOutOfRangeException>(() => shared(x, actual, length, count, 0, distance));
    }

    private delegate void OnSpans(ReadOnlySpan<Complex> x, Span<Complex> y);

    private delegate void Many<T>(ReadOnlySpan<T> source, Span<T> target, int length, int count, int stride, int distance);
}
