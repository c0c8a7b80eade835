using BenchmarkDotNet.Attributes;

namespace Twiddle.Bench.Benchmarks;

/// <summary>The DCT-II: by its definition, and generated.</summary>
[MemoryDiagnoser]
public class DctBenchmarks
{
    private double[] input = [];
    private double[] output = [];

    [Params(8, 64, 1024, 4096)]
    public int N { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(1);
        input = [.. Enumerable.Range(0, N).Select(_ => random.NextDouble() - 0.5)];
        output = new double[N];
    }

    [Benchmark(Baseline = true)]
    public double[] Naive() => Transforms.NaiveDct(input);

    [Benchmark]
    public void Generated() => Transforms.FastDct(input, output);
}
