using System.Numerics;
using Legacy.Signals;
using Legacy.Spectra;

namespace Legacy.Tests;

public class SpectrumTests
{
    private const double Tolerance = 1e-8;

    private static readonly double[] Noise = Enumerable.Range(0, Spectrum.FrameLength).Select(n => new Random(n).NextDouble() - 0.5).ToArray();

    [Fact]
    public void A_tone_in_the_middle_of_a_bin_is_one_line_and_its_mirror_image()
    {
        var x = Enumerable.Range(0, Spectrum.FrameLength).Select(n => Math.Cos(2 * Math.PI * 32 * n / Spectrum.FrameLength)).ToArray();
        var bins = Spectrum.Dft(x);
        Assert.Equal(Spectrum.FrameLength, bins.Length);
        Assert.Equal(32, Spectrum.StrongestBin(bins));
        for (var k = 0; k < bins.Length; k++) Assert.Equal(k is 32 or Spectrum.FrameLength - 32 ? 512 : 0, bins[k].Magnitude, Tolerance);
    }

    [Fact]
    public void The_spectrum_of_a_real_frame_is_conjugate_symmetric()
    {
        var bins = Spectrum.Dft(Noise);
        for (var k = 1; k < bins.Length; k++) Near(Complex.Conjugate(bins[^k]), bins[k]);
    }

    [Fact]
    public void The_inverse_gives_the_frame_back()
    {
        var back = Spectrum.Inverse(Spectrum.Dft(Noise));
        for (var n = 0; n < Noise.Length; n++) Assert.Equal(Noise[n], back[n], Tolerance);
    }

    [Fact]
    public void Real_and_complex_input_agree()
    {
        var expected = Spectrum.Dft(Noise);
        var actual = Spectrum.Dft(Noise.Select(x => new Complex(x, 0)).ToArray());
        for (var k = 0; k < expected.Length; k++) Near(expected[k], actual[k]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void A_unit_impulse_has_all_frequencies_alike(int length)
    {
        var x = new Complex[length];
        if (length > 0) x[0] = 1;
        Assert.All(Spectrum.Dft(x), bin => Near(1, bin));
    }

    [Fact]
    public void Nothing_comes_of_not_a_number() => Assert.All(Spectrum.Dft(Enumerable.Repeat(double.NaN, Spectrum.FrameLength).ToArray()), bin => Assert.True(double.IsNaN(bin.Real)));

    [Fact]
    public void A_bin_in_polar_form()
    {
        var bin = Spectrum.Dft(Noise)[5];
        var (magnitude, phase) = Spectrum.Polar(Noise, 5);
        Assert.Equal(bin.Magnitude, magnitude, Tolerance);
        Assert.Equal(bin.Phase, phase, Tolerance);
    }

    [Fact]
    public void Power_has_each_frequency_once()
    {
        var power = Spectrum.Power([1, new(0, 2), 3, new(0, -2)]);
        Assert.Equal([1, 4, 9], power);
    }

    [Fact]
    public void The_window_fades_in_and_out()
    {
        var frame = Framing.Windowed(Enumerable.Repeat(1.0, 2000).ToArray(), 100);
        Assert.Equal(0, frame[0], Tolerance);
        Assert.Equal(1, frame[512], Tolerance);
        Assert.Equal(frame[100], frame[^100], Tolerance);
        Assert.Equal(0.5 * Spectrum.FrameLength, frame.Sum(), Tolerance);
    }

    [Fact]
    public void The_Kaiser_window_is_symmetric_with_its_maximum_in_the_middle()
    {
        var frame = Framing.Kaiser(Enumerable.Repeat(1.0, Spectrum.FrameLength).ToArray(), 0);
        Assert.Equal(frame[3], frame[^4], Tolerance);
        Assert.InRange(frame[512], 0.9999, 1);
        Assert.InRange(frame[0], 0.001, 0.002);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1023, 0)]
    [InlineData(1024, 1)]
    [InlineData(1536, 2)]
    [InlineData(2047, 2)]
    public void Frames_overlap_by_half(int samples, int frames) => Assert.Equal(frames, Framing.Windowed(new double[samples]).Count());

    [Fact]
    public void Frames_join_to_the_signal()
    {
        var signal = Enumerable.Range(0, 3072).Select(n => Math.Cos(0.1 * n)).ToArray();
        var joined = Framing.Join(Framing.Windowed(signal).ToList());
        Assert.Equal(signal.Length, joined.Length);
        for (var n = 20; n < signal.Length - 20; n++) Assert.Equal(signal[n], joined[n], Tolerance);
        Assert.Empty(Framing.Join([]));
    }

    [Fact]
    public void The_cosine_transform_is_orthonormal()
    {
        var c = Cepstrum.OfBands(Enumerable.Repeat(Math.E, MelFilterBank.Bands).ToArray());
        Assert.Equal(Math.Sqrt(MelFilterBank.Bands), c[0], Tolerance);
        Assert.All(c.Skip(1), value => Assert.Equal(0, value, Tolerance));
    }

    [Fact]
    public void An_echo_is_found_by_its_delay()
    {
        var random = new Random(3);
        var dry = Enumerable.Range(0, 3000).Select(_ => random.NextDouble() - 0.5).ToArray();
        var wet = dry.Select((x, n) => n < 160 ? x : x + 0.7 * dry[n - 160]).ToArray();
        Assert.Equal(10, Cepstrum.EchoDelay(wet, 16000), Tolerance);
    }

    [Fact]
    public void Bands_of_the_filter_bank_overlap_to_one()
    {
        var power = new double[513];
        power[100] = 2;
        var energies = new MelFilterBank(16000).Apply(power);
        Assert.Equal(MelFilterBank.Bands, energies.Length);
        Assert.Equal(2, energies.Sum(), Tolerance);
        Assert.Equal(2, energies.Count(e => e > 0));
    }

    [Fact]
    public void Centroid_and_spread_of_two_lines()
    {
        var power = new double[513];
        power[100] = power[200] = 4;
        Assert.Equal(150 * 16000 / 1024.0, Features.Centroid(power, 16000), Tolerance);
        Assert.Equal(50 * 16000 / 1024.0, Features.Spread(power, 16000), Tolerance);
        Assert.Equal(0, Features.Centroid(new double[513], 16000));
    }

    [Fact]
    public void Flatness_is_one_for_white_noise_and_nothing_for_a_tone()
    {
        var power = Enumerable.Repeat(3.0, 513).ToArray();
        Assert.Equal(1, Features.Flatness(power), Tolerance);
        Array.Clear(power, 1, 512);
        Assert.InRange(Features.Flatness(power), 0, 1e-6);
    }

    [Fact]
    public void Levels_are_relative_to_the_reference() =>
        Assert.Equal([20, 0, -20], Features.Relative([100, 1, 0.01], 1).Select(level => Math.Round(level, 8)));

    private static void Near(Complex expected, Complex actual)
    {
        Assert.Equal(expected.Real, actual.Real, Tolerance);
        Assert.Equal(expected.Imaginary, actual.Imaginary, Tolerance);
    }
}
