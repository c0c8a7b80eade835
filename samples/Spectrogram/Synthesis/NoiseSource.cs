namespace Spectrograms.Synthesis;

/// <summary>White noise that is the same on every run and machine (the 64-bit linear congruential generator of Knuth's MMIX).</summary>
internal sealed class NoiseSource(ulong seed)
{
    private ulong state = seed;

    /// <summary>The next value, uniform in [−1, 1).</summary>
    public double Next()
    {
        state = unchecked(state * 6364136223846793005 + 1442695040888963407);
        return (long)state / 9223372036854775808.0;
    }
}
