using System.Numerics;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary>
/// 64 threads whose first calls come at the same moment, of methods for lengths by name and for any length: tables that methods share, plans and scratch memory are
/// all made by several threads at once.
/// </summary>
public sealed class FirstCallsAtOnceTests
{
    private const string Source = """
        using System;
        using System.Numerics;
        using Twiddle;

        namespace Users;

        public static partial class Named
        {
            [FastTransform(256, 1000, 1024)]
            public static Complex[] NaiveDft(Complex[] x)
            {
                var y = new Complex[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
                return y;
            }

            [FastTransform(256, 1000, 1024)]
            public static Complex[] NaiveInverse(Complex[] x)
            {
                var y = new Complex[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * Complex.FromPolarCoordinates(1, 2 * Math.PI * k * n / x.Length);
                return y;
            }
        }

        public static partial class Any
        {
            [FastTransform]
            public static Complex[] NaiveDft(Complex[] x)
            {
                var y = new Complex[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
                return y;
            }

            [FastTransform]
            public static Complex[] NaiveInverse(Complex[] x)
            {
                var y = new Complex[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * Complex.FromPolarCoordinates(1, 2 * Math.PI * k * n / x.Length);
                return y;
            }
        }
        """;

    private const int Threads = 64;
    private static readonly int[] Lengths = [256, 1000, 1024];

    [Fact]
    public void EachThreadGetsWhatTheDefinitionSays()
    {
        var (compilation, generated, _) = GeneratedAssembly.Generate(Source);
        Assert.Contains("class TransformTables", generated, StringComparison.Ordinal);
        Assert.Contains("class FourierPlan", generated, StringComparison.Ordinal);
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);

        var random = new Random(11);
        var inputs = Lengths.Select(n => Enumerable.Range(0, n).Select(_ => new Complex(random.NextDouble() - 0.5, random.NextDouble() - 0.5)).ToArray()).ToArray();
        var expected = new[] { -1, 1 }.Select(sign => inputs.Select(x => Fourier(x, sign)).ToArray()).ToArray();
        for (var round = 0; round < 5; round++) Run(Assembly.Load(image.ToArray()), inputs, expected);
    }

    private static void Run(Assembly assembly, Complex[][] inputs, Complex[][][] expected)
    {
        var calls = (from type in new[] { "Users.Named", "Users.Any" }
                     from method in new[] { ("FastDft", 0), ("FastInverse", 1) }
                     from length in Enumerable.Range(0, Lengths.Length)
                     select (Fast: assembly.GetType(type)!.GetMethod(method.Item1, [typeof(Complex[])])!.CreateDelegate<Func<Complex[], Complex[]>>(), Sign: method.Item2, Length: length)).ToArray();
        var failures = new string?[Threads];
        using var together = new Barrier(Threads);
        var threads = Enumerable.Range(0, Threads).Select(t => new Thread(() => failures[t] = Calls(t))).ToList();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Assert.All(failures, failure => Assert.Equal("", failure));

        string Calls(int thread)
        {
            try
            {
                together.SignalAndWait();
                for (var i = 0; i < calls.Length; i++)
                {
                    // Some threads begin with the same call, some with others.
                    var (fast, sign, length) = calls[(i + thread) % calls.Length];
                    var actual = fast(inputs[length]);
                    for (var k = 0; k < actual.Length; k++)
                        if (!((actual[k] - expected[sign][length][k]).Magnitude < 1e-11)) return $"{fast.Method.Name} of {Lengths[length]} points at {k}: {actual[k]}";
                }

                return "";
            }
            catch (Exception failure)
            {
                return failure.ToString();
            }
        }
    }

    /// <summary>By the definition, each angle reduced exactly.</summary>
    private static Complex[] Fourier(Complex[] x, int sign) => [.. Enumerable.Range(0, x.Length).Select(k =>
        x.Select((value, n) => value * Complex.FromPolarCoordinates(1, sign * 2 * Math.PI * ((long)k * n % x.Length) / x.Length)).Aggregate(Complex.Zero, (sum, term) => sum + term))];
}
