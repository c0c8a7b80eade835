using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Twiddle.Compiler;
using Twiddle.Compiler.Emission.AnyLength;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Execution.Tests.Emission;

/// <summary>The file that methods for any length share, by itself: at the edges of memory, and on every instruction set (<see cref="VectorEmissionTests"/>).</summary>
public sealed class AnyLengthEmissionTests
{
    private const string Caller = """
        using System; using System.Numerics; using System.Runtime.InteropServices;
        public struct Pair { public float Re, Im; }
        public static partial class T
        {
            public static void Forward(ReadOnlySpan<Complex> x, Span<Complex> y) => Twiddle.Generated.FourierPlan.Of(x.Length).Transform(x, y, -1, 1.0);
            public static void Columns(ReadOnlySpan<Complex> x, Span<Complex> y, int length) =>
                Twiddle.Generated.FourierPlan.Of(length).TransformMany(x, y, x.Length / length, x.Length / length, 1, -1, 1.0);
            public static void Singles(ReadOnlySpan<float> x, Span<float> y) =>
                Twiddle.Generated.FourierPlan.Of(x.Length / 2).Transform<Pair>(MemoryMarshal.Cast<float, Pair>(x), MemoryMarshal.Cast<float, Pair>(y), -1, 1.0);
            public static void Real(ReadOnlySpan<float> x, Span<float> y) => Twiddle.Generated.FourierPlan.TransformReal<float>(x, y, default, x.Length / 2 + 1, -1, 1.0);
            public static void RealParts(ReadOnlySpan<float> x, Span<float> y) =>
                Twiddle.Generated.FourierPlan.TransformReal<float>(x, y.Slice(0, x.Length), y.Slice(x.Length), x.Length, -1, 1.0);
            public static void Parts(ReadOnlySpan<float> x, Span<float> y) => Twiddle.Generated.FourierPlan.Of(x.Length / 2).TransformParts<float>(
                x.Slice(0, x.Length / 2), x.Slice(x.Length / 2), y.Slice(0, x.Length / 2), y.Slice(x.Length / 2), -1, 1.0);
            public static double[] Roots(int order)
            {
                var table = new double[2 * order];
                Twiddle.Generated.FourierRoots.Fill(table, order);
                return table;
            }
        }
        """;

    // All radices first, in the middle and last; columns that the lanes do not divide; convolutions.
    private static readonly int[] Lengths = [1, 2, 3, 7, 8, 12, 16, 20, 31, 48, 64, 75, 98, 128, 135, 210, 243, 256, 320, 343, 448, 1000, 1009, 1024, 2048];

    private delegate void OnSpans(ReadOnlySpan<Complex> x, Span<Complex> y);

    private delegate void OnColumns(ReadOnlySpan<Complex> x, Span<Complex> y, int length);

    private delegate void OnSingles(ReadOnlySpan<float> x, Span<float> y);

    [Fact]
    public void NothingOutsideTheBuffersIsTouched()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var compiled = Compile();
        var (forward, columns, singles) = (compiled.Method<OnSpans>("Forward"), compiled.Method<OnColumns>("Columns"), compiled.Method<OnSingles>("Singles"));
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
                using var a = new GuardedBuffer<float>(2 * length, atEnd);
                using var b = new GuardedBuffer<float>(2 * length, atEnd);
                Singles(x.Span).CopyTo(a.Span);
                singles(a.Span, b.Span);
                AssertRounded(a.Span, b.Span);
                using var half = new GuardedBuffer<float>(length / 2 * 2 + 2, atEnd);
                using var real = new GuardedBuffer<float>(length, atEnd);
                CheckParts(compiled, a.Span, b.Span, real.Span, half.Span);
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
        var (forward, columns, singles) = (compiled.Method<OnSpans>("Forward"), compiled.Method<OnColumns>("Columns"), compiled.Method<OnSingles>("Singles"));
        foreach (var length in Lengths)
        {
            var x = Data.Complexes(length);
            var y = new Complex[length];
            forward(x, y);
            Close.Equal(VectorEmissionTests.Expected(x), y, 1e-13 * length);
            var (a, b) = (Singles(x), new float[2 * length]);
            singles(a, b);
            AssertRounded(a, b);
            CheckParts(compiled, a, b, new float[length], new float[length / 2 * 2 + 2]);
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

        AnyLengthKernelEmissionTests.Check(compiled);
    }

