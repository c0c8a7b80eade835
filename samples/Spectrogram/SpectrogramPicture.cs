using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Spectrograms;

internal static class SpectrogramPicture
{
    private const int Width = 1200;
    private const int Height = 600;
    private const int TitleSize = 19;
    private const int LabelSize = 18;
    private const int TickSize = 15;

    private static readonly string[] SansSerifs = ["Segoe UI", "Helvetica Neue", "Noto Sans", "Open Sans", "DejaVu Sans", "Liberation Sans", "Arial"];

    /// <summary>Draws time to the right in seconds, frequency upwards in kHz, and loudness as colour.</summary>
    /// <param name="path">The PNG file to write.</param>
    /// <param name="spectrogram">What to draw.</param>
    /// <param name="duration">The length of the recording in seconds: where the time axis ends.</param>
    /// <param name="title">The line above the picture.</param>
    public static void Save(string path, Spectrogram spectrogram, double duration, string title)
    {
        // The library's own choice is whatever the system lists first, which may be a serif.
        if (SansSerifs.FirstOrDefault(SKFontManager.Default.FontFamilies.Contains) is { } font) Fonts.Default = font;
        var plot = new Plot();
        var kilohertzPerBin = spectrogram.HertzPerBin / 1000;
        var nyquist = (spectrogram.Bins - 1) * kilohertzPerBin;

        var heatmap = plot.Add.Heatmap(spectrogram.Decibels);
        heatmap.FlipVertically = true;
        heatmap.Smooth = true;
        heatmap.Colormap = new ScottPlot.Colormaps.Inferno();
        heatmap.ManualRange = new ScottPlot.Range(Spectrogram.Floor, 0);
        // Cells are centred on their time and frequency, so the outermost reach beyond the axes.
        heatmap.Extent = new CoordinateRect(
            spectrogram.StartSeconds,
            spectrogram.StartSeconds + spectrogram.Columns * spectrogram.SecondsPerColumn,
            -kilohertzPerBin / 2,
            nyquist + kilohertzPerBin / 2);
        plot.Axes.SetLimits(0, duration, 0, nyquist);

        var scale = plot.Add.ColorBar(heatmap);
        plot.HideGrid();
        plot.Title(title, TitleSize);
        plot.Axes.Title.Label.Bold = false;
        Style(plot.Axes.Bottom, "time (s)");
        Style(plot.Axes.Left, "frequency (kHz)");
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { TickDensity = 0.5 };
        plot.Axes.Left.TickGenerator = new NumericAutomatic { TickDensity = 0.5 };
        Style(scale.Axis, "level (dB, loudest point = 0)");
        scale.Axis.TickGenerator = new NumericFixedInterval(10);
        // Fixed margins leave room for every label, whatever the font.
        plot.Layout.Fixed(new PixelPadding(left: 70, right: 120, bottom: 65, top: 50));
        plot.SavePng(path, Width, Height);
    }

    private static void Style(IAxis axis, string text)
    {
        axis.Label.Text = text;
        axis.Label.FontSize = LabelSize;
        axis.Label.Bold = false;
        axis.TickLabelStyle.FontSize = TickSize;
    }
}
