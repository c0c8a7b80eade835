namespace Spectrograms.Tests;

public class SpectrogramTests
{
    [Fact]
    public void ATonePeaksInItsOwnBin()
    {
        // 16 periods in 512 samples: bin 16 of 257, at 500 of 16,000 Hz.
        var samples = new double[4096];
        for (var n = 0; n < samples.Length; n++) samples[n] = 0.3 * Math.Cos(2 * Math.PI * 16 * n / 512);

        var spectrogram = Spectrogram.Of(new Recording(16_000, samples), new Framing(512, hop: 512), Spectrum.NaiveDft);

        Assert.Equal((257, 8), (spectrogram.Bins, spectrogram.Columns));
        Assert.Equal(500, 16 * spectrogram.HertzPerBin);
        Assert.Equal(-0.016, spectrogram.StartSeconds, 12);
        Assert.Equal(0.032, spectrogram.SecondsPerColumn, 12);
        Assert.Equal(0, spectrogram.Decibels[16, 4], 9);
        // A Hann window leaks half the amplitude, 6.02 dB less, into the bins beside, and nothing beyond.
        Assert.Equal(-6.02, spectrogram.Decibels[15, 4], 2);
        Assert.Equal(-6.02, spectrogram.Decibels[17, 4], 2);
        Assert.Equal(Spectrogram.Floor, spectrogram.Decibels[19, 4]);
    }

    [Fact]
    public void DecibelsAreRelativeToTheLoudestPointAndBoundedBelow()
    {
        var decibels = Spectrogram.ToDecibels(new[,] { { 200, 2, 0.02 }, { 0, 200e-8, 1e-30 } });

        Assert.Equal([0, -20, -40, -80, -80, -80], decibels.Cast<double>(), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void SilenceIsTheFloor() => Assert.All(Spectrogram.ToDecibels(new double[2, 2]).Cast<double>(), level => Assert.Equal(Spectrogram.Floor, level));

    [Fact]
    public void ALongRecordingKeepsTheLoudestFrameOfEachColumn()
    {
        // One click in 10,000 frames of one sample each: a picture of fewer columns must still show it.
        var samples = new double[10_000];
        samples[7777] = 1;
        FrameTransform firstSample = (frame, re, im) => (re[0], im[0]) = (frame[1], 0);

        var spectrogram = Spectrogram.Of(new Recording(1000, samples), new Framing(2, hop: 1), firstSample);

        Assert.True(spectrogram.Columns <= 2400);
        var column = Enumerable.Range(0, spectrogram.Columns).Single(c => spectrogram.Decibels[0, c] == 0);
        var columnStart = spectrogram.StartSeconds + column * spectrogram.SecondsPerColumn;
        Assert.InRange(7.777, columnStart, columnStart + spectrogram.SecondsPerColumn);
    }

    /// <summary>What the sample is there to show: for every length offered, the generated transform computes what the naive one does.</summary>
    [Fact]
    public void TheFastTransformEqualsTheNaiveOne()
    {
        var random = new Random(1);
        foreach (var length in Spectrum.DerivedLengths)
        {
            var samples = Enumerable.Range(0, 4 * length).Select(_ => 2 * random.NextDouble() - 1).ToArray();

            var comparison = Comparison.Of(new Recording(16_000, samples), new Framing(length, length / 2), Spectrum.NaiveDft, Commands.FastDft);

            Assert.True(comparison.RelativeDifference < 1e-12, $"{length}: {comparison.RelativeDifference}");
        }
    }

    [Fact]
    public void AComparisonFindsADifference()
    {
        var recording = new Recording(8000, [.. Enumerable.Range(0, 64).Select(n => Math.Sin(n))]);
        FrameTransform wrong = (frame, re, im) =>
        {
            Spectrum.NaiveDft(frame, re, im);
            im[3] += 0.125;
        };

        var comparison = Comparison.Of(recording, new Framing(16, 8), Spectrum.NaiveDft, wrong);

        Assert.Equal(0.125, comparison.LargestDifference, 12);
        Assert.InRange(comparison.LargestMagnitude, 1, 8);
    }
}
