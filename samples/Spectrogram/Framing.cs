namespace Spectrograms;

/// <summary>
/// Cuts a signal into overlapping frames: frame i is centred on sample i·<see cref="Hop"/>, with silence before the beginning and after the
/// end of the signal, and is faded in and out by a Hann window.
/// </summary>
internal sealed class Framing
{
    private readonly double[] window;

    /// <param name="length">Samples in a frame.</param>
    /// <param name="hop">Samples from one frame to the next, at least 1.</param>
    public Framing(int length, int hop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hop, 1);
        Hop = hop;
        window = HannWindow(length);
    }

    public int Length => window.Length;

    public int Hop { get; }

    /// <summary>The number of frames whose centre lies within a signal of the given length.</summary>
    public int Count(int signalLength) => (signalLength + Hop - 1) / Hop;

    /// <summary>Copies windowed frame <paramref name="index"/> of the signal into <paramref name="frame"/>.</summary>
    public void Cut(ReadOnlySpan<double> signal, int index, Span<double> frame)
    {
        var start = (long)index * Hop - Length / 2;
        for (var n = 0; n < Length; n++)
        {
            var position = start + n;
            frame[n] = position >= 0 && position < signal.Length ? window[n] * signal[(int)position] : 0;
        }
    }

    /// <summary>The periodic Hann window, w[n] = (1 − cos(2πn/N))/2: copies half a window apart add up to one everywhere.</summary>
    public static double[] HannWindow(int length)
    {
        var window = new double[length];
        for (var n = 0; n < length; n++) window[n] = 0.5 - 0.5 * Math.Cos(2 * Math.PI * n / length);
        return window;
    }
}
