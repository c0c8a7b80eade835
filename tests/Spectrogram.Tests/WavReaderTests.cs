using static Spectrograms.Tests.WavBytes;

namespace Spectrograms.Tests;

public class WavReaderTests
{
    // 16384 is half of full scale.
    public static TheoryData<string, byte[], double[]> Readable => new()
    {
        { "16-bit mono", File(Format(Pcm, 1, 16), Data(0, 16384, short.MinValue)), [0, 0.5, -1] },
        { "16-bit stereo is mixed", File(Format(Pcm, 2, 16), Data(16384, 0, 16384, -16384)), [0.25, 0] },
        { "float mono", File(Format(Float, 1, 32), Data(0f, 0.5f, -1.5f)), [0, 0.5, -1.5] },
        { "float stereo is mixed", File(Format(Float, 2, 32), Data(1f, 0.5f)), [0.75] },
        { "extensible 16-bit", File(ExtensibleFormat(Pcm, 1, 16), Data((short)16384)), [0.5] },
        { "extensible float", File(ExtensibleFormat(Float, 1, 32), Data(0.25f)), [0.25] },
        { "other chunks, before and after", File(Chunk("LIST", 1, 2, 3, 4), Format(Pcm, 1, 16), Chunk("fact", 0, 0), Data((short)16384), Chunk("id3 ", 9)), [0.5] },
        { "padding after odd chunks", File(Chunk("odd ", 1, 2, 3), Format(Pcm, 1, 16), Chunk("odd ", (byte)'d'), Data((short)16384)), [0.5] },
        { "data before format", File(Data((short)16384), Format(Pcm, 1, 16)), [0.5] },
    };

    [Theory]
    [MemberData(nameof(Readable))]
    public void Reads(string kind, byte[] file, double[] samples)
    {
        var recording = WavReader.Read(file);

        Assert.True(samples.AsSpan().SequenceEqual(recording.Samples), kind);
        Assert.Equal(8000, recording.SampleRate);
        Assert.False(recording.IsTruncated);
    }

    // Words that the message must contain, so that it says what is wrong.
    public static TheoryData<string, byte[]> Refused => new()
    {
        { "not a WAV file", [] },
        { "not a WAV file", "RIFF"u8.ToArray() },
        { "not a WAV file", "An ordinary text of more than twelve letters"u8.ToArray() },
        { "not a WAV file", [.. "RIFF"u8, 4, 0, 0, 0, .. "AVI "u8] },
        { "RF64", [.. "RF64"u8, 4, 0, 0, 0, .. "WAVE"u8] },
        { "no format chunk", File(Data((short)1)) },
        { "no data chunk", File(Format(Pcm, 1, 16)) },
        { "no samples", File(Format(Pcm, 1, 16), Chunk("data")) },
        { "no samples", File(Format(Pcm, 2, 16), Chunk("data", 1, 2, 3)) },
        { "cut off", File(Chunk("fmt ", 1, 0, 1, 0), Data((short)1)) },
        { "8-bit PCM", File(Format(Pcm, 1, 8), Chunk("data", 1, 2)) },
        { "24-bit PCM", File(Format(Pcm, 1, 24), Chunk("data", 1, 2, 3)) },
        { "64-bit floating-point", File(Format(Float, 1, 64), Chunk("data", new byte[8])) },
        { "MP3", File(Format(0x55, 2, 16), Chunk("data", new byte[8])) },
        { "vendor", File(ExtensibleFormat(Pcm, 1, 16, new byte[14]), Data((short)1)) },
        { "6 channels", File(Format(Pcm, 6, 16), Chunk("data", new byte[12])) },
        { "0 channels", File(Format(Pcm, 0, 16), Chunk("data", new byte[12])) },
        { "sample rate", File(Format(Pcm, 1, 16, sampleRate: 0), Data((short)1)) },
        { "sample 1 is not a finite number", File(Format(Float, 1, 32), Data(0f, float.NaN)) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void RefusesWithTheReason(string words, byte[] file)
    {
        var exception = Assert.Throws<InvalidDataException>(() => WavReader.Read(file));

        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadsATruncatedFileAsFarAsItGoes()
    {
        var file = File(Format(Pcm, 1, 16), Data(16384, -16384, 16384));

        var recording = WavReader.Read(file.AsSpan(..^3));

        Assert.Equal([0.5], recording.Samples);
        Assert.True(recording.IsTruncated);
    }

    /// <summary>A damaged length must neither loop, nor overflow, nor reach beyond the file.</summary>
    [Fact]
    public void ReadsOrRefusesEveryFileWithADamagedByte()
    {
        var file = File(Chunk("LIST", 1, 2, 3), ExtensibleFormat(Pcm, 1, 16), Data(1, 2, 3));
        for (var position = 0; position < file.Length; position++)
            foreach (byte damage in new byte[] { 0, 1, 0x7F, 0x80, 0xFF })
            {
                var damaged = (byte[])file.Clone();
                damaged[position] = damage;
                var exception = Record.Exception(() => WavReader.Read(damaged));
                Assert.True(exception is null or InvalidDataException, $"byte {position} = {damage}: {exception}");
            }
    }

    [Fact]
    public void ReadsWhatTheWriterWrote()
    {
        using var stream = new MemoryStream();
        WavWriter.Write(stream, new Recording(44_100, [0, 0.25, -0.25, 1, -1, 2]));

        var recording = WavReader.Read(stream.ToArray());

        Assert.Equal(44_100, recording.SampleRate);
        Assert.Equal([0, 0.25, -0.25, 1, -1, 1], recording.Samples, (a, b) => Math.Abs(a - b) < 1e-4);
    }
}
