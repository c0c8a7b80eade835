namespace Legacy;

/// <summary>One channel of sound, from −1 to 1.</summary>
public sealed record Sound(double[] Samples, int SampleRate)
{
    public double Seconds => (double)Samples.Length / SampleRate;
}
