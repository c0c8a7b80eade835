namespace Twiddle.Bench.Accuracy;

internal static class RelativeError
{
    /// <summary>√(Σ|y − exact|² / Σ|exact|²).</summary>
    public static double RootMeanSquare(ReadOnlySpan<double> y, ReadOnlySpan<DoubleDouble> exact)
    {
        var (error, power) = (0.0, 0.0);
        for (var i = 0; i < exact.Length; i++)
        {
            var difference = (double)(y[i] - exact[i]);
            error += difference * difference;
            power += exact[i].Hi * exact[i].Hi;
        }

        return Math.Sqrt(error / power);
    }
}
