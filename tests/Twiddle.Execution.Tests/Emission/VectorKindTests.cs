using System.Diagnostics;
using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Twiddle.Execution.Tests.Emission;

/// <summary>Vector code for every kind of data: against the definition, with each instruction set, and between pages that nobody may touch.</summary>
public sealed class VectorKindTests(VectorKindTests.Compiled compiled) : IClassFixture<VectorKindTests.Compiled>
{
    private delegate void OnSpans<TIn, TOut>(ReadOnlySpan<TIn> x, Span<TOut> y);

    public sealed class Compiled
    {
        public Compiled()
        {
            (Image, Generated) = VectorKinds.Compile();
            Assembly = Assembly.Load(Image);
        }

        internal byte[] Image { get; }

        internal string Generated { get; }

        internal Assembly Assembly { get; }
    }

    [Fact]
    public void AgreesWithTheDefinition() => Assert.Empty(VectorKinds.Failures(compiled.Assembly));

    [Fact]
    public void EveryKindRunsOnVectors()
    {
        foreach (var part in compiled.Generated.Split("partial class ").Skip(1))
            Assert.True(part.Contains("TransformVectors512(", StringComparison.Ordinal) || part.Contains(", Vectors512>(", StringComparison.Ordinal), part[..part.IndexOf('\n', StringComparison.Ordinal)]);
    }

