using System.Numerics;
using BenchmarkDotNet.Attributes;
using MathNet.Numerics.IntegralTransforms;

namespace Twiddle.Bench.Benchmarks;

/// <summary>The complex DFT: by its definition, generated, and by MathNet.Numerics in managed code.</summary>
[MemoryDiagnoser]
public class DftBenchmarks
{
    private Complex[] input = [];
    private Complex[] output = [];

    [Params(8, 64, 1024, 4096)]
    public int N { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(1);
        input = [.. Enumerable.Range(0, N).Select(_ => new Complex(random.NextDouble() - 0.5, random.NextDouble() - 0.5))];
        output = new Complex[N];
    }

    [Benchmark(Baseline = true)]
    public Complex[] Naive() => Transforms.NaiveDft(input);

    [Benchmark]
    public Complex[] Generated() => Transforms.FastDft(input);

    [Benchmark]
    public void GeneratedSpans() => Transforms.FastDft(input, output);

    [Benchmark]
    public void MathNetManaged()
    {
        input.CopyTo(output, 0);
        Fourier.Forward(output, FourierOptions.NoScaling);
    }
}
