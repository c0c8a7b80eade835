using Legacy.Spectra;

namespace Legacy.Signals;

/// <summary>How strongly, and how fast, the loudness of a sound goes up and down.</summary>
public static class Tremolo
{
    private const int Points = 256;
    private const int Reach = 4;

    /// <summary>The frequency at which an envelope moves most, in Hz, and how much of it that is.</summary>
    public static (double Rate, double Depth) Of(double[] envelope, int sampleRate)
    {
        if (envelope.Length < Points) return (0, 0);
        var step = envelope.Length / Points;
        var levels = new double[Points];
        for (var i = 0; i < Points; i++) levels[i] = Math.Log(envelope[i * step] + 1e-6);
        var smooth = Smooth(levels);

        // The spectrum of the envelope.
        var re = new double[Points];
        var im = new double[Points];
        for (int k = 0; k < Points; k++)
        {
            for (int n = 0; n < Points; n++)
            {
                re[k] += smooth[n] * Math.Cos(2 * Math.PI * k * n / Points);
                im[k] -= smooth[n] * Math.Sin(2 * Math.PI * k * n / Points);
            }
        }

        var best = 1;
        double total = 0;
        for (var k = 1; k < Points / 2; k++)
        {
            var power = re[k] * re[k] + im[k] * im[k];
            total += power;
            if (power > re[best] * re[best] + im[best] * im[best]) best = k;
        }

        var peak = re[best] * re[best] + im[best] * im[best];
        return ((double)best * sampleRate / (step * Points), total > 0 ? peak / total : 0);
    }

    /// <summary>The mean of each value and its neighbours, of which there are fewer at the ends.</summary>
    public static double[] Smooth(double[] values)
    {
        var means = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            double sum = 0;
            var count = 0;
            for (var j = -Reach; j <= Reach; j++)
            {
                if (i + j < 0 || i + j >= values.Length) continue;
                sum += values[i + j];
                count++;
            }

            means[i] = sum / count;
        }

        return means;
    }

    /// <summary>What is left of a frame by a transform and its inverse: nothing but rounding.</summary>
    public static double Loss(double[] frame)
    {
        var back = Spectrum.Inverse(Spectrum.Dft(frame));
        var worst = 0.0;
        for (var n = 0; n < frame.Length; n++) worst = Math.Max(worst, Math.Abs(back[n] - frame[n]));
        return worst;
    }
}
