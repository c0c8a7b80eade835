using System.Diagnostics;
using System.Numerics;
using System.Reflection;
using System.Runtime.Intrinsics.X86;
using System.Text.RegularExpressions;
using MathNet.Numerics.IntegralTransforms;
using Microsoft.CodeAnalysis.CSharp;
using Twiddle.Compiler.Specs;

namespace Twiddle.Execution.Tests.Emission;

/// <summary>Transforms on vectors: every shape of pass, every instruction set, wherever the buffers lie.</summary>
public sealed class VectorEmissionTests : IClassFixture<VectorEmissionTests.Emitted>
{
    // Straight lines of vector code: with whole, overlapping and, on the widest vectors, short groups of blocks, of columns and of both, and three passes.
    private static readonly int[] ShortLengths = [16, 20, 30, 32, 48, 60, 64];

    // Large prime factors: dense sums with one, two and four vectors of eight results, the last of them not whole.
    private static readonly int[] FoldedLengths = [19, 31, 57];

    // First passes of whole groups of blocks and of others (an overlapping last group), with four and with eight lanes; odd radices behind; and groups of columns that
    // overlap, in the last of two passes and in those between. Last, passes in two groups, done piece by piece.
    private static readonly int[] Lengths = [.. ShortLengths, .. FoldedLengths, 75, 96, 100, 120, 121, 128, 192, 250, 256, 300, 360, 1000, 1024, 2205, InGroups];

    private const int InGroups = 65536;

    private readonly CompiledTransform compiled;

    public VectorEmissionTests(Emitted emitted) => compiled = emitted.Compiled;

    private delegate void OnSpans(ReadOnlySpan<Complex> x, Span<Complex> result);

    public sealed class Emitted : IDisposable
    {
        internal CompiledTransform Compiled { get; } = Compile();

        public void Dispose() => Compiled.Dispose();
    }

    public static TheoryData<int> AllLengths => new(Lengths);

    [Theory]
    [MemberData(nameof(AllLengths))]
    public void AgreesWithAnIndependentLibrary(int length)
    {
        var destination = new Complex[length + 2];
        destination[length] = 7;
        foreach (var shift in new[] { 0, 1 })
        {
            var x = Data.Complexes(length + 3, length);
            compiled.Method<OnSpans>("FastDft")(x.AsSpan(shift, length), destination.AsSpan(shift, length));
            Close.Equal(Expected(x.AsSpan(shift, length)), destination.AsSpan(shift, length).ToArray(), 1e-14 * length);
        }

        Assert.Equal(0, destination[length + 1]);
    }

    [Theory]
    [InlineData(16, 0)]
    [InlineData(30, 1)]
    [InlineData(48, 0)]
    [InlineData(64, 3)]
    [InlineData(100, 2)]
    [InlineData(128, 0)]
    [InlineData(250, 3)]
    [InlineData(300, 1)]
    [InlineData(1024, 100)]
    [InlineData(InGroups, 0)]
    [InlineData(InGroups, 1)]
    [InlineData(InGroups, InGroups - 1)]
    public void SpansMayOverlap(int length, int shift)
    {
        var buffer = Data.Complexes(length + shift);
        var expected = Expected(buffer.AsSpan(0, length));
        var backwards = (Complex[])[.. new Complex[shift], .. buffer[..length]];
        compiled.Method<OnSpans>("FastDft")(buffer.AsSpan(0, length), buffer.AsSpan(shift, length));
        Close.Equal(expected, buffer[shift..], 1e-14 * length);
        compiled.Method<OnSpans>("FastDft")(backwards.AsSpan(shift, length), backwards.AsSpan(0, length));
        Close.Equal(expected, backwards[..length], 1e-14 * length);
    }

