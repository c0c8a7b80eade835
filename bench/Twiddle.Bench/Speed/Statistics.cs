namespace Twiddle.Bench.Speed;

/// <summary>What is told of samples taken in rounds: figures that a disturbed round does not move.</summary>
internal static class Statistics
{
    /// <summary>The middle value; of an even number of values the mean of the two in the middle. NaN if there are none.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0) return double.NaN;
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>
    /// The median of the ratios of samples taken in the same round, over the rounds that both have. A machine that is slower for a while is slower
    /// for both, so this is steadier than a ratio of medians.
    /// </summary>
    public static double MedianRatio(IEnumerable<double> samples, IEnumerable<double> baseline) => Median(samples.Zip(baseline, (a, b) => a / b));
}
