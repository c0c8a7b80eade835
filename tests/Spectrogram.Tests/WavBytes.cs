using System.Text;

namespace Spectrograms.Tests;

/// <summary>Builds WAV files byte by byte, right ones and wrong ones.</summary>
internal static class WavBytes
{
    public const int Pcm = 1;
    public const int Float = 3;

    private static readonly byte[] SubformatTail = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    public static byte[] File(params byte[][] chunks)
    {
        byte[] contents = [.. "WAVE"u8, .. chunks.SelectMany(chunk => chunk)];
        return [.. "RIFF"u8, .. BitConverter.GetBytes(contents.Length), .. contents];
    }

    public static byte[] Chunk(string name, params byte[] contents) =>
        [.. Encoding.ASCII.GetBytes(name), .. BitConverter.GetBytes(contents.Length), .. contents, .. new byte[contents.Length % 2]];

    public static byte[] Format(int tag, int channels, int bits, int sampleRate = 8000) => Chunk("fmt ", FormatFields(tag, channels, bits, sampleRate));

    public static byte[] ExtensibleFormat(int tag, int channels, int bits, byte[]? subformatTail = null) => Chunk("fmt ",
    [
        .. FormatFields(0xFFFE, channels, bits, 8000),
        .. Short(22), .. Short(bits), .. BitConverter.GetBytes(0), .. Short(tag), .. subformatTail ?? SubformatTail,
    ]);

    public static byte[] Data(params short[] samples) => Chunk("data", [.. samples.SelectMany(BitConverter.GetBytes)]);

    public static byte[] Data(params float[] samples) => Chunk("data", [.. samples.SelectMany(BitConverter.GetBytes)]);

    private static byte[] FormatFields(int tag, int channels, int bits, int sampleRate)
    {
        var blockSize = channels * bits / 8;
        return
        [
            .. Short(tag), .. Short(channels), .. BitConverter.GetBytes(sampleRate),
            .. BitConverter.GetBytes(sampleRate * blockSize), .. Short(blockSize), .. Short(bits),
        ];
    }

    private static byte[] Short(int value) => BitConverter.GetBytes((ushort)value);
}