    [Fact]
    public void SpansAllocateNothing()
    {
        var fast = compiled.Method<OnSpans>("FastDft");
        foreach (var length in Lengths)
        {
            var (x, y) = (Data.Complexes(length), new Complex[length]);
            for (var i = 0; i < 3; i++) fast(x, y);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 10; i++) fast(x, y);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public void ThreadsDoNotDisturbEachOther()
    {
        var fast = compiled.Method<Func<Complex[], Complex[]>>("FastDft");
        var inputs = Enumerable.Range(0, 40).Select(i => Data.Complexes(Lengths[i % Lengths.Length], i)).ToArray();
        var expected = inputs.Select(fast).ToArray();
        Parallel.For(0, 400, i => Assert.Equal(expected[i % 40], fast(inputs[i % 40])));
    }

    [Fact]
    public void InverseWithScale()
    {
        var text = Samples.Emit(Samples.Target(Samples.Dft, "FastDft", Samples.Vectors), SampleSpecs.ComplexDft(256, 1, new(1, 256)));
        using var inverse = CompiledTransform.Compile(Samples.DftSource, text, LanguageVersion.Latest);
        var x = Data.Complexes(256);
        var expected = (Complex[])x.Clone();
        Fourier.Inverse(expected, FourierOptions.Matlab);
        Close.Equal(expected, inverse.Method<Func<Complex[], Complex[]>>("FastDft")(x), 1e-15);
        Assert.Contains("<Simd256Doubles, Vectors256>(", text);
    }

    /// <summary>Cores of any plan run on vectors between work vectors: 256 points in three passes, 60 in two (in place), 360 with groups that overlap.</summary>
    [Theory]
    [InlineData(512)]
    [InlineData(120)]
    [InlineData(720)]
    public void TransformsOfRealDataRunOnVectorsInside(int length)
    {
        var naive = Samples.Signature("NaiveDct", "double[]", SampleSpecs.Doubles, Samples.X);
        const string source = "public static partial class T { public static double[] NaiveDct(double[] x) { return x; } }";
        var text = Samples.Emit(Samples.Target(naive, "FastDct", Samples.Vectors), SampleSpecs.Dct2(length));
        Assert.Contains("void TransformVectors256(", text);
        using var compiled = CompiledTransform.Compile(source, text, LanguageVersion.Latest);
        var x = Data.Doubles(length);
        var expected = Enumerable.Range(0, length)
            .Select(k => Enumerable.Range(0, length).Sum(n => x[n] * Math.Cos(Math.PI * ((2 * n + 1) * k % (4 * length)) / (2 * length))))
            .ToArray();
        Close.Equal(expected, compiled.Method<Func<double[], double[]>>("FastDct")(x), 1e-13 * length);
    }

    [Theory]
    [MemberData(nameof(AllLengths))]
    public void NothingOutsideTheBuffersIsTouched(int length)
    {
        if (!OperatingSystem.IsLinux()) return;
        var fast = compiled.Method<OnSpans>("FastDft");
        foreach (var atEnd in new[] { true, false })
        {
            using var x = new GuardedBuffer<Complex>(length, atEnd);
            using var y = new GuardedBuffer<Complex>(length, atEnd);
            Data.Complexes(length).CopyTo(x.Span);
            fast(x.Span, y.Span);
            Close.Equal(Expected(x.Span), y.Span.ToArray(), 1e-14 * length);
        }
    }

    [Theory]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_TieredCompilation")]
    public async Task EveryInstructionSetGivesTheSame(string disabled)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(VectorEmissionTests).Assembly.Location]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[disabled] = "0";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        var complaints = await errors;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + complaints);
        if (!Fma.IsSupported) return;
        Assert.Equal(disabled is "DOTNET_TieredCompilation" or "DOTNET_EnableAVX512" ? "vectors" : "scalars", output.Trim());
    }

    /// <summary>What the process does that a test starts with instruction sets disabled.</summary>
    internal static int Main(string[] arguments)
    {
        if (arguments.Length > 0)
        {
            var failures = VectorKinds.Failures(Assembly.LoadFrom(arguments[0]));
            Console.WriteLine(failures.Count == 0 ? "all right" : string.Join("\n", failures));
            return failures.Count == 0 ? 0 : 1;
        }

        using var compiled = Compile();
        foreach (var length in Lengths)
        {
            var x = Data.Complexes(length);
            Close.Equal(Expected(x), compiled.Method<Func<Complex[], Complex[]>>("FastDft")(x), 1e-14 * length);
        }

        AnyLengthEmissionTests.Check();
        if (Environment.GetEnvironmentVariable("DOTNET_EnableAVX512") == "0" && Avx512F.IsSupported) return 2;
        Console.WriteLine(Avx2.IsSupported && Fma.IsSupported ? "vectors" : "scalars");
        return 0;
    }

    private static CompiledTransform Compile()
    {
        var specs = Lengths.Select(n => n <= 64 ? SampleSpecs.ComplexDftMatrix(n) : SampleSpecs.ComplexDft(n, -1, 1)).ToArray();
        var text = Samples.Emit(Samples.Target(Samples.Dft, "FastDft", Samples.Vectors), specs);
        Assert.Equal(Lengths.Length, Regex.Matches(text, @"if \(SimdAvx2\.IsSupported && SimdFma\.IsSupported\)\s+Transform").Count);
        Assert.Equal(FoldedLengths.Length, text.Split("private static void TransformFolded256(").Length - 1);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 150));
        return CompiledTransform.Compile(Samples.DftSource, text, LanguageVersion.Latest);
    }

    internal static Complex[] Expected(ReadOnlySpan<Complex> x)
    {
        var expected = x.ToArray();
        Fourier.Forward(expected, FourierOptions.Matlab);
        return expected;
    }
}
