namespace Spectrograms.Synthesis;

/// <summary>
/// A plucked string: a burst of noise goes round a delay line of one period, and loses a little of its high frequencies at each turn
/// (Karplus and Strong, 1983; the fractional delay after Jaffe and Smith, 1983).
/// </summary>
internal static class PluckedString
{
    /// <param name="output">Added to, from <paramref name="start"/> to its end.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="start">The first sample.</param>
    /// <param name="frequency">The pitch in Hz.</param>
    /// <param name="halfLife">The time in which the fundamental loses half of its amplitude, in seconds.</param>
    /// <param name="amplitude">The largest excursion, about.</param>
    /// <param name="noise">The pluck.</param>
    public static void Add(Span<double> output, int sampleRate, int start, double frequency, double halfLife, double amplitude, NoiseSource noise)
    {
        // The averaging filter below delays by half a sample.
        var period = sampleRate / frequency - 0.5;
        var length = (int)period;
        var fraction = period - length;
        var line = new double[length + 1];
        for (var i = 0; i < line.Length; i++) line[i] = noise.Next();

        var loss = Math.Pow(0.5, 1 / (frequency * halfLife));
        double previous = 0;
        for (int n = start, position = 0; n < output.Length; n++, position = (position + 1) % line.Length)
        {
            // line[position] was written length + 1 samples ago, its successor length samples ago.
            var delayed = fraction * line[position] + (1 - fraction) * line[(position + 1) % line.Length];
            line[position] = loss * (delayed + previous) / 2;
            previous = delayed;
            output[n] += amplitude * line[position];
        }
    }
}
