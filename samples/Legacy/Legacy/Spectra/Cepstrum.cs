using Legacy.Signals;

namespace Legacy.Spectra;

/// <summary>The spectrum of a spectrum: timbre in the first coefficients, pitch and echoes further on.</summary>
public static class Cepstrum
{
    public const int Coefficients = 13;

    /// <summary>The first coefficients of the cosine transform of logarithmic band energies.</summary>
    public static double[] OfBands(double[] bands)
    {
        var logs = new double[MelFilterBank.Bands];
        for (int n = 0; n < logs.Length; n++) logs[n] = Math.Log(Math.Max(bands[n], 1e-10));
        var c = new double[Coefficients];
        for (int k = 0; k < Coefficients; k++)
        {
            for (int n = 0; n < MelFilterBank.Bands; n++)
                c[k] += logs[n] * Math.Cos(Math.PI * k * (n + 0.5) / MelFilterBank.Bands);

            // Orthonormal
            c[k] *= k == 0 ? Math.Sqrt(1.0 / MelFilterBank.Bands) : Math.Sqrt(2.0 / MelFilterBank.Bands);
        }

        return c;
    }

    /// <summary>The delay of the strongest echo in the first frame, in milliseconds.</summary>
    public static double EchoDelay(double[] signal, int sampleRate)
    {
        if (signal.Length < Spectrum.FrameLength) return 0;
        var logs = Spectrum.Power(Spectrum.Dft(Framing.Windowed(signal, 0))).Select(p => Math.Log(p + 1e-12)).ToArray();
        var cepstrum = Spectrum.FromPower(logs);
        var best = 40;
        for (var n = best; n < cepstrum.Length / 2; n++)
            if (cepstrum[n] > cepstrum[best]) best = n;
        return 1000.0 * best / sampleRate;
    }
}
