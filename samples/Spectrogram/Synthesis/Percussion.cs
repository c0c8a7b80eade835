namespace Spectrograms.Synthesis;

internal static class Percussion
{
    /// <summary>A cymbal: a burst of noise without its low frequencies, dying away.</summary>
    /// <param name="output">Added to.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="start">The first sample.</param>
    /// <param name="decay">The time in which the amplitude falls to 1/e, in seconds.</param>
    /// <param name="amplitude">The largest excursion, about.</param>
    /// <param name="noise">The burst.</param>
    public static void AddCymbal(Span<double> output, int sampleRate, int start, double decay, double amplitude, NoiseSource noise)
    {
        double first = 0, second = 0;
        for (var n = start; n < output.Length; n++)
        {
            // A second difference rises by 12 dB per octave.
            var value = noise.Next();
            output[n] += amplitude * Math.Exp(-(n - start) / (decay * sampleRate)) * (value - 2 * first + second) / 4;
            second = first;
            first = value;
        }
    }

    /// <summary>A drum: a sine that falls from 260 Hz towards 60 Hz, dying away.</summary>
    /// <param name="output">Added to.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="start">The first sample.</param>
    /// <param name="amplitude">The largest excursion.</param>
    public static void AddDrum(Span<double> output, int sampleRate, int start, double amplitude)
    {
        double turns = 0;
        for (var n = start; n < output.Length; n++)
        {
            var time = (double)(n - start) / sampleRate;
            turns += (60 + 200 * Math.Exp(-time / 0.04)) / sampleRate;
            output[n] += amplitude * Math.Exp(-time / 0.12) * Math.Sin(2 * Math.PI * turns);
        }
    }
}
