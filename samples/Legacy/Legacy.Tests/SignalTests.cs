using Legacy.Filters;
using Legacy.Pictures;
using Legacy.Signals;
using Legacy.Units;

namespace Legacy.Tests;

public class SignalTests
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void A_tone_is_a_sine()
    {
        var tone = Oscillator.Tone(440, 16000, 2000);
        var oscillator = new Oscillator(440, 16000);
        for (var n = 0; n < tone.Length; n++)
        {
            Assert.Equal(Math.Sin(2 * Math.PI * 440 * n / 16000), tone[n], Tolerance);
            Assert.Equal(tone[n], oscillator.Next(), Tolerance);
        }
    }

    [Fact]
    public void A_phasor_stays_on_the_circle() =>
        Assert.All(Oscillator.Phasor(440, 16000, 5000), w => Assert.Equal(1, w.Magnitude, Tolerance));

    [Fact]
    public void Even_harmonics_of_the_string_are_upside_down()
    {
        var samples = Synthesizer.Pluck(100, 400);
        var expected = Enumerable.Range(1, 8).Sum(h => (h % 2 == 0 ? 1 : -1) * Math.Sin(2 * Math.PI * 100 * h * 10 / 16000) / (h * h)) * Math.Exp(-30.0 / 16000);
        Assert.Equal(expected, samples[10], Tolerance);
    }

    [Fact]
    public void The_hum_has_its_frequency_and_nothing_beside()
    {
        var hum = Synthesizer.Hum(16000);
        // sin + 0.3 sin³ = 1.225 sin − 0.075 sin(3·)
        Assert.Equal(Math.Pow(1.225 / 2, 2), Goertzel.Power(hum, 50, 16000), Tolerance);
        Assert.Equal(Math.Pow(0.075 / 2, 2), Goertzel.Power(hum, 150, 16000), Tolerance);
        Assert.Equal(0, Goertzel.Power(hum, 60, 16000), Tolerance);
        Assert.Equal(Math.Pow(1.225 / 2, 2), Goertzel.Power(hum.Select(x => (float)x).ToArray(), 50, 16000), 1e-3);
        Assert.Equal(0, Goertzel.Power(Array.Empty<double>(), 50, 16000));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(159)]
    public void Too_few_values_have_no_moving_average(int length) => Assert.Empty(MovingAverage.Of(new double[length]));

    [Fact]
    public void A_moving_average_is_the_mean_of_each_run()
    {
        var random = new Random(2);
        var values = Enumerable.Range(0, 5000).Select(_ => random.NextDouble() - 0.5).ToArray();
        var means = MovingAverage.Of(values);
        Assert.Equal(5000 - 160 + 1, means.Length);
        for (var i = 0; i < means.Length; i++) Assert.Equal(values.Skip(i).Take(160).Average(), means[i], Tolerance);
    }

    [Fact]
    public void The_low_pass_keeps_low_and_removes_high_frequencies()
    {
        var low = FirFilter.LowPass(Oscillator.Tone(500, 16000, 4000), 2000, 16000);
        var high = FirFilter.LowPass(Oscillator.Tone(4000, 16000, 4000), 2000, 16000);
        Assert.Equal(Math.Sin(2 * Math.PI * 500 * 2003 / 16000), low[2003], 1e-3);
        Assert.InRange(high[2003], -1e-3, 1e-3);
    }

    [Fact]
    public void Convolution_with_an_impulse_changes_nothing()
    {
        var x = Oscillator.Tone(123, 16000, 600);
        var h = new double[FirFilter.Taps];
        h[FirFilter.Taps / 2] = 1;
        var y = FirFilter.Convolve(x, h);
        Assert.Equal(x.Length, y.Length);
        for (var i = 0; i < x.Length; i++) Assert.Equal(x[i], y[i], Tolerance);
        Assert.Empty(FirFilter.Convolve([], h));
    }

    [Fact]
    public void The_correlation_of_few_values() => Assert.Equal([14, 8, 3, 0], Correlation.Of([1, 2, 3], 4));

    [Fact]
    public void The_pitch_is_that_of_the_string() => Assert.Equal(220, Correlation.Pitch(Synthesizer.Pluck(220, 8000), 16000), 3.0);

    [Fact]
    public void Only_cells_in_company_survive()
    {
        var cells = new bool[6, 6];
        cells[0, 0] = cells[0, 1] = cells[1, 0] = cells[1, 1] = cells[4, 4] = true;
        var next = SpeckleFilter.Survivors(cells);
        Assert.Equal(4, next.Cast<bool>().Count(cell => cell));
        Assert.False(next[4, 4]);
        Assert.Empty(SpeckleFilter.Survivors(new bool[0, 0]));
    }

    [Fact]
    public void Smoothing_is_the_mean_of_the_neighbourhood()
    {
        var smooth = SpeckleFilter.Smooth([[9, 0, 0], [0, 0, 0], [0, 0, 9]]);
        Assert.Equal([2.25, 1.5, 0], smooth[0]);
        Assert.Equal([1.5, 2, 1.5], smooth[1]);
        Assert.Empty(SpeckleFilter.Smooth([]));
    }

    [Fact]
    public void An_envelope_is_smoothed_by_its_neighbours()
    {
        var smooth = Tremolo.Smooth([.. Enumerable.Range(0, 20).Select(i => (double)i)]);
        Assert.Equal(2, smooth[0], Tolerance);
        Assert.Equal(2.5, smooth[1], Tolerance);
        Assert.Equal(10, smooth[10], Tolerance);
        Assert.Equal(17, smooth[19], Tolerance);
    }

    [Fact]
    public void A_block_of_one_value_has_no_detail()
    {
        var block = new double[8, 8];
        for (var i = 0; i < 64; i++) block[i / 8, i % 8] = 3;
        var cosines = BlockCosines.Dct(block);
        Assert.Equal(48, cosines[0, 0], Tolerance);
        Assert.Equal(0, cosines[3, 5], Tolerance);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0.1, -20)]
    [InlineData(0, Decibels.Silence)]
    [InlineData(double.NegativeInfinity, Decibels.Silence)]
    public void Levels_are_in_decibels(double amplitude, double level) => Assert.Equal(level, Decibels.FromAmplitude(amplitude), Tolerance);
}
