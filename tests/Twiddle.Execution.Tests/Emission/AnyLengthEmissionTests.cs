using System.Numerics;
using Microsoft.CodeAnalysis.CSharp;
using Twiddle.Compiler;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Execution.Tests.Emission;

/// <summary>The file that methods for any length share, by itself: at the edges of memory, and on every instruction set (<see cref="VectorEmissionTests"/>).</summary>
public sealed class AnyLengthEmissionTests
{
    private const string Caller = """
        using System; using System.Numerics;
        public static partial class T
        {
            public static void Forward(ReadOnlySpan<Complex> x, Span<Complex> y) => Twiddle.Generated.FourierPlan.Of(x.Length).Transform(x, y, -1, 1.0);
            public static void Columns(ReadOnlySpan<Complex> x, Span<Complex> y, int length) =>
                Twiddle.Generated.FourierPlan.Of(length).TransformMany(x, y, x.Length / length, x.Length / length, 1, -1, 1.0);
            public static double[] Roots(int order) => Twiddle.Generated.FourierRoots.Table(order);
        }
        """;

    // All radices first, in the middle and last; columns that the lanes do not divide; convolutions.
    private static readonly int[] Lengths = [1, 2, 3, 7, 8, 12, 16, 20, 31, 48, 64, 75, 98, 128, 135, 210, 243, 256, 320, 343, 448, 1000, 1009, 1024, 2048];

    private delegate void OnSpans(ReadOnlySpan<Complex> x, Span<Complex> y);

    private delegate void OnColumns(ReadOnlySpan<Complex> x, Span<Complex> y, int length);

    [Fact]
    public void NothingOutsideTheBuffersIsTouched()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var compiled = Compile();
        var (forward, columns) = (compiled.Method<OnSpans>("Forward"), compiled.Method<OnColumns>("Columns"));
        foreach (var length in Lengths)
        {
            foreach (var atEnd in new[] { true, false })
            {
                using var x = new GuardedBuffer<Complex>(length, atEnd);
                using var y = new GuardedBuffer<Complex>(length, atEnd);
                Data.Complexes(length).CopyTo(x.Span);
                forward(x.Span, y.Span);
                Close.Equal(VectorEmissionTests.Expected(x.Span), y.Span.ToArray(), 1e-13 * length);
                if (length % 4 == 0) columns(x.Span, y.Span, 4);
                if (length % 4 == 0) columns(x.Span, y.Span, length / 4);
            }
        }
    }

    /// <summary>Every root of the first orders, of all remainders modulo 8, and some of long ones: the numbers of double that are next to them.</summary>
    [Fact]
    public void RootsAreRoundedCorrectly()
    {
        using var compiled = Compile();
        var roots = compiled.Method<Func<int, double[]>>("Roots");
        foreach (var order in Enumerable.Range(1, 66).Concat([1000, 1009, 2025, 44100, 999_999, 1 << 20]))
        {
            var table = roots(order);
            Assert.Equal(2 * order, table.Length);
            for (var k = 0; k < order; k += 1 + order / 67)
            {
                var turns = new Rational(-k, order);
                Assert.Equal((order, k, Rounding.ToDouble(Cyclotomic.Cos(turns)), Rounding.ToDouble(Cyclotomic.Sin(turns))), (order, k, table[2 * k], table[2 * k + 1]));
            }
        }
    }

    /// <summary>What a test starts with instruction sets disabled.</summary>
    internal static void Check()
    {
        using var compiled = Compile();
        var (forward, columns) = (compiled.Method<OnSpans>("Forward"), compiled.Method<OnColumns>("Columns"));
        foreach (var length in Lengths)
        {
            var x = Data.Complexes(length);
            var y = new Complex[length];
            forward(x, y);
            Close.Equal(VectorEmissionTests.Expected(x), y, 1e-13 * length);
        }

        foreach (var (length, count) in new[] { (16, 11), (30, 8), (64, 3) })
        {
            var x = Data.Complexes(length * count);
            var y = new Complex[x.Length];
            columns(x, y, length);
            for (var i = 0; i < count; i++)
                Close.Equal(
                    VectorEmissionTests.Expected(Enumerable.Range(0, length).Select(n => x[n * count + i]).ToArray()),
                    Enumerable.Range(0, length).Select(n => y[n * count + i]).ToArray(),
                    1e-13 * length);
        }
    }

    private static CompiledTransform Compile() => CompiledTransform.Compile(Caller, TransformCompiler.SharedFile(CancellationToken.None), LanguageVersion.Latest);
}
