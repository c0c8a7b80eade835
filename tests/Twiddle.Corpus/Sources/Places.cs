/// <summary>Places: transforms of a part of an array, where arguments tell: frames of a signal, blocks of an image, one channel of several.</summary>
public static class Places
{
    //: places; derived; lengths 8; fast 24 : 0; fast 24 : 3; fast 24 : 16; naive 24 : 17; naive 24 : -1; naive 24 : 2147483647; naive 7 : 0
    public static Complex[] Frame(double[] x, int start)
    {
        var y = new Complex[8];
        for (int k = 0; k < 8; k++)
            for (int n = 0; n < 8; n++)
                y[k] += x[start + n] * Complex.Exp(new Complex(0, -2 * Math.PI * k * n / 8));
        return y;
    }

    //: places; derived; lengths 8 9; fast 700 600 600 : 0 600; fast 700 600 600 : 100 600; naive 700 600 600 : 101 600; fast 17 9 9 : 5 9; naive 17 9 9 : 5 7; naive 17 9 9 : -2 9
    public static void FrameBetween(double[] x, int start, int count, double[] re, double[] im)
    {
        for (int k = 0; k < count; k++)
        {
            re[k] = im[k] = 0;
            for (int n = start; n < start + count; n++)
            {
                re[k] += x[n] * Math.Cos(2 * Math.PI * k * (n - start) / count);
                im[k] -= x[n] * Math.Sin(2 * Math.PI * k * (n - start) / count);
            }
        }
    }

    //: places; derived; lengths 8; fast 30 30 : 3 20; fast 30 30 : 22 0; naive 30 30 : 3 23; naive 30 30 : -1 0; naive 30 30 : 0 -1
    public static void FromPlaceToPlace(float[] x, int from, float[] y, int to)
    {
        for (int k = 0; k < 8; k++)
        {
            float sum = 0;
            for (int n = 0; n < 8; n++) sum += x[from + n] * (float)Math.Cos(Math.PI * k * (2 * n + 1) / 16);
            y[to + k] = sum;
        }
    }

    //: places; derived; lengths 8; fast 32 24 : 0 0; fast 32 24 : 2 3; naive 32 24 : 3 3; naive 32 24 : 2 4; naive 32 24 : -1 0; naive 32 24 : 536870912 0
    public static double[,] BlockOfImage(byte[,] image, int bx, int by)
    {
        var result = new double[8, 8];
        for (int u = 0; u < 8; u++)
            for (int v = 0; v < 8; v++)
            {
                double sum = 0;
                for (int x = 0; x < 8; x++)
                    for (int y = 0; y < 8; y++)
                        sum += (image[by * 8 + y, bx * 8 + x] - 128) * Math.Cos((2 * x + 1) * u * Math.PI / 16) * Math.Cos((2 * y + 1) * v * Math.PI / 16);
                result[u, v] = sum / 4;
            }
        return result;
    }

    //: places; derived; lengths 8; fast 32 6 : 24 5; naive 32 6 : 25 5; naive 32 6 : 24 6; naive 32 6 : -1 0
    public static double[] ColumnOfIntegers(int[,] image, int row, int column)
    {
        var y = new double[8];
        for (int k = 0; k < 8; k++)
            for (int n = 0; n < 8; n++)
                y[k] += (image[row + n, column] - 128) * Math.Cos(Math.PI * k * (2 * n + 1) / 16);
        return y;
    }

    //: places; derived; lengths 8; fast 24 : 16; naive 24 : 17; naive 24 : -1
    public static double[] FrameOfIntegers(int[] samples, int start)
    {
        var y = new double[8];
        for (int k = 0; k < 8; k++)
            for (int n = 0; n < 8; n++)
                y[k] += (samples[start + n] - 512) * Math.Cos(Math.PI * k * (2 * n + 1) / 16);
        return y;
    }

    //: places; derived; lengths 8; fast 200 : 16 0 0; fast 200 : 16 8 4; naive 200 : 16 9 5; naive 200 : 7 0 0; naive 200 : 8 0 18; fast 200 : 8 0 17; naive 200 : 16 -1 1; naive 200 : 2147483647 0 2; naive 200 : 16 0 2147483647
    public static double[] BlockOfPixels(byte[] image, int stride, int x0, int y0)
    {
        var result = new double[64];
        for (int u = 0; u < 8; u++)
            for (int v = 0; v < 8; v++)
            {
                double sum = 0;
                for (int y = 0; y < 8; y++)
                    for (int x = 0; x < 8; x++)
                        sum += image[(y0 + y) * stride + x0 + x] * Math.Cos((2 * x + 1) * u * Math.PI / 16) * Math.Cos((2 * y + 1) * v * Math.PI / 16);
                result[u * 8 + v] = sum;
            }
        return result;
    }

