using Spectrograms.Synthesis;

namespace Spectrograms.Tests;

public class DemoRecordingTests
{
    /// <summary>The shipped file is what the synthesizer makes, up to rounding (sines differ in the last bit between platforms).</summary>
    [Fact]
    public void TheShippedRecordingIsTheSynthesizedOne()
    {
        var synthesized = DemoRecording.Synthesize();
        var shipped = WavReader.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "recording.wav")));

        Assert.Equal(synthesized.SampleRate, shipped.SampleRate);
        Assert.Equal(synthesized.Samples.Length, shipped.Samples.Length);
        for (var n = 0; n < shipped.Samples.Length; n++) Assert.Equal(synthesized.Samples[n], shipped.Samples[n], 1e-4);
    }
}
