namespace Spectrograms;

/// <summary>A mono recording.</summary>
/// <param name="SampleRate">Samples per second.</param>
/// <param name="Samples">The samples, full scale at ±1.</param>
/// <param name="IsTruncated">Whether the file announced more samples than it holds.</param>
internal sealed record Recording(int SampleRate, double[] Samples, bool IsTruncated = false)
{
    /// <summary>Length in seconds.</summary>
    public double Duration => (double)Samples.Length / SampleRate;
}
