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
        for (var i = 0; i < kinds.Length; i++) Draw(panels.GetPlot(i), kinds[i].Key, [.. kinds[i]]);
        panels.SavePng(path, Width, PanelHeight * kinds.Length);
    }

    private static void Draw(Plot plot, string kind, IReadOnlyList<SpeedRow> rows)
    {
        foreach (var contender in rows.GroupBy(r => r.Contender))
        {
            SpeedRow[] points = [.. contender.OrderBy(r => r.Length)];
            var line = plot.Add.Scatter(points.Select(r => Math.Log2(r.Length)).ToArray(), points.Select(r => Math.Log10(r.RatioToFftw!.Value)).ToArray());
            line.LegendText = contender.Key;
            line.LineWidth = contender.Key == Contender.Twiddle ? 3 : 1;
            // Mostly hidden by the aligned one otherwise, for they are close.
            if (contender.Key == Contender.TwiddleOnArrays) (line.LinePattern, line.MarkerShape) = (LinePattern.Dashed, MarkerShape.OpenCircle);
        }

        plot.Title($"{kind}: time over FFTW's");
        plot.XLabel("n");
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. PowersOfTwo(rows).Select(p => new Tick(p, $"{1L << p}"))]);
        plot.Axes.Left.TickGenerator = new NumericManual([.. RoundRatios(rows).Select(r => new Tick(Math.Log10(r), $"{r:0.##}"))]);
        plot.ShowLegend(Edge.Right);
    }

    /// <summary>The exponents of every other power of two in range.</summary>
    private static IEnumerable<int> PowersOfTwo(IReadOnlyList<SpeedRow> rows)
    {
        var last = (int)Math.Ceiling(Math.Log2(rows.Max(r => r.Length)));
        for (var p = (int)Math.Log2(rows.Min(r => r.Length)); p <= last; p += 2) yield return p;
    }

    /// <summary>1, 2 and 5 times the powers of ten near 1, and powers of ten beyond.</summary>
    private static IEnumerable<double> RoundRatios(IReadOnlyList<SpeedRow> rows)
    {
        var (least, greatest) = (rows.Min(r => r.RatioToFftw!.Value), rows.Max(r => r.RatioToFftw!.Value));
        for (var decade = Math.Pow(10, Math.Floor(Math.Log10(least))); decade <= greatest * 10; decade *= 10)
            foreach (var step in decade < 10 ? new[] { 1, 2, 5 } : [1])
                yield return step * decade;
    }
}
