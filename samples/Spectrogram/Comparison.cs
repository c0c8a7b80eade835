using System.Diagnostics;

namespace Spectrograms;

/// <summary>The naive and the fast transform on the same frames.</summary>
/// <param name="NaiveTime">The median time of the naive transform of one frame.</param>
/// <param name="FastTime">The median time of the fast transform of one frame.</param>
/// <param name="LargestDifference">The largest difference of any real or imaginary part.</param>
/// <param name="LargestMagnitude">The largest magnitude in the naive spectra, for scale.</param>
/// <param name="Frames">The number of frames compared.</param>
internal sealed record Comparison(TimeSpan NaiveTime, TimeSpan FastTime, double LargestDifference, double LargestMagnitude, int Frames)
{
    private const int MaxFrames = 15;
    private const int WarmUps = 3;

    // The two are timed in turn, so that a machine that slows down or speeds up meanwhile does so for both.
    private const int Rounds = 15;

    // A batch long enough for the clock, however fast one call is.
    private static readonly TimeSpan BatchTime = TimeSpan.FromMilliseconds(2);

    public double Ratio => NaiveTime / FastTime;

    public double RelativeDifference => LargestMagnitude > 0 ? LargestDifference / LargestMagnitude : 0;

    public static Comparison Of(Recording recording, Framing framing, FrameTransform naive, FrameTransform fast)
    {
        var frames = CutSpread(recording, framing);
        var (difference, magnitude) = Compare(frames, naive, fast);

        var re = new double[framing.Length / 2 + 1];
        var im = new double[framing.Length / 2 + 1];
        for (var i = 0; i < WarmUps; i++)
        {
            naive(frames[0], re, im);
            fast(frames[0], re, im);
        }

        var once = Stopwatch.GetTimestamp();
        fast(frames[0], re, im);
        var batch = Math.Clamp((int)(BatchTime / (Stopwatch.GetElapsedTime(once) + TimeSpan.FromTicks(1))), 1, 10_000);

        var naiveTimes = new TimeSpan[Rounds];
        var fastTimes = new TimeSpan[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            naiveTimes[round] = TimePerCall(naive, 1);
            fastTimes[round] = TimePerCall(fast, batch);
        }

        return new(Median(naiveTimes), Median(fastTimes), difference, magnitude, frames.Length);

        TimeSpan TimePerCall(FrameTransform transform, int calls)
        {
            var start = Stopwatch.GetTimestamp();
            for (var call = 0; call < calls; call++) transform(frames[call % frames.Length], re, im);
            return Stopwatch.GetElapsedTime(start) / calls;
        }
    }

    /// <summary>Frames from the whole length of the recording.</summary>
    private static double[][] CutSpread(Recording recording, Framing framing)
    {
        var available = framing.Count(recording.Samples.Length);
        var frames = new double[Math.Min(available, MaxFrames)][];
        for (var i = 0; i < frames.Length; i++)
        {
            frames[i] = new double[framing.Length];
            framing.Cut(recording.Samples, (int)((2 * i + 1L) * available / (2 * frames.Length)), frames[i]);
        }

        return frames;
    }

    private static (double Difference, double Magnitude) Compare(double[][] frames, FrameTransform naive, FrameTransform fast)
    {
        double difference = 0, magnitude = 0;
        foreach (var frame in frames)
        {
            var bins = frame.Length / 2 + 1;
            var (re, im, fastRe, fastIm) = (new double[bins], new double[bins], new double[bins], new double[bins]);
            naive(frame, re, im);
            fast(frame, fastRe, fastIm);
            for (var k = 0; k < bins; k++)
            {
                difference = Math.Max(difference, Math.Max(Math.Abs(fastRe[k] - re[k]), Math.Abs(fastIm[k] - im[k])));
                magnitude = Math.Max(magnitude, double.Hypot(re[k], im[k]));
            }
        }

        return (difference, magnitude);
    }

    private static TimeSpan Median(TimeSpan[] times)
    {
        Array.Sort(times);
        return times[times.Length / 2];
    }
}
