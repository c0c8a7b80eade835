using Legacy.Filters;
using Legacy.Pictures;
using Legacy.Signals;
using Legacy.Spectra;
using Legacy.Units;

namespace Legacy;

/// <summary>Everything that the program knows how to measure, over one sound.</summary>
public static class SoundAnalyzer
{
    public static SoundReport Analyze(Sound sound)
    {
        var band = FirFilter.LowPass(sound.Samples, 5000, sound.SampleRate);
        var envelope = MovingAverage.Of(band.Select(Math.Abs).ToArray());
        var bank = new MelFilterBank(sound.SampleRate);
        var columns = new List<double[]>();
        var cepstrum = new double[Cepstrum.Coefficients];
        double centroid = 0, spread = 0, flatness = 0, phase = 0, loss = 0;
        foreach (var frame in Framing.Windowed(band))
        {
            var bins = Spectrum.Dft(frame);
            phase += Spectrum.Polar(frame, Spectrum.StrongestBin(bins)).Phase;

            if (columns.Count == 0) loss = Tremolo.Loss(frame);

            // The rest needs magnitudes only.
            var power = Spectrum.Power(bins);
            columns.Add(power);
            centroid += Features.Centroid(power, sound.SampleRate);
            spread += Features.Spread(power, sound.SampleRate);
            flatness += Features.Flatness(power);

            var coefficients = Cepstrum.OfBands(bank.Apply(power));
            for (var i = 0; i < cepstrum.Length; i++) cepstrum[i] += coefficients[i];
        }

        var frames = Math.Max(columns.Count, 1);
        var tremolo = Tremolo.Of(envelope, sound.SampleRate);
        for (var i = 0; i < cepstrum.Length; i++) cepstrum[i] /= frames;
        return new SoundReport(
            Decibels.FromAmplitude(envelope.Length == 0 ? 0 : envelope.Max()),
            centroid / frames,
            spread / frames,
            flatness / frames,
            Correlation.Pitch(band, sound.SampleRate),
            Decibels.FromPower(Goertzel.Power(sound.Samples, 50, sound.SampleRate)),
            Cepstrum.EchoDelay(band, sound.SampleRate),
            phase / frames,
            SpeckleFilter.CountPeaks(columns),
            BlockCosines.Detail(columns),
            tremolo.Rate,
            tremolo.Depth,
            loss,
            cepstrum);
    }
}