    //: places; derived; lengths 4; fast 40 100 : 10 6 2 1; fast 40 64 : 10 4 3 0; naive 40 64 : 10 4 3 1; naive 40 40 : 3 4 0 0; naive 40 100 : 10 7 2 1; naive 40 100 : 10 6 2 -1
    public static void BlockToPixels(double[] image, double[] result, int width, int left, int row, int column)
    {
        for (int u = 0; u < 4; u++)
        {
            int line = (row + u) * width + column;
            for (int v = 0; v < 4; v++)
            {
                double sum = 0;
                for (int n = 0; n < 4; n++) sum += image[left + u * width + n] * Math.Cos(Math.PI * v * (2 * n + 1) / 8);
                result[line + v] = sum;
            }
        }
    }

    //: places; derived; lengths 8 100; fast 24 : 0 3; fast 24 : 2 3; naive 24 : 3 3; fast 8 : 0 1; fast 25 : 1 3; naive 24 : 0 0; naive 24 : 0 -1; naive 24 : 1 4
    public static Complex[] Channel(float[] samples, int channel, int channels)
    {
        var y = new Complex[8];
        for (int k = 0; k < 8; k++)
            for (int n = 0; n < 8; n++)
                y[k] += samples[n * channels + channel] * Complex.Exp(new Complex(0, -2 * Math.PI * k * n / 8));
        return y;
    }

    //: places; derived; lengths 4; fast 12 9 : 2 1; fast 12 9 : 8 5; naive 12 9 : 9 5; naive 12 9 : 8 6; naive 12 9 : -1 6
    public static void BlockOfRows(double[][] image, int row, int column)
    {
        var result = new double[4, 4];
        for (int u = 0; u < 4; u++)
            for (int v = 0; v < 4; v++)
                for (int x = 0; x < 4; x++)
                    for (int y = 0; y < 4; y++)
                        result[u, v] += image[row + y][column + x] * Math.Cos((2 * x + 1) * v * Math.PI / 8) * Math.Cos((2 * y + 1) * u * Math.PI / 8);
        for (int u = 0; u < 4; u++)
            for (int v = 0; v < 4; v++)
                image[row + u][column + v] = result[u, v];
    }

    //: places; derived; lengths 8; fast 20 : 4; fast 20 : 16; naive 20 : 3; naive 20 : 17
    public static double[] Centred(List<double> x, int centre)
    {
        var y = new double[8];
        for (int k = 0; k < 8; k++)
            for (int n = -4; n < 4; n++)
                y[k] += x[centre + n] * Math.Cos(Math.PI * k * (2 * n + 9) / 16);
        return y;
    }

    //: places; derived; lengths 8; fast 20 : 4; fast 20 : 12; naive 20 : 13; naive 20 : -1
    public static double[] CheckedFirst(Memory<double> x, int start)
    {
        if (start < 0) throw new ArgumentOutOfRangeException(nameof(start));
        var y = new double[8];
        for (int k = 0; k < 8; k++)
        {
            int at = start;
            for (int n = 0; n < 8; n++, at++) y[k] += x.Span[at] * Math.Cos(Math.PI * k * (2 * n + 1) / 16);
        }

        return y;
    }

    //: places; derived; lengths 8; fast 9 6 : 1; fast 8 6 : 5; naive 9 6 : 6; naive 7 6 : 1; naive 9 6 : -1
    public static double[] Column(double[,] x, int column)
    {
        var y = new double[8];
        for (int k = 0; k < 8; k++)
            for (int n = 0; n < 8; n++)
                y[k] += x[n, column] * Math.Cos(Math.PI * k * (2 * n + 1) / 16);
        return y;
    }

    //: places; derived; lengths 8; fast 60 : 2 3; fast 60 : 0 7; naive 60 : 3 3; naive 60 : 2147483647 2147483647; naive 60 : 65536 65536; naive 60 : 0 2147483647; naive 60 : -1 -1
    public static double[] FrameOfFrames(double[] x, int frame, int hop)
    {
        var y = new double[8];
        int start = 8 * frame * hop;
        for (int k = 0; k < 8; k++)
            for (int n = 0; n < 8; n++)
                y[k] += x[start + n] * Math.Cos(Math.PI * k * (2 * n + 1) / 16);
        return y;
    }

