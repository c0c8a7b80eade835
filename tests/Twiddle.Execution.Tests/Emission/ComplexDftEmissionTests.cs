using System.Globalization;
using System.Numerics;
using MathNet.Numerics.IntegralTransforms;
using Microsoft.CodeAnalysis.CSharp;
using Twiddle.Compiler.Emission;

namespace Twiddle.Execution.Tests.Emission;

/// <summary>The complex transform as users call it: arrays, spans, other lengths, overlap, threads.</summary>
public sealed class ComplexDftEmissionTests : IClassFixture<ComplexDftEmissionTests.Emitted>
{
    private static readonly int[] Lengths = [8, 16, 60, 1024];

    private readonly CompiledTransform compiled;

    public ComplexDftEmissionTests(Emitted emitted) => compiled = emitted.Compiled;

    private delegate void OnSpans(ReadOnlySpan<Complex> x, Span<Complex> result);

    public sealed class Emitted : IDisposable
    {
        internal CompiledTransform Compiled { get; } = CompiledTransform.Compile(Samples.DftSource, Text(Samples.Old));

        public void Dispose() => Compiled.Dispose();
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(60)]
    [InlineData(1024)]
    public void AgreesWithAnIndependentLibrary(int length)
    {
        var x = Data.Complexes(length);
        var expected = x.ToArray();
        Fourier.Forward(expected, FourierOptions.Matlab);
        Close.Equal(expected, compiled.Method<Func<Complex[], Complex[]>>("FastDft")(x), 1e-14 * length);

        var destination = new Complex[length + 3];
        destination[length] = 7;
        compiled.Method<OnSpans>("FastDft")(x, destination);
        Close.Equal(expected, destination[..length], 1e-14 * length);
        Assert.Equal(7, destination[length]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void OtherLengthsAreWhatTheNaiveMethodGives(int length)
    {
        var x = Data.Complexes(length);
        var expected = compiled.Method<Func<Complex[], Complex[]>>("NaiveDft")(x);
        Assert.Equal(expected, compiled.Method<Func<Complex[], Complex[]>>("FastDft")(x));
        var destination = new Complex[length];
        compiled.Method<OnSpans>("FastDft")(x, destination);
        Assert.Equal(expected, destination);
    }

    [Theory]
    [InlineData(8, 0)]
    [InlineData(8, 3)]
    [InlineData(1024, 0)]
    [InlineData(1024, 100)]
    public void SpansMayOverlap(int length, int shift)
    {
        var buffer = Data.Complexes(length + shift);
        var expected = buffer[..length];
        Fourier.Forward(expected, FourierOptions.Matlab);
        compiled.Method<OnSpans>("FastDft")(buffer.AsSpan(0, length), buffer.AsSpan(shift, length));
        Close.Equal(expected, buffer[shift..], 1e-14 * length);
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
    public void DestinationsThatAreTooShortAreRefused()
    {
        var fast = compiled.Method<OnSpans>("FastDft");
        var short1024 = Assert.Throws<ArgumentException>(() => fast(new Complex[1024], new Complex[1023]));
        Assert.Equal("result", short1024.ParamName);
        Assert.Throws<ArgumentException>(() => fast(new Complex[8], new Complex[7]));
        Assert.Throws<ArgumentException>(() => fast(new Complex[7], new Complex[6]));
    }

    [Fact]
    public void ThreadsDoNotDisturbEachOther()
    {
        var fast = compiled.Method<Func<Complex[], Complex[]>>("FastDft");
        var inputs = Enumerable.Range(0, 40).Select(i => Data.Complexes(i % 2 == 0 ? 1024 : 60, i)).ToArray();
        var expected = inputs.Select(fast).ToArray();
        Parallel.For(0, 400, i => Assert.Equal(expected[i % 40], fast(inputs[i % 40])));
    }

    [Fact]
    public void TheTextIsTheSameInAnotherCulture()
    {
        var usual = Text(Samples.Old);
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = "·";
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            Assert.Equal(usual, Text(Samples.Old));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void LinesAreOfReadableLength()
    {
        var text = Text(Samples.Old);
        Assert.DoesNotContain('\r', text);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 150));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CompilesForNewAndForOldFrameworks(bool isNew)
    {
        var text = Text(isNew ? Samples.Modern : Samples.Framework);
        using var other = CompiledTransform.Compile(Samples.DftSource, text, isNew ? LanguageVersion.Latest : LanguageVersion.CSharp7_3);
        var x = Data.Complexes(60);
        var expected = x.ToArray();
        Fourier.Forward(expected, FourierOptions.Matlab);
        Close.Equal(expected, other.Method<Func<Complex[], Complex[]>>("FastDft")(x), 1e-12);
        if (!isNew) Assert.DoesNotContain("Span<", text);
    }

    internal static string Text(LanguageFeatures language) => Samples.Emit(
        Samples.Target(Samples.Dft, "FastDft", language),
        SampleSpecs.ComplexDftMatrix(8),
        SampleSpecs.ComplexDftMatrix(16),
        SampleSpecs.ComplexDft(60, -1, 1),
        SampleSpecs.ComplexDft(1024, -1, 1));
}
