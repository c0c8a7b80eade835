namespace Spectrograms.Tests;

public class SpectrumTests
{
    /// <summary>The spectrum of a pulse at sample 1 is e^(−2πik/N): it turns clockwise.</summary>
    [Fact]
    public void TheSpectrumOfAPulseIsOneTurnClockwise()
    {
        var (re, im) = (new double[5], new double[5]);

        Spectrum.NaiveDft([0, 1, 0, 0, 0, 0, 0, 0], re, im);

        var half = Math.Sqrt(0.5);
        Assert.Equal([1, half, 0, -half, -1], re, (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal([0, -half, -1, -half, 0], im, (a, b) => Math.Abs(a - b) < 1e-15);
    }
}
