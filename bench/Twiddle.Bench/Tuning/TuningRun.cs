using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.Intrinsics;
using Twiddle.Bench.Speed;
using Twiddle.Compiler.Plans.Tuning;
using Twiddle.Compiler.Programs;

namespace Twiddle.Bench.Tuning;

/// <summary>A candidate and how it did.</summary>
/// <param name="Lanes">The numbers in a vector; 0 for what is chosen without a file.</param>
/// <param name="Radices">The radices of the passes.</param>
/// <param name="Nanoseconds">The median time of a call.</param>
/// <param name="Ratio">The median ratio to what is chosen without a file.</param>
internal sealed record TuningRow(ScalarKind Precision, int Length, int Lanes, ImmutableArray<int> Radices, double Nanoseconds, double Ratio);

/// <summary>Measures the candidates for a length against each other, interleaved, in a process of its own code.</summary>
/// <param name="Rounds">How many samples of each.</param>
/// <param name="Most">How many orders of radices for each width of vectors.</param>
internal sealed record TuningRun(int Rounds, int Most)
{
    private const double SampleTime = 200e3;

    /// <summary>What is not faster than this is noise, and not worth a choice.</summary>
    private const double WorthIt = 0.97;

    /// <summary>The widths worth measuring: the widest that the machine has, and half of it.</summary>
    public static ImmutableArray<int> WidthsOf(ScalarKind precision)
    {
        var widest = Vector512.IsHardwareAccelerated ? 8 : Vector256.IsHardwareAccelerated ? 4 : 2;
        var lanes = precision == ScalarKind.Single ? 2 * widest : widest;
        return widest > 2 ? [lanes, lanes / 2] : [lanes];
    }

    /// <summary>What a file with one choice for a length says: these radices on such vectors, and nothing on wider ones.</summary>
    public static IEnumerable<TunedPlan> PlansOf(ScalarKind precision, int length, int lanes, ImmutableArray<int> radices)
    {
        if (lanes == 0) yield break;
        yield return new(precision, lanes, length, radices);
        int[] widths = precision == ScalarKind.Single ? [16, 8, 4] : [8, 4, 2];
        foreach (var wider in widths.Where(w => w > lanes)) yield return new(precision, wider, length, ImmutableArray<int>.Empty);
    }

    public IReadOnlyList<TuningRow> Measure(ScalarKind precision, int length, CancellationToken cancellation) => precision == ScalarKind.Single
        ? Measure(precision, length, value => (float)value, cancellation)
        : Measure(precision, length, value => value, cancellation);

    /// <summary>The choice that the rows speak for: none where nothing is clearly better than what is chosen without.</summary>
    public static IEnumerable<TunedPlan> ChoiceOf(IReadOnlyList<TuningRow> rows)
    {
        var best = rows.MinBy(r => r.Ratio);
        return best is { Lanes: > 0, Ratio: < WorthIt } ? PlansOf(best.Precision, best.Length, best.Lanes, best.Radices) : [];
    }

    private List<TuningRow> Measure<T>(ScalarKind precision, int length, Func<double, T> convert, CancellationToken cancellation)
    {
        List<(int Lanes, ImmutableArray<int> Radices)> candidates = [(0, [])];
        foreach (var lanes in WidthsOf(precision))
            candidates.AddRange(TuningCandidates.Of(length, lanes, Most).Select(radices => (lanes, radices)));
        var random = new Random(length);
        var (source, target) = (new T[2 * length], new T[2 * length]);
        for (var i = 0; i < source.Length; i++) source[i] = convert(random.NextDouble() - 0.5);

        var contenders = candidates
            .Select(c => TunedTransform.Compile<T>(precision, length, PlansOf(precision, length, c.Lanes, c.Radices), cancellation))
            .Select(run => (Action<int>)(calls => run(source, target, calls)))
            .ToList();
        var rounds = new InterleavedRounds(() => Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency), Rounds, SampleTime);
        var samples = rounds.Measure(contenders, () => { }, cancellation);
        return [.. candidates.Select((c, i) => new TuningRow(
            precision, length, c.Lanes, c.Radices, Statistics.Median(samples[i]), Statistics.MedianRatio(samples[i], samples[0])))];
    }
}
