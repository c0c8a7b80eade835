using System.Buffers.Binary;

namespace Spectrograms;

/// <summary>How the samples of a WAV file are stored: the contents of its <c>fmt </c> chunk, checked to be one this program reads.</summary>
/// <param name="Channels">1 or 2.</param>
/// <param name="SampleRate">Samples per second and channel.</param>
/// <param name="IsFloat">32-bit IEEE floats where true, 16-bit integers otherwise.</param>
internal sealed record WavFormat(int Channels, int SampleRate, bool IsFloat)
{
    private const int Pcm = 1;
    private const int IeeeFloat = 3;
    private const int Extensible = 0xFFFE;

    /// <summary>Bytes of one sample of one channel.</summary>
    public int SampleSize => IsFloat ? 4 : 2;

    /// <summary>Bytes of one sample of all channels.</summary>
    public int BlockSize => Channels * SampleSize;

    // WAVE_FORMAT_EXTENSIBLE names the encoding by a GUID: the old tag in two bytes, then always these fourteen.
    private static ReadOnlySpan<byte> SubformatTail => [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    /// <exception cref="InvalidDataException">The chunk is damaged, or describes an encoding that is not read.</exception>
    public static WavFormat Parse(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length < 16) throw new InvalidDataException($"its format chunk is cut off: {chunk.Length} bytes where at least 16 are needed");

        int tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        var sampleRate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        int blockSize = BinaryPrimitives.ReadUInt16LittleEndian(chunk[12..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        if (tag == Extensible) tag = SubformatTag(chunk);

        if (tag is not (Pcm or IeeeFloat))
            throw new InvalidDataException($"it is encoded as {EncodingName(tag)}; only uncompressed 16-bit PCM and 32-bit float are read");
        if (bits != (tag == Pcm ? 16 : 32))
            throw new InvalidDataException($"it holds {bits}-bit {EncodingName(tag)} samples; only 16-bit PCM and 32-bit float are read");
        if (channels is not (1 or 2)) throw new InvalidDataException($"it has {channels} channels; only mono and stereo are read");
        if (sampleRate is 0 or > 1_000_000) throw new InvalidDataException($"its sample rate of {sampleRate} Hz makes no sense");

        var format = new WavFormat(channels, (int)sampleRate, tag == IeeeFloat);
        if (blockSize != format.BlockSize)
            throw new InvalidDataException($"its format chunk contradicts itself: {blockSize} bytes for {channels} samples of {bits} bits");
        return format;
    }

    private static int SubformatTag(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length < 40) throw new InvalidDataException($"its extensible format chunk is cut off: {chunk.Length} bytes where 40 are needed");
        if (!chunk[26..40].SequenceEqual(SubformatTail)) throw new InvalidDataException("it is encoded in a vendor's own format");
        return BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..]);
    }

    private static string EncodingName(int tag) => tag switch
    {
        Pcm => "PCM",
        2 => "Microsoft ADPCM",
        IeeeFloat => "floating-point",
        6 => "A-law",
        7 => "µ-law",
        0x11 => "IMA ADPCM",
        0x31 => "GSM 6.10",
        0x55 => "MP3",
        _ => $"format 0x{tag:X4}",
    };
}
