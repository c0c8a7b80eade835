using Twiddle.Bench.Speed;

namespace Twiddle.Execution.Tests.Bench;

/// <summary>The measurement, on a clock that only the contenders move.</summary>
public class InterleavedRoundsTests
{
    private double now;

    [Fact]
    public void Samples_are_long_enough_and_are_per_call()
    {
        var longest = 0;
        var samples = Measure(5, calls =>
        {
            longest = Math.Max(longest, calls);
            now += 20 * calls;
        });
        Assert.Equal([20.0, 20, 20, 20, 20], samples[0]);
        Assert.True(longest * 20 >= 1000);
    }

    [Fact]
    public void Contenders_take_turns()
    {
        var order = new List<int>();
        var isMeasuring = false;
        var settled = 0;
        var rounds = new InterleavedRounds(() => now, 3, 1000);
        rounds.Measure([Contender(0), Contender(1)], () => isMeasuring = ++settled == 2, CancellationToken.None);
        // From the last of the calls that find out how many fill a sample: one to fill the caches and one sample for each, thrice.
        Assert.Equal([0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1], order[^12..]);

        Action<int> Contender(int index) => calls =>
        {
            now += 10 * calls;
            if (isMeasuring) order.Add(index);
        };
    }

    [Fact]
    public void A_slow_contender_is_sampled_in_the_first_rounds_only()
    {
        var samples = Measure(9, calls => now += 1e9 * calls, calls => now += 50 * calls);
        Assert.Equal(3, samples[0].Count);
        Assert.Equal(9, samples[1].Count);
        Assert.Equal(2e7, Statistics.MedianRatio(samples[0], samples[1]), 1e-3);
    }

    [Fact]
    public void A_machine_that_slows_down_for_some_rounds_does_not_move_the_ratio()
    {
        double[] times = [10, 10, 10, 17, 18, 16, 10], baseline = [20, 20, 20, 34, 36, 32, 20];
        Assert.Equal(0.5, Statistics.MedianRatio(times, baseline), 1e-12);
        Assert.Equal(10, Statistics.Median(times));
        Assert.Equal(2.5, Statistics.Median([4, 1, 3, 2]));
        Assert.True(double.IsNaN(Statistics.Median([])));
    }

    private IReadOnlyList<IReadOnlyList<double>> Measure(int rounds, params Action<int>[] contenders) =>
        new InterleavedRounds(() => now, rounds, 1000).Measure(contenders, () => { }, CancellationToken.None);
}