    /// <summary>Numbers taken for parts one after the other, and half of them for real data: the whole spectrum in parts, and half of it.</summary>
    private static void CheckParts(CompiledTransform compiled, Span<float> x, Span<float> y, Span<float> real, Span<float> half)
    {
        var length = real.Length;
        compiled.Method<OnSingles>("Parts")(x, y);
        AssertRounded(InTurns(x), InTurns(y));
        x[..length].CopyTo(real);
        compiled.Method<OnSingles>("RealParts")(real, y);
        AssertRounded(WithZeros(real), InTurns(y));
        compiled.Method<OnSingles>("Real")(real, half);
        Assert.Equal(InTurns(y)[..half.Length], half.ToArray());
    }

    private static float[] InTurns(ReadOnlySpan<float> parts)
    {
        var (re, im) = (parts[..(parts.Length / 2)].ToArray(), parts[(parts.Length / 2)..].ToArray());
        return [.. re.Zip(im, (r, i) => new[] { r, i }).SelectMany(v => v)];
    }

    private static float[] WithZeros(ReadOnlySpan<float> real) => [.. real.ToArray().SelectMany(v => new[] { v, 0 })];

    private static float[] Singles(ReadOnlySpan<Complex> x) => [.. x.ToArray().SelectMany(v => new[] { (float)v.Real, (float)v.Imaginary })];

    /// <summary>Results of <c>float</c> are off by their last rounding: half of 2⁻²³ of a number less than the length.</summary>
    private static void AssertRounded(ReadOnlySpan<float> x, ReadOnlySpan<float> y) => Close.Equal(VectorEmissionTests.Expected(Complexes(x)), Complexes(y), 6e-8 * x.Length);

    private static Complex[] Complexes(ReadOnlySpan<float> numbers) => [.. numbers.ToArray().Chunk(2).Select(pair => new Complex(pair[0], pair[1]))];

    public static TheoryData<EngineParts> EachPart => new(Enum.GetValues<EngineParts>().Where(part => part is not (EngineParts.None or EngineParts.All or EngineParts.Singles)));

    /// <summary>What is written for one part alone has all that it needs; the passes, whose text is long, are left out.</summary>
    [Theory]
    [MemberData(nameof(EachPart))]
    public void EveryPartCompilesByItself(EngineParts part)
    {
        var all = TransformCompiler.SharedFile(CancellationToken.None);
        foreach (var parts in new[] { part, part | EngineParts.Singles })
        {
            var text = TransformCompiler.SharedFile(parts, CancellationToken.None);
            Assert.True(text.Length < all.Length);
            // Convolutions convert numbers of float themselves.
            if (part != EngineParts.Convolutions) Assert.Equal(parts.HasFlag(EngineParts.Singles), text.Contains("ref float"));
            CompiledTransform.Compile("", WithoutPasses(text), LanguageVersion.Latest).Dispose();
        }
    }

    /// <summary>The compiler needs about two milliseconds for each of these in a new process.</summary>
    [Fact]
    public void TheTextForComplexNumbersIsShort() =>
        Assert.InRange(Encoding.UTF8.GetByteCount(TransformCompiler.SharedFile(EngineParts.Complex | EngineParts.Many, CancellationToken.None)), 1, 180 * 1024);

    private static string WithoutPasses(string text)
    {
        var lines = new List<string>();
        var (isPass, isBody) = (false, false);
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("        private static void", StringComparison.Ordinal)) isPass = Regex.IsMatch(line, @" (First|FirstOfPairs|Middle|Plain|Last)\d+<");
            if (line == "        }") (isPass, isBody) = (false, false);
            if (!isBody) lines.Add(line);
            if (isPass && line == "        {") isBody = true;
        }

        return string.Join("\n", lines);
    }

    internal static CompiledTransform Compile() => CompiledTransform.Compile(Caller + "\n" + AnyLengthKernelEmissionTests.Caller, TransformCompiler.SharedFile(CancellationToken.None), LanguageVersion.Latest);
}
