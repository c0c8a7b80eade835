using System.Numerics;
using System.Runtime.InteropServices;
using Twiddle.Execution.Tests.EndToEnd;

namespace Twiddle.Execution.Tests.Emission;

/// <summary>
/// Transforms with real results in the file that methods for any length share: at the edges of memory, and on every instruction set (<see cref="VectorEmissionTests"/>).
/// </summary>
public sealed class AnyLengthKernelEmissionTests
{
    /// <summary>Stands behind other callers, which say what is used.</summary>
    internal const string Caller = """
        public static partial class T
        {
            public static void KernelOfDoubles(ReadOnlySpan<double> x, Span<double> y, string kernel) => Run(x, y, kernel);
            public static void KernelOfSingles(ReadOnlySpan<float> x, Span<float> y, string kernel) => Run(x, y, kernel);

            private static void Run<N>(ReadOnlySpan<N> x, Span<N> y, string kernel) where N : unmanaged
            {
                if (kernel == "CosineTwo") Twiddle.Generated.FourierPlan.TransformCosineTwo(x, y, 1, 1);
                else if (kernel == "CosineThree") Twiddle.Generated.FourierPlan.TransformCosineThree(x, y, 1, 1);
                else if (kernel == "CosineFour") Twiddle.Generated.FourierPlan.TransformCosineFour(x, y, 1);
                else if (kernel == "SineTwo") Twiddle.Generated.FourierPlan.TransformSineTwo(x, y, 1, 1);
                else if (kernel == "SineThree") Twiddle.Generated.FourierPlan.TransformSineThree(x, y, 1, 1);
                else if (kernel == "SineFour") Twiddle.Generated.FourierPlan.TransformSineFour(x, y, 1);
                else if (kernel == "Hartley") Twiddle.Generated.FourierPlan.TransformHartley(x, y, 1, 1);
                else if (kernel == "Lapped") Twiddle.Generated.FourierPlan.TransformLapped(x, y, 1);
                else if (kernel == "Overlapping") Twiddle.Generated.FourierPlan.TransformOverlapping(x, y, 1);
                else if (kernel == "RealPart") Twiddle.Generated.FourierPlan.TransformRealPart(x, y, 1, 1);
                else Twiddle.Generated.FourierPlan.TransformHalfSpectrum(x, y, 1, 1, 2);
            }
        }
        """;

    private static readonly string[] Kernels =
        ["CosineTwo", "CosineThree", "CosineFour", "SineTwo", "SineThree", "SineFour", "Hartley", "Lapped", "Overlapping", "RealPart", "HalfSpectrum"];

    // All ends with whole vectors, with a rest, and without; convolutions of halves and of wholes.
    private static readonly int[] Sizes = [.. Enumerable.Range(1, 36), 48, 64, 75, 127, 128, 254, 500];

    private delegate void OnDoubles(ReadOnlySpan<double> x, Span<double> y, string kernel);

    private delegate void OnSingles(ReadOnlySpan<float> x, Span<float> y, string kernel);

    [Fact]
    public void NothingOutsideTheBuffersIsTouched()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var compiled = AnyLengthEmissionTests.Compile();
        foreach (var (kernel, size) in Kernels.SelectMany(k => Sizes.Select(s => (k, s))))
        {
            foreach (var atEnd in new[] { true, false })
            {
                var (inputs, outputs) = Counts(kernel, size);
                using var x = new GuardedBuffer<double>(inputs, atEnd);
                using var y = new GuardedBuffer<double>(outputs, atEnd);
                using var a = new GuardedBuffer<float>(inputs, atEnd);
                using var b = new GuardedBuffer<float>(outputs, atEnd);
                Check(compiled, kernel, size, x.Span, y.Span, a.Span, b.Span);
            }
        }
    }

    /// <summary>What a test starts with instruction sets disabled.</summary>
    internal static void Check(CompiledTransform compiled)
    {
        foreach (var (kernel, size) in Kernels.SelectMany(k => Sizes.Select(s => (k, s))))
        {
            var (inputs, outputs) = Counts(kernel, size);
            Check(compiled, kernel, size, new double[inputs], new double[outputs], new float[inputs], new float[outputs]);
        }
    }

    private static void Check(CompiledTransform compiled, string kernel, int size, Span<double> x, Span<double> y, Span<float> a, Span<float> b)
    {
        var random = new Random(size);
        foreach (ref var value in a) value = (float)(random.NextDouble() - 0.5);
        for (var i = 0; i < x.Length; i++) x[i] = a[i];
        compiled.Method<OnDoubles>("KernelOfDoubles")(x, y, kernel);
        compiled.Method<OnSingles>("KernelOfSingles")(a, b, kernel);
        for (var k = 0; k < y.Length; k++)
        {
            // The same passes: results of floats are those of doubles, rounded.
            Assert.True((float)y[k] == b[k], $"{kernel}, {size}, element {k}: {b[k]} instead of {(float)y[k]}");
            if (size > 64 && k % (y.Length / 11) > 0 && k < y.Length - 1) continue;
            var expected = kernel switch
            {
                "RealPart" => RowOfSpectrum(x, size, k, _ => 1),
                "HalfSpectrum" => RowOfSpectrum(x, 2 * size, k, j => j == 0 || j == size ? 1 : 2),
                _ => KernelDefinition.Row(kernel, size, x, k),
            };
            Assert.True(Math.Abs(expected - y[k]) < 2e-14 * (size + 10), $"{kernel}, {size}, element {k}: {y[k]} instead of {expected}");
        }
    }

    private static double RowOfSpectrum(ReadOnlySpan<double> x, int points, int k, Func<int, double> weight)
    {
        var numbers = MemoryMarshal.Cast<double, Complex>(x);
        var sum = 0.0;
        // What the ends of half a spectrum have as imaginary parts does not matter: their sines are zero.
        for (var j = 0; j < numbers.Length; j++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * ((long)j * k % points) / points);
            sum += weight(j) * (numbers[j].Real * cos - (2L * j * k % points == 0 ? 0 : numbers[j].Imaginary * sin));
        }

        return sum;
    }

    private static (int Inputs, int Outputs) Counts(string kernel, int size) => kernel switch
    {
        "Lapped" => (2 * size, size),
        "Overlapping" => (size, 2 * size),
        "RealPart" => (2 * size, size),
        "HalfSpectrum" => (2 * size + 2, 2 * size),
        _ => (size, size),
    };
}
