using Legacy.Signals;

namespace Legacy.Tests;

public class SoundAnalyzerTests
{
    [Fact]
    public void The_demonstration_is_a_plucked_string_with_hum()
    {
        var report = SoundAnalyzer.Analyze(Synthesizer.Demonstration());
        Assert.Equal(220, report.Pitch, 3.0);
        Assert.InRange(report.Hum, -40, -20);
        Assert.InRange(report.Centroid, 200, 3000);
        Assert.InRange(report.Flatness, 0, 0.1);
        Assert.InRange(report.Peaks, 1, 2000);
        Assert.InRange(report.Detail, 0.001, 0.9);
        Assert.InRange(report.Tremolo, 0.1, 100);
        Assert.InRange(report.Depth, 0.001, 1);
        Assert.InRange(report.Loss, 0, 1e-9);
        Assert.All(report.Cepstrum, c => Assert.True(double.IsFinite(c)));
    }

    [Fact]
    public void Silence_is_silent()
    {
        var report = SoundAnalyzer.Analyze(new Sound(new double[2048], 16000));
        Assert.Equal(-120, report.Level);
        Assert.Equal(0, report.Centroid);
        Assert.Equal(0, report.Peaks);
    }

    [Fact]
    public void The_report_has_a_line_for_each_figure()
    {
        using var output = new StringWriter();
        new SoundReport(-6.02, 1, 2, 0.5, 220, -30, 10, 0.25, 7, 0.5, 3, 0.1, 0, [1, 2]).Write(output);
        var lines = output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(15, lines.Length);
        Assert.Equal("level            -6.0200 dB", lines[0]);
        Assert.Equal("cepstrum 1        2.0000", lines[^1]);
    }

    [Fact]
    public void A_file_is_read_back()
    {
        var path = Path.GetTempFileName();
        try
        {
            // A header for 16-bit mono at 8 kHz, and four samples.
            File.WriteAllBytes(path, [.. "RIFF\0\0\0\0WAVEfmt "u8, 16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x80, 0x3E, 0, 0, 2, 0, 16, 0, .. "data"u8, 8, 0, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0xFF, 0xFF]);
            var sound = WavFile.Read(path);
            Assert.Equal(8000, sound.SampleRate);
            Assert.Equal([0, 0.5, -1, -1 / 32768.0], sound.Samples);
            File.WriteAllText(path, "no sound");
            Assert.Throws<InvalidDataException>(() => WavFile.Read(path));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
