using System.Numerics;

/// <summary>Points of the plane as <see cref="Vector2"/>: complex numbers, or two channels.</summary>
public static class PlaneVectors
{
    //: containers; derived
    public static Vector2[] RotatedAndSummed(Vector2[] x)
    {
        int size = x.Length;
        var y = new Vector2[size];
        for (int k = 0; k < size; k++)
        {
            var sum = Vector2.Zero;
            for (int n = 0; n < size; n++)
            {
                float c = (float)Math.Cos(2 * Math.PI * k * n / size), s = (float)-Math.Sin(2 * Math.PI * k * n / size);
                sum += new Vector2(x[n].X * c - x[n].Y * s, x[n].X * s + x[n].Y * c);
            }

            y[k] = sum / size;
        }

        return y;
    }

    //: containers; derived
    public static Vector2[] CosineOfPath(IReadOnlyList<Vector2> points)
    {
        var y = new Vector2[points.Count];
        for (int k = 0; k < y.Length; k++)
            for (int n = 0; n < y.Length; n++)
                y[k] += MathF.Cos(MathF.PI * (n + 0.5f) * k / y.Length) * points[n];
        return y;
    }

    //: containers; derived
    public static void HartleyInPlaceOfTwoChannels(Vector2[] frames)
    {
        var y = new Vector2[frames.Length];
        for (int k = 0; k < y.Length; k++)
        {
            for (int n = 0; n < y.Length; n++)
            {
                var angle = 2 * MathF.PI * k * n / y.Length;
                y[k] = y[k] + Vector2.Multiply(frames[n], MathF.Cos(angle)) - -frames[n] * MathF.Sin(angle);
            }
        }

        y.CopyTo(frames, 0);
    }

    //: containers; derived
    public static float[] Projected(Vector2[] x)
    {
        var y = new float[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += Vector2.Dot(x[n], new Vector2(MathF.Cos(2 * MathF.PI * k * n / x.Length), MathF.Sin(2 * MathF.PI * k * n / x.Length)));
        return y;
    }

    //: containers; derived
    public static Vector2[] SpectrumOfSignal(float[] x)
    {
        var y = new Vector2[x.Length / 2 + 1];
        for (int k = 0; k < y.Length; k++)
        {
            for (int n = 0; n < x.Length; n++)
            {
                y[k].X += x[n] * MathF.Cos(2 * MathF.PI * k * n / x.Length);
                y[k].Y -= x[n] * MathF.Sin(2 * MathF.PI * k * n / x.Length);
            }

            y[k] *= new Vector2(2f / x.Length);
        }

        return y;
    }

    //: containers; refused TWD021 at x[n] * x[n]
    public static Vector2[] Squared(Vector2[] x)
    {
        var y = new Vector2[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * x[n] * MathF.Cos(2 * MathF.PI * k * n / x.Length);
        return y;
    }
}
