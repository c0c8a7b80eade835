using ScottPlot;
using ScottPlot.TickGenerators;

namespace Twiddle.Bench.Speed;

/// <summary>The ratios to FFTW over the lengths, a panel for each kind and a line for each contender, both axes logarithmic.</summary>
internal static class SpeedPlot
{
    private const int Width = 1000;
    private const int PanelHeight = 420;

    public static void Save(string path, IReadOnlyList<SpeedRow> rows)
    {
        var kinds = rows.Where(r => r.RatioToFftw is > 0).GroupBy(r => r.Kind).ToArray();
        if (kinds.Length == 0) return;
        var panels = new Multiplot();
        panels.AddPlots(kinds.Length);
        for (var i = 0; i < kinds.Length; i++) Draw(panels.GetPlot(i), kinds[i].Key, kinds[i]);
        panels.SavePng(path, Width, PanelHeight * kinds.Length);
    }

    private static void Draw(Plot plot, string kind, IEnumerable<SpeedRow> rows)
    {
        foreach (var contender in rows.GroupBy(r => r.Contender))
        {
            SpeedRow[] points = [.. contender.OrderBy(r => r.Length)];
            var line = plot.Add.Scatter(points.Select(r => Math.Log2(r.Length)).ToArray(), points.Select(r => Math.Log10(r.RatioToFftw!.Value)).ToArray());
            line.LegendText = contender.Key;
        }

        plot.Title($"{kind}: time over FFTW's");
        plot.XLabel("n");
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true, LabelFormatter = x => $"{Math.Pow(2, x):0}" };
        plot.Axes.Left.TickGenerator = new NumericAutomatic { LabelFormatter = y => $"{Math.Pow(10, y):0.##}" };
        plot.ShowLegend(Edge.Right);
    }
}
