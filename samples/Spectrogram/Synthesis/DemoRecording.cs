namespace Spectrograms.Synthesis;

/// <summary>
/// The recording that is shipped beside the sample, made here so that anybody may use it: a melody of plucked strings (harmonics that die
/// away, the high ones first), a voice (formants that move through gliding harmonics), drums and cymbals (noise), and a closing chord.
/// </summary>
internal static class DemoRecording
{
    public const int SampleRate = 16_000;

    private const double Duration = 5;
    private const double Peak = 0.9;

    // Equal temperament: semitones above A2 = 110 Hz.
    private static readonly (double Time, int Semitone)[] Melody =
        [(0.05, 12), (0.30, 16), (0.55, 19), (0.80, 24), (1.05, 23), (1.30, 19), (1.55, 16), (1.80, 12)];

    private static readonly int[] Chord = [0, 7, 12, 16, 19, 24];

    private static readonly SungPoint[] Song =
    [
        new(2.05, 147, Vowel.Ah), new(2.45, 220, Vowel.Ah), new(2.85, 220, Vowel.Ee), new(3.20, 196, Vowel.Ee),
        new(3.55, 294, Vowel.Oo), new(3.85, 247, Vowel.Ah), new(4.15, 110, Vowel.Ah),
    ];

    public static Recording Synthesize()
    {
        var samples = new double[(int)(Duration * SampleRate)];
        var noise = new NoiseSource(seed: 2024);

        foreach (var (time, semitone) in Melody)
            PluckedString.Add(samples, SampleRate, At(time), Pitch(semitone), halfLife: 0.16, amplitude: 0.7, noise);
        for (var i = 0; i < Chord.Length; i++)
            PluckedString.Add(samples, SampleRate, At(4.2 + 0.025 * i), Pitch(Chord[i]), halfLife: 0.3, amplitude: 0.35, noise);
        Voice.Add(samples, SampleRate, Song, amplitude: 0.6);
        foreach (var time in new[] { 0.05, 1.05, 2.05, 4.2 }) Percussion.AddDrum(samples, SampleRate, At(time), amplitude: 0.5);
        foreach (var time in new[] { 0.55, 1.55, 2.55, 3.55 })
            Percussion.AddCymbal(samples, SampleRate, At(time), decay: 0.035, amplitude: 0.35, noise);

        return new(SampleRate, Normalized(samples));
    }

    private static int At(double time) => (int)(time * SampleRate);

    private static double Pitch(int semitone) => 110 * Math.Pow(2, semitone / 12.0);

    /// <summary>Scales to <see cref="Peak"/>, and fades the last moments out so that the end does not click.</summary>
    private static double[] Normalized(double[] samples)
    {
        var scale = Peak / samples.Max(Math.Abs);
        var fade = SampleRate / 20;
        for (var n = 0; n < samples.Length; n++) samples[n] *= scale * Math.Min(1, (double)(samples.Length - n) / fade);
        return samples;
    }
}
