namespace Legacy.Filters;

/// <summary>Similarity of a signal with itself, later.</summary>
public static class Correlation
{
    private const double LowestPitch = 60;
    private const double HighestPitch = 1000;

    /// <summary>Auto-correlation for delays from zero to <paramref name="lags"/> − 1.</summary>
    public static double[] Of(double[] x, int lags)
    {
        var r = new double[lags];
        for (var lag = 0; lag < lags; lag++)
            for (var n = 0; n + lag < x.Length; n++)
                r[lag] += x[n] * x[n + lag];
        return r;
    }

    /// <summary>The pitch of a voiced sound in Hz, by the delay after which it is most like itself.</summary>
    public static double Pitch(double[] signal, int sampleRate)
    {
        var longest = (int)(sampleRate / LowestPitch);
        var r = Of(signal, longest + 1);
        var best = (int)(sampleRate / HighestPitch);
        for (var lag = best; lag <= longest; lag++)
            if (r[lag] > r[best]) best = lag;
        return (double)sampleRate / best;
    }
}
