namespace Legacy.Pictures;

/// <summary>How busy a spectrogram is: the share of its blocks of 8 × 8 that a cosine transform leaves beyond their mean.</summary>
public static class BlockCosines
{
    private const int Size = 8;

    /// <summary>The mean share over all whole blocks, from 0 to 1.</summary>
    public static double Detail(IReadOnlyList<double[]> columns)
    {
        double shares = 0;
        var count = 0;
        for (var x = 0; x + Size <= columns.Count; x += Size)
        {
            for (var y = 0; y + Size <= columns[x].Length; y += Size)
            {
                var block = new double[Size, Size];
                for (var i = 0; i < Size; i++)
                    for (var j = 0; j < Size; j++) block[i, j] = Math.Log(columns[x + i][y + j] + 1e-9);
                shares += Share(Dct(block));
                count++;
            }
        }

        return count > 0 ? shares / count : 0;
    }

    /// <summary>The cosine transform of rows and columns, as the textbook has it.</summary>
    public static double[,] Dct(double[,] block)
    {
        var result = new double[Size, Size];
        for (int u = 0; u < Size; u++)
        {
            for (int v = 0; v < Size; v++)
            {
                double sum = 0;
                for (int x = 0; x < Size; x++)
                    for (int y = 0; y < Size; y++)
                        sum += block[x, y] * Math.Cos((2 * x + 1) * u * Math.PI / 16) * Math.Cos((2 * y + 1) * v * Math.PI / 16);
                result[u, v] = sum / 4;
            }
        }

        return result;
    }

    private static double Share(double[,] coefficients)
    {
        double all = 0;
        foreach (var c in coefficients) all += c * c;
        return all > 0 ? (all - coefficients[0, 0] * coefficients[0, 0]) / all : 0;
    }
}
