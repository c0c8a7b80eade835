namespace Spectrograms.Tests;

public class FramingTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    public void EveryFrameIsCentredWithinTheSignal(int signalLength, int frames) => Assert.Equal(frames, new Framing(4, hop: 2).Count(signalLength));

    [Fact]
    public void FramesAreCentredWindowedAndPaddedWithSilence()
    {
        // Hann window of 4: 0, ½, 1, ½.
        var framing = new Framing(4, hop: 2);
        double[] signal = [1, 2, 3, 4, 5];
        var frames = new double[framing.Count(signal.Length)][];
        for (var i = 0; i < frames.Length; i++) framing.Cut(signal, i, frames[i] = new double[4]);

        Assert.Equal([[0, 0, 1, 1], [0, 1, 3, 2], [0, 2, 5, 0]], frames, (a, b) => a.Zip(b).All(pair => Math.Abs(pair.First - pair.Second) < 1e-15));
    }

    [Fact]
    public void WindowsHalfAFrameApartAddUpToOne()
    {
        var window = Framing.HannWindow(512);

        for (var n = 0; n < 256; n++) Assert.Equal(1, window[n] + window[n + 256], 14);
    }
}
