using System.Numerics;
using BenchmarkDotNet.Attributes;
using Twiddle.Bench.AnyLength;
using Twiddle.Bench.Fftw;
using Twiddle.Bench.Speed;

namespace Twiddle.Bench.Benchmarks;

/// <summary>
/// Every kind of transform on spans, of fixed and of any length: what a call allocates, which is nothing. Where several threads share a transform of 2^17 points,
/// it is what they have in common, a few objects.
/// </summary>
[MemoryDiagnoser]
public class SpanBenchmarks
{
    private const string Shared = "complex-double shared";

    private Action<int> run = _ => { };
    private Problem? problem;

    public static IEnumerable<string> Transforms =>
    [
        .. Kinds.All.Select(kind => kind.Name + " fixed"),
        .. AnyLengthData.Kinds.Select(kind => kind + " any"),
        Shared,
    ];

    [ParamsSource(nameof(Transforms))]
    public string Transform { get; set; } = "";

    [GlobalSetup]
    public void Open()
    {
        var name = Transform.Split(' ')[0];
        if (Transform.EndsWith("any", StringComparison.Ordinal))
        {
            run = AnyLengthData.Transform(name, 1000);
            return;
        }

        if (Transform == Shared)
        {
            var (x, y) = (new Complex[1 << 17], new Complex[1 << 17]);
            run = _ => Benchmarks.Transforms.FastSharedDft(x, y);
            return;
        }

        var kind = Kinds.All.First(k => k.Name == name);
        problem = kind.Open(kind.Lengths.First(n => n >= 64), new FftwPlanning(1, 1));
        run = problem.First(c => c.Name == Contender.Twiddle).Run;
    }

    [GlobalCleanup]
    public void Close() => problem?.Dispose();

    [Benchmark]
    public void OnSpans() => run(1);
}
