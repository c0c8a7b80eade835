namespace Spectrograms;

/// <summary>The half spectrum of a real frame of N samples, in two arrays of N/2 + 1 numbers.</summary>
internal delegate void FrameTransform(double[] frame, double[] re, double[] im);

/// <summary>The loudness of a recording over time and frequency.</summary>
/// <param name="Decibels">[bin, column] in dB relative to the loudest point, at least <see cref="Floor"/>.</param>
/// <param name="StartSeconds">Where the first column begins: half a hop before the first frame's centre.</param>
/// <param name="SecondsPerColumn">The width of a column.</param>
/// <param name="HertzPerBin">The frequency from one bin to the next; bin k is centred on k times this.</param>
internal sealed record Spectrogram(double[,] Decibels, double StartSeconds, double SecondsPerColumn, double HertzPerBin)
{
    /// <summary>The level below which everything counts as silence.</summary>
    public const double Floor = -80;

    // More columns than a picture has pixels only cost memory; a long recording keeps the loudest of the frames that share a column.
    private const int MaxColumns = 2400;

    public int Bins => Decibels.GetLength(0);

    public int Columns => Decibels.GetLength(1);

    public static Spectrogram Of(Recording recording, Framing framing, FrameTransform transform)
    {
        var frames = framing.Count(recording.Samples.Length);
        var framesPerColumn = (frames + MaxColumns - 1) / MaxColumns;
        var power = new double[framing.Length / 2 + 1, (frames + framesPerColumn - 1) / framesPerColumn];

        var frame = new double[framing.Length];
        var re = new double[framing.Length / 2 + 1];
        var im = new double[framing.Length / 2 + 1];
        for (var i = 0; i < frames; i++)
        {
            framing.Cut(recording.Samples, i, frame);
            transform(frame, re, im);
            var column = i / framesPerColumn;
            for (var k = 0; k < re.Length; k++) power[k, column] = Math.Max(power[k, column], re[k] * re[k] + im[k] * im[k]);
        }

        var secondsPerHop = (double)framing.Hop / recording.SampleRate;
        return new(ToDecibels(power), -secondsPerHop / 2, secondsPerHop * framesPerColumn, (double)recording.SampleRate / framing.Length);
    }

    /// <summary>10·log₁₀ of each power relative to the largest, and <see cref="Floor"/> where that is less (or everything is silent).</summary>
    public static double[,] ToDecibels(double[,] power)
    {
        double peak = 0;
        foreach (var value in power) peak = Math.Max(peak, value);

        var decibels = new double[power.GetLength(0), power.GetLength(1)];
        for (var k = 0; k < power.GetLength(0); k++)
            for (var t = 0; t < power.GetLength(1); t++)
                decibels[k, t] = peak > 0 ? Math.Max(Floor, 10 * Math.Log10(power[k, t] / peak)) : Floor;
        return decibels;
    }
}
