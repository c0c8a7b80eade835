namespace Legacy.Filters;

/// <summary>Smooths by the mean of neighbours.</summary>
public static class MovingAverage
{
    public const int Width = 160;

    /// <summary>The mean of each run of <see cref="Width"/> values; shorter than the input by one run less one.</summary>
    public static double[] Of(double[] values)
    {
        if (values.Length < Width) return [];
        var means = new double[values.Length - Width + 1];
        for (var i = 0; i < means.Length; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < Width; j++) sum += values[i + j];
            means[i] = sum / Width;
        }

        return means;
    }
}
