using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using Twiddle.Bench.Benchmarks;

namespace Twiddle.Bench.Commands;

/// <summary><c>naive</c>: generated against naive time, interleaved in one run, as CSV.</summary>
internal static class NaiveCommand
{
    private const int Rounds = 9;

    public static Command Create()
    {
        var command = new Command("naive", "Prints CSV kind,n,naive_us,generated_us,ratio: medians of interleaved rounds.");
        command.SetAction(_ => Run());
        return command;
    }

    private static void Run()
    {
        Console.WriteLine("kind,n,naive_us,generated_us,ratio");
        foreach (var n in new[] { 8, 64, 1024, 4096 })
        {
            var random = new Random(1);
            var x = Enumerable.Range(0, n).Select(_ => new Complex(random.NextDouble() - 0.5, random.NextDouble() - 0.5)).ToArray();
            var y = new Complex[n];
            Compare("dft-complex", n, () => Transforms.NaiveDft(x), () => Transforms.FastDft(x, y));
            var a = x.Select(z => z.Real).ToArray();
            var b = new double[n];
            Compare("dct2", n, () => Transforms.NaiveDct(a), () => Transforms.FastDct(a, b));
        }
    }

    private static void Compare(string kind, int n, Action naive, Action generated)
    {
        var times = new List<(double Naive, double Generated)>();
        for (var round = -1; round < Rounds; round++)
        {
            var pair = (Time(naive, 10), Time(generated, 10));
            // The first round is for the JIT.
            if (round >= 0) times.Add(pair);
        }

        var (slow, fast) = (Median(times.Select(t => t.Naive)), Median(times.Select(t => t.Generated)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind},{n},{slow:F3},{fast:F3},{slow / fast:F1}"));
    }

    /// <summary>Microseconds per call, over enough calls to fill the given milliseconds.</summary>
    private static double Time(Action action, double milliseconds)
    {
        var watch = Stopwatch.StartNew();
        var calls = 0;
        for (var batch = 1; watch.Elapsed.TotalMilliseconds < milliseconds; batch *= 2)
            for (var i = 0; i < batch; i++, calls++)
                action();
        return watch.Elapsed.TotalMicroseconds / calls;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