    //: places; refused TWD025 at start; lengths 8
    public static double[] PlaceAsNumber(double[] x, int start)
    {
        var y = new double[8];
        for (int k = 0; k < 8; k++)
            for (int n = 0; n < 8; n++)
                y[k] += x[start + n] * start;
        return y;
    }

    //: places; refused TWD025; lengths 8
    public static double[] WholeAndPart(double[] x, int start)
    {
        var y = new double[8];
        for (int k = 0; k < 8; k++)
            for (int n = 0; n < 8; n++)
                y[k] += (x[start + n] + x[n]) * Math.Cos(Math.PI * k * (2 * n + 1) / 16);
        return y;
    }

    //: places; refused TWD023; lengths 8
    public static void OverwrittenPart(double[] x, int start)
    {
        for (int k = 0; k < 8; k++)
        {
            double sum = 0;
            for (int n = 0; n < 8; n++) sum += x[start + n] * Math.Cos(Math.PI * k * (2 * n + 1) / 16);
            x[start + k] = sum;
        }
    }

    //: places; derived; lengths 8; fast 24 : 0 8; fast 24 : 16 8; naive 24 : 17 8; naive 24 : -1 8; fast 700 : 100 600; naive 700 : 101 600
    public static double[] CopiedFrame(double[] signal, int start, int size)
    {
        var frame = new double[size];
        Array.Copy(signal, start, frame, 0, size);
        var y = new double[size];
        for (int k = 0; k < size; k++)
            for (int n = 0; n < size; n++)
                y[k] += frame[n] * Math.Cos(Math.PI * k * (2 * n + 1) / (2 * size));
        return y;
    }

    //: places; derived; lengths 8; fast 24 24 : 3 9; naive 24 24 : 17 0; naive 24 24 : 3 17
    public static void Spans(double[] signal, int start, double[] result, int at)
    {
        ReadOnlySpan<double> x = signal.AsSpan(start, 8);
        var y = result.AsSpan(at, 8);
        for (int k = 0; k < 8; k++)
        {
            double sum = 0;
            for (int n = 0; n < x.Length; n++) sum += x[n] * Math.Cos(Math.PI * k * (2 * n + 1) / (2 * x.Length));
            y[k] = sum;
        }
    }

    //: places; derived; lengths 8; fast 24 : 0; fast 24 : 16; naive 24 : 17; naive 24 : -1
    public static double[] SkippedTo(IEnumerable<double> signal, int start)
    {
        var x = signal.Skip(start).Take(8).ToArray();
        return Enumerable.Range(0, 8).Select(k => x.Select((v, n) => v * Math.Cos(Math.PI * k * (2 * n + 1) / 16)).Sum()).ToArray();
    }

    //: places; derived; lengths 8; fast 24 : 0; fast 24 : 16; naive 24 : 17; naive 24 : -1
    public static double[] Range(double[] signal, int start)
    {
        var x = signal[start..(start + 8)];
        var y = new double[8];
        for (int k = 0; k < 8; k++)
            for (int n = 0; n < 8; n++)
                y[k] += x[n] * Math.Cos(Math.PI * k * (2 * n + 1) / 16);
        return y;
    }

    //: places; derived; lengths 8; small; fast 24 24 : 16 2; naive 24 24 : 17 2; naive 24 24 : 16 3; naive 24 24 : 16 -1
    public static double[] PassedOn(double[] signal, double[] result, int start, int block)
    {
        for (int k = 0; k < 8; k++) result[8 * block + k] = Coefficient(signal, start, k);
        return result;
    }

    private static double Coefficient(double[] x, int from, int k)
    {
        double sum = 0;
        for (int n = 0; n < 8; n++) sum += x[from + n] * Math.Cos(Math.PI * k * (2 * n + 1) / 16);
        return sum;
    }
}

/// <summary>A buffer that frames are taken from.</summary>
public class Recording
{
    public double[] Samples { get; set; }

    //: places; derived; lengths 8; fast 24 : 0; fast 24 : 16; naive 24 : 17; naive 24 : -1
    public double[] FrameOfSamples(int start)
    {
        var y = new double[8];
        for (int k = 0; k < 8; k++)
            for (int n = 0; n < 8; n++)
                y[k] += Samples[start + n] * Math.Cos(Math.PI * k * (2 * n + 1) / 16);
        return y;
    }
}
