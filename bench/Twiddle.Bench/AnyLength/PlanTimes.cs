using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Twiddle.Bench.Speed;
using Twiddle.Generated;

namespace Twiddle.Bench.AnyLength;

/// <summary>Times the making of plans for any length against the transforms that they make.</summary>
internal static class PlanTimes
{
    /// <summary>The lengths that are measured where none is named.</summary>
    public static IReadOnlyList<int> Lengths { get; } = [.. Enumerable.Range(4, 17).Select(i => 1 << i), 60, 100, 1000, 1009, 10007, 44100, 48000];

    /// <summary>
    /// Few, that the code is as a user meets it: the just-in-time compiler has made it, but has not seen it run so often that it makes it again.
    /// </summary>
    private const int Plans = 7;

    private const int Rounds = 31;
    private const double SampleTime = 200e3;
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(150);

    /// <summary>The best of several new plans, and the median of transforms.</summary>
    public static PlanRow Measure(string kind, int length, CancellationToken cancellation)
    {
        var run = AnyLengthData.Transform(kind, length);
        var first = Enumerable.Range(0, Plans).Min(_ => TimeOfFirst(run));
        var samples = new InterleavedRounds(Now, Rounds, SampleTime).Measure([run], () => Thread.Sleep(Settling), cancellation);
        var transform = Statistics.Median(samples[0]);
        var plan = Math.Max(0, first - transform);
        return new(length, Math.Round(plan), Math.Round(transform, 1), Math.Round(plan / transform, 1));
    }

    /// <summary>Nanoseconds of a transform for which all plans have to be made: none is kept.</summary>
    private static double TimeOfFirst(Action<int> run)
    {
        Kept(null).Clear();
        Recent(null) = null;
        var start = Now();
        run(1);
        return Now() - start;
    }

    private static double Now() => Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency);

    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "Plans")]
    private static extern ref ConcurrentDictionary<int, FourierPlan> Kept(FourierPlan? type);

    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "recent")]
    private static extern ref FourierPlan? Recent(FourierPlan? type);
}
