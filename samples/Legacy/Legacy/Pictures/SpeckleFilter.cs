namespace Legacy.Pictures;

/// <summary>Finds peaks in a spectrogram, without the speckle: a cell lives on only in the company of its neighbours.</summary>
public static class SpeckleFilter
{
    private const int Rounds = 3;

    /// <summary>How many cells are left of those above the mean.</summary>
    public static int CountPeaks(IReadOnlyList<double[]> columns)
    {
        if (columns.Count == 0) return 0;
        var smooth = Smooth(columns);
        var mean = smooth.Average(column => column.Average());
        var cells = new bool[columns.Count, columns[0].Length];
        for (var x = 0; x < cells.GetLength(0); x++)
            for (var y = 0; y < cells.GetLength(1); y++)
                cells[x, y] = smooth[x][y] > mean;

        for (var round = 0; round < Rounds; round++) cells = Survivors(cells);
        return cells.Cast<bool>().Count(cell => cell);
    }

    /// <summary>One step of a cellular automaton: at least three of the eight neighbours must live.</summary>
    public static bool[,] Survivors(bool[,] cells)
    {
        var next = new bool[cells.GetLength(0), cells.GetLength(1)];
        for (var x = 0; x < cells.GetLength(0); x++)
        {
            for (var y = 0; y < cells.GetLength(1); y++)
            {
                var neighbours = 0;
                for (var dx = -1; dx <= 1; dx++)
                    for (var dy = -1; dy <= 1; dy++)
                        if ((dx != 0 || dy != 0) && IsAlive(cells, x + dx, y + dy)) neighbours++;
                next[x, y] = cells[x, y] && neighbours >= 3;
            }
        }

        return next;
    }

    /// <summary>The mean over 3 × 3 cells, fewer at the border.</summary>
    public static double[][] Smooth(IReadOnlyList<double[]> columns)
    {
        var smooth = new double[columns.Count][];
        for (var x = 0; x < columns.Count; x++)
        {
            smooth[x] = new double[columns[x].Length];
            for (var y = 0; y < columns[x].Length; y++)
            {
                var sum = 0.0;
                var count = 0;
                for (var i = Math.Max(x - 1, 0); i <= Math.Min(x + 1, columns.Count - 1); i++)
                {
                    for (var j = Math.Max(y - 1, 0); j <= Math.Min(y + 1, columns[x].Length - 1); j++)
                    {
                        sum += columns[i][j];
                        count++;
                    }
                }

                smooth[x][y] = sum / count;
            }
        }

        return smooth;
    }

    private static bool IsAlive(bool[,] cells, int x, int y) =>
        x >= 0 && y >= 0 && x < cells.GetLength(0) && y < cells.GetLength(1) && cells[x, y];
}
