namespace Legacy.Spectra;

/// <summary>Triangular filters, equally wide on the mel scale of perceived pitch.</summary>
public sealed class MelFilterBank(int sampleRate)
{
    public const int Bands = 26;

    /// <summary>Energy in each band.</summary>
    public double[] Apply(double[] power)
    {
        var energies = new double[Bands];
        for (var b = 0; b < Bands; b++)
        {
            for (var k = 0; k < power.Length; k++)
            {
                var frequency = (double)k * sampleRate / (2 * (power.Length - 1));
                energies[b] += power[k] * Weight(frequency, b);
            }
        }

        return energies;
    }

    /// <summary>The triangle of a band at a frequency.</summary>
    private double Weight(double frequency, int band)
    {
        var width = Mel(sampleRate / 2.0) / (Bands + 1);
        var position = Mel(frequency) / width - band;
        return position is <= 0 or >= 2 ? 0 : 1 - Math.Abs(position - 1);
    }

    private static double Mel(double frequency) => 2595 * Math.Log10(1 + frequency / 700);
}