    [Theory]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    [InlineData("DOTNET_EnableAVX")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableAVX512")]
    public async Task EveryInstructionSetGivesTheSame(string disabled)
    {
        var path = Path.Combine(Path.GetTempPath(), $"kinds-{Guid.NewGuid():N}.dll");
        await File.WriteAllBytesAsync(path, compiled.Image);
        try
        {
            var start = new ProcessStartInfo("dotnet", ["exec", typeof(VectorKindTests).Assembly.Location, path]) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment[disabled] = "0";
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            var complaints = await errors;
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, output + complaints);
            Assert.Equal("all right", output.Trim());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("HalfSpectrum", "FastDft")]
    [InlineData("Dct2", "Fast")]
    [InlineData("Dct3", "Fast")]
    [InlineData("Dct4", "Fast")]
    [InlineData("Hartley", "Fast")]
    [InlineData("Mdct", "Fast")]
    [InlineData("Backwards", "Fast")]
    [InlineData("InterleavedFloat", "FastDft")]
    [InlineData("ComplexDouble", "FastDft")]
    public void NothingOutsideTheBuffersIsTouched(string kind, string method)
    {
        if (!OperatingSystem.IsLinux()) return;
        foreach (var length in VectorKinds.LengthsOf(kind))
        {
            if (kind == "HalfSpectrum") BetweenGuards<double, Complex>(kind, method, length, length / 2 + 1);
            else if (kind == "Mdct") BetweenGuards<double, double>(kind, method, length, length / 2);
            else if (kind == "InterleavedFloat") BetweenGuards<float, float>(kind, method, 2 * length, 2 * length);
            else if (kind == "ComplexDouble") BetweenGuards<Complex, Complex>(kind, method, length, length);
            else BetweenGuards<double, double>(kind, method, length, length);
        }
    }

    /// <summary>64 threads use all kinds at once, tables and scratch memory among them: each result is as exact as alone.</summary>
    [Fact]
    public void ThreadsDoNotDisturbEachOther()
    {
        // An assembly of its own, whose tables nobody has made yet.
        var assembly = Assembly.Load(compiled.Image);
        var errors = VectorKinds.Classes.Select(c => assembly.GetType(c.Name)!.GetMethod("Error")!.CreateDelegate<Func<int, double>>()).ToArray();
        var results = new double[64][];
        var threads = Enumerable.Range(0, 64).Select(t => new Thread(() => results[t] = [.. errors.SelectMany(error => new[] { error(64), error(100) })])).ToList();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        foreach (var result in results)
        {
            Assert.Equal(results[0], result);
            for (var i = 0; i < errors.Length; i++) Assert.InRange(Math.Max(result[2 * i], result[2 * i + 1]), 0, VectorKinds.Classes[i].Tolerance);
        }
    }

    /// <summary>The bytes of ten calls.</summary>
    private static long Allocated(Action call)
    {
        call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>The same bits, wherever the buffers lie.</summary>
    private void BetweenGuards<TIn, TOut>(string kind, string method, int inputs, int outputs)
        where TIn : unmanaged
        where TOut : unmanaged
    {
        var fast = compiled.Assembly.GetType(kind)!.GetMethod(method, [typeof(ReadOnlySpan<TIn>), typeof(Span<TOut>)])!.CreateDelegate<OnSpans<TIn, TOut>>();
        var random = new Random(inputs);
        var x = new TIn[inputs];
        for (var i = 0; i < inputs; i++)
        {
            object value = default(TIn) switch
            {
                float => (object)random.NextSingle(),
                double => random.NextDouble(),
                _ => new Complex(random.NextDouble(), random.NextDouble()),
            };
            x[i] = (TIn)value;
        }

        var expected = new TOut[outputs];
        fast(x, expected);
        Assert.Equal(0, Enumerable.Range(0, 3).Min(_ => Allocated(() => fast(x, expected))));
        foreach (var atEnd in new[] { true, false })
        {
            using var source = new GuardedBuffer<TIn>(inputs, atEnd);
            using var target = new GuardedBuffer<TOut>(outputs, atEnd);
            x.CopyTo(source.Span);
            fast(source.Span, target.Span);
            Assert.Equal(expected, target.Span.ToArray());
        }
    }

    [Fact]
    public void SpansOfComplexNumbersMayOverlap()
    {
        var fast = compiled.Assembly.GetType("ComplexDouble")!.GetMethod("FastDft", [typeof(ReadOnlySpan<Complex>), typeof(Span<Complex>)])!.CreateDelegate<OnSpans<Complex, Complex>>();
        foreach (var length in VectorKinds.LengthsOf("ComplexDouble"))
        {
            var x = Data.Complexes(length);
            var expected = new Complex[length];
            fast(x, expected);
            foreach (var shift in new[] { 0, 1, 3 })
            {
                var buffer = new Complex[length + shift];
                x.CopyTo(buffer, 0);
                fast(buffer.AsSpan(0, length), buffer.AsSpan(shift));
                Assert.Equal(expected, buffer[shift..]);
            }
        }
    }

    /// <summary>Results that stay in registers are stored when all data have been read.</summary>
    [Fact]
    public void RealDataMayLieInTheMemoryOfTheirSpectrum()
    {
        var fast = compiled.Assembly.GetType("HalfSpectrum")!.GetMethod("FastDft", [typeof(ReadOnlySpan<double>), typeof(Span<Complex>)])!.CreateDelegate<OnSpans<double, Complex>>();
        foreach (var length in VectorKinds.LengthsOf("HalfSpectrum"))
        {
            var x = Data.Complexes(length).Select(z => z.Real).ToArray();
            var expected = new Complex[length / 2 + 1];
            fast(x, expected);
            foreach (var shift in new[] { 0, 1, 2 })
            {
                var buffer = new Complex[length / 2 + 1];
                var data = MemoryMarshal.Cast<Complex, double>(buffer.AsSpan())[Math.Min(shift, 2 * buffer.Length - length)..][..length];
                x.CopyTo(data);
                fast(data, buffer);
                Assert.Equal(expected, buffer);
            }
        }
    }

    [Theory]
    [InlineData("Dct2")]
    [InlineData("Dct3")]
    [InlineData("Dct4")]
    [InlineData("Hartley")]
    [InlineData("Backwards")]
    public void SpansMayOverlap(string kind)
    {
        var fast = compiled.Assembly.GetType(kind)!.GetMethod("Fast", [typeof(ReadOnlySpan<double>), typeof(Span<double>)])!.CreateDelegate<OnSpans<double, double>>();
        foreach (var length in VectorKinds.LongLengths)
        {
            var x = Data.Doubles(length);
            var expected = new double[length];
            fast(x, expected);
            foreach (var shift in new[] { 0, 1, 7 })
            {
                var buffer = new double[length + shift];
                x.CopyTo(buffer, 0);
                fast(buffer.AsSpan(0, length), buffer.AsSpan(shift));
                Assert.Equal(expected, buffer[shift..]);
            }
        }
    }
}
