using System.Diagnostics;

namespace Twiddle.Bench.Speed;

/// <summary>Checks that all contenders for a problem compute the same, then times them in interleaved rounds.</summary>
internal sealed class SpeedRun(int rounds)
{
    private const double SampleTime = 200e3;
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(150);

    private readonly InterleavedRounds measurement = new(() => Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency), rounds, SampleTime);

    /// <summary>A row for each contender; of rivals of one name for the fastest only.</summary>
    public IReadOnlyList<SpeedRow> Measure(Problem problem, CancellationToken cancellation)
    {
        Contender[] contenders = [.. problem];
        Verify(problem, contenders);
        var samples = measurement.Measure([.. contenders.Select(c => (Action<int>)c.Run)], () => Thread.Sleep(Settling), cancellation);
        var best = contenders.Zip(samples, (contender, times) => (contender.Name, Times: times))
            .GroupBy(c => c.Name)
            .Select(rivals => rivals.MinBy(c => Statistics.Median(c.Times)))
            .ToArray();
        var fftw = best.FirstOrDefault(c => c.Name is Contender.FftwPatient or Contender.FftwMeasure).Times;
        return [.. best.Select(c => Row(problem, c.Name, c.Times, fftw))];
    }

    private static SpeedRow Row(Problem problem, string contender, IReadOnlyList<double> times, IReadOnlyList<double>? fftw)
    {
        var median = Statistics.Median(times);
        return new(
            problem.Kind.Name,
            problem.Length,
            contender,
            Math.Round(median, 1),
            fftw is null ? null : Math.Round(Statistics.MedianRatio(times, fftw), 3),
            Math.Round(problem.Kind.NominalFlops(problem.Length) / median, 3));
    }

    /// <summary>Contenders that compute different things cannot be compared. Far coarser than rounding: MathNet loses half the digits at some lengths.</summary>
    private static void Verify(Problem problem, IReadOnlyList<Contender> contenders)
    {
        var samples = problem.Samples(seed: problem.Length);
        double[]? expected = null;
        foreach (var contender in contenders)
        {
            contender.Fill(samples);
            contender.Run(1);
            var actual = contender.Result();
            expected ??= actual;
            var error = Math.Sqrt(expected.Zip(actual, (e, a) => (e - a) * (e - a)).Sum() / expected.Sum(e => e * e));
            if (!(error < (problem.Kind.IsSingle ? 0.02 : 1e-6)))
                throw new InvalidOperationException($"{problem.Kind.Name} {problem.Length}: {contender.Name} computes something else (relative difference {error:e1}).");
        }
    }
}
