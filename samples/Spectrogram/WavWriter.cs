using System.Text;

namespace Spectrograms;

internal static class WavWriter
{
    /// <summary>Writes a mono file of 16-bit PCM; samples beyond ±1 are clipped.</summary>
    public static void Write(Stream stream, Recording recording)
    {
        const int SampleSize = sizeof(short);
        var dataSize = recording.Samples.Length * SampleSize;

        using var writer = new BinaryWriter(stream, Encoding.ASCII, leaveOpen: true);
        writer.Write("RIFF"u8);
        writer.Write(36 + dataSize);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);                             // PCM
        writer.Write((short)1);                             // channels
        writer.Write(recording.SampleRate);
        writer.Write(recording.SampleRate * SampleSize);    // bytes per second
        writer.Write((short)SampleSize);                    // bytes per block
        writer.Write((short)(8 * SampleSize));
        writer.Write("data"u8);
        writer.Write(dataSize);
        foreach (var sample in recording.Samples)
            writer.Write((short)Math.Clamp(Math.Round(sample * 32767), short.MinValue, short.MaxValue));
    }
}
