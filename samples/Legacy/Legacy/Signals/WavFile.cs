using System.Buffers.Binary;

namespace Legacy.Signals;

/// <summary>Reads uncompressed 16-bit WAV files; of several channels, the first.</summary>
public static class WavFile
{
    public static Sound Read(string path)
    {
        var bytes = File.ReadAllBytes(path).AsSpan();
        if (bytes.Length < 44 || !bytes[..4].SequenceEqual("RIFF"u8)) throw new InvalidDataException("Not a WAV file.");
        int channels = 1, rate = 0;
        for (var at = 12; at + 8 <= bytes.Length;)
        {
            var size = BinaryPrimitives.ReadInt32LittleEndian(bytes[(at + 4)..]);
            if (size < 0 || size > bytes.Length - at - 8) break;
            var chunk = bytes.Slice(at + 8, size);
            if (bytes.Slice(at, 4).SequenceEqual("fmt "u8))
            {
                channels = BinaryPrimitives.ReadInt16LittleEndian(chunk[2..]);
                rate = BinaryPrimitives.ReadInt32LittleEndian(chunk[4..]);
                if (BinaryPrimitives.ReadInt16LittleEndian(chunk[14..]) != 16) throw new InvalidDataException("Only 16 bits per sample.");
            }
            else if (bytes.Slice(at, 4).SequenceEqual("data"u8))
            {
                return new Sound(Samples(chunk, channels), rate);
            }

            // Chunks are padded to an even size.
            at += 8 + size + (size & 1);
        }

        throw new InvalidDataException("The file has no samples.");
    }

    private static double[] Samples(ReadOnlySpan<byte> data, int channels)
    {
        var samples = new double[data.Length / (2 * channels)];
        for (var n = 0; n < samples.Length; n++)
            samples[n] = BinaryPrimitives.ReadInt16LittleEndian(data[(2 * channels * n)..]) / 32768.0;
        return samples;
    }
}
