namespace Spectrograms.Synthesis;

/// <summary>A sung vowel: the resonances (formants) of the mouth, by their frequencies in Hz.</summary>
internal readonly record struct Vowel(double First, double Second, double Third, double Fourth)
{
    // A plain resonance has ½; steeper skirts keep neighbouring formants apart.
    private const double Slope = 0.7;

    public static Vowel Ah => new(730, 1090, 2440, 3400);

    public static Vowel Ee => new(270, 2290, 3010, 3700);

    public static Vowel Oo => new(300, 870, 2240, 3300);

    public static Vowel Between(Vowel from, Vowel to, double t) => new(
        double.Lerp(from.First, to.First, t),
        double.Lerp(from.Second, to.Second, t),
        double.Lerp(from.Third, to.Third, t),
        double.Lerp(from.Fourth, to.Fourth, t));

    /// <summary>The gain of the mouth at a frequency: resonances side by side, the higher the fainter.</summary>
    public double Gain(double frequency) =>
        Resonance(frequency, First, 80) + 0.6 * Resonance(frequency, Second, 100)
        + 0.4 * Resonance(frequency, Third, 140) + 0.3 * Resonance(frequency, Fourth, 180);

    private static double Resonance(double frequency, double centre, double bandwidth)
    {
        var detuning = 2 * (frequency - centre) / bandwidth;
        return Math.Pow(1 + detuning * detuning, -Slope);
    }
}

/// <summary>A moment of a song: the pitch and vowel to have reached by then.</summary>
internal readonly record struct SungPoint(double Time, double Pitch, Vowel Vowel);

/// <summary>
/// A singing voice: the harmonics of a gliding pitch with vibrato, each as strong as the vocal folds' spectrum (falling by 6 dB per octave once
/// the lips have radiated it) and the formants of the moment make it.
/// </summary>
internal static class Voice
{
    private const double VibratoRate = 5.5;
    private const double VibratoDepth = 0.018;
    private const double Fade = 0.08;

    /// <param name="output">Added to.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="points">The song; at least two points, by ascending time in seconds.</param>
    /// <param name="amplitude">The loudness.</param>
    public static void Add(Span<double> output, int sampleRate, ReadOnlySpan<SungPoint> points, double amplitude)
    {
        var begin = points[0].Time;
        var end = points[^1].Time;
        double turns = 0;
        for (var n = (int)(begin * sampleRate); n < Math.Min(output.Length, end * sampleRate); n++)
        {
            var time = (double)n / sampleRate;
            var (pitch, vowel) = At(points, time);
            pitch *= 1 + VibratoDepth * Math.Sin(2 * Math.PI * VibratoRate * time);
            turns += pitch / sampleRate;
            var envelope = Math.Clamp(Math.Min(time - begin, end - time) / Fade, 0, 1);
            output[n] += amplitude * envelope * Sample(turns, pitch, vowel, 0.48 * sampleRate);
        }
    }

    private static double Sample(double turns, double pitch, Vowel vowel, double highest)
    {
        double sum = 0;
        for (var harmonic = 1; harmonic * pitch < highest; harmonic++)
            sum += vowel.Gain(harmonic * pitch) / harmonic * Math.Sin(2 * Math.PI * harmonic * turns);
        return sum;
    }

    private static (double Pitch, Vowel Vowel) At(ReadOnlySpan<SungPoint> points, double time)
    {
        var next = 1;
        while (next < points.Length - 1 && points[next].Time < time) next++;
        var (from, to) = (points[next - 1], points[next]);
        var t = Math.Clamp((time - from.Time) / (to.Time - from.Time), 0, 1);
        t = t * t * (3 - 2 * t);
        // Pitch is heard by its logarithm.
        return (from.Pitch * Math.Pow(to.Pitch / from.Pitch, t), Vowel.Between(from.Vowel, to.Vowel, t));
    }
}
