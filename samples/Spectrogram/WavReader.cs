using System.Buffers.Binary;

namespace Spectrograms;

/// <summary>
/// Reads WAV files: a RIFF container of chunks (four letters, a 32-bit length, the contents, and a byte of padding after an odd length),
/// of which <c>fmt </c> and <c>data</c> matter and all others are skipped.
/// </summary>
internal static class WavReader
{
    private const int ChunkHeaderSize = 8;

    /// <summary>Reads a mono or stereo file of 16-bit PCM or 32-bit float samples; stereo is mixed to mono.</summary>
    /// <remarks>
    /// A data chunk that is longer than the file (cut off, or recorded to a pipe) is read as far as it goes.
    /// </remarks>
    /// <exception cref="InvalidDataException">It is not a WAV file, or not of this kind; the message completes the sentence "cannot read the file: …".</exception>
    public static Recording Read(ReadOnlySpan<byte> file)
    {
        if (file.Length >= 4 && (file[..4].SequenceEqual("RF64"u8) || file[..4].SequenceEqual("RIFX"u8)))
            throw new InvalidDataException("it is a 64-bit or big-endian variant of WAV (RF64, RIFX), which is not read");
        if (file.Length < 12 || !file[..4].SequenceEqual("RIFF"u8) || !file[8..12].SequenceEqual("WAVE"u8))
            throw new InvalidDataException("it is not a WAV file (it does not begin with RIFF … WAVE)");

        var chunks = file[12..];
        if (!TryFindChunk(chunks, "fmt "u8, out var format, out _)) throw new InvalidDataException("it has no format chunk");
        if (!TryFindChunk(chunks, "data"u8, out var data, out var isTruncated)) throw new InvalidDataException("it has no data chunk");
        return Decode(WavFormat.Parse(format), data, isTruncated);
    }

    private static bool TryFindChunk(ReadOnlySpan<byte> chunks, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> contents, out bool isTruncated)
    {
        while (chunks.Length >= ChunkHeaderSize)
        {
            long announced = BinaryPrimitives.ReadUInt32LittleEndian(chunks[4..]);
            var available = (int)Math.Min(announced, chunks.Length - ChunkHeaderSize);
            if (chunks[..4].SequenceEqual(name))
            {
                contents = chunks.Slice(ChunkHeaderSize, available);
                isTruncated = available < announced;
                return true;
            }

            // Chunks begin at even positions.
            var next = ChunkHeaderSize + announced + announced % 2;
            if (next >= chunks.Length) break;
            chunks = chunks[(int)next..];
        }

        contents = default;
        isTruncated = false;
        return false;
    }

    private static Recording Decode(WavFormat format, ReadOnlySpan<byte> data, bool isTruncated)
    {
        // Half a sample at the end of a truncated file is dropped.
        var samples = new double[data.Length / format.BlockSize];
        if (samples.Length == 0) throw new InvalidDataException("it holds no samples");

        for (var i = 0; i < samples.Length; i++)
        {
            double sum = 0;
            for (var channel = 0; channel < format.Channels; channel++)
                sum += DecodeSample(data[(i * format.BlockSize + channel * format.SampleSize)..], format.IsFloat);
            samples[i] = sum / format.Channels;
            if (!double.IsFinite(samples[i])) throw new InvalidDataException($"sample {i} is not a finite number");
        }

        return new(format.SampleRate, samples, isTruncated);
    }

    private static double DecodeSample(ReadOnlySpan<byte> bytes, bool isFloat) => isFloat
        ? BinaryPrimitives.ReadSingleLittleEndian(bytes)
        : BinaryPrimitives.ReadInt16LittleEndian(bytes) / 32768.0;
}
