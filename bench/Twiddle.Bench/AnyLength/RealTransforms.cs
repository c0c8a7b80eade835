using System.Numerics;

namespace Twiddle.Bench.AnyLength;

/// <summary>Transforms of any length with real results.</summary>
internal static partial class RealTransforms
{
    [FastTransform]
    public static double[] NaiveCosineTwo(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Math.Cos(Math.PI * k * (n + 0.5) / x.Length);
        return y;
    }

    [FastTransform]
    public static double[] NaiveCosineThree(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
        {
            y[k] = x[0] / 2;
            for (int n = 1; n < x.Length; n++) y[k] += x[n] * Math.Cos(Math.PI * (k + 0.5) * n / x.Length);
        }

        return y;
    }

    [FastTransform]
    public static double[] NaiveCosineFour(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Math.Cos(Math.PI * (k + 0.5) * (n + 0.5) / x.Length);
        return y;
    }

    [FastTransform]
    public static double[] NaiveSineTwo(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Math.Sin(Math.PI * (k + 1) * (n + 0.5) / x.Length);
        return y;
    }

    [FastTransform]
    public static double[] NaiveHartley(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
        {
            for (int n = 0; n < x.Length; n++)
            {
                double angle = 2 * Math.PI * k * n / x.Length;
                y[k] += x[n] * (Math.Cos(angle) + Math.Sin(angle));
            }
        }

        return y;
    }

    [FastTransform]
    public static double[] NaiveLapped(double[] x)
    {
        int half = x.Length / 2;
        var y = new double[half];
        for (int k = 0; k < half; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Math.Cos(Math.PI / half * (n + 0.5 + half / 2.0) * (k + 0.5));
        return y;
    }

    /// <summary>The inverse of the transform of real data, from the half of its spectrum.</summary>
    [FastTransform]
    public static double[] NaiveInverse(Complex[] x)
    {
        int length = 2 * (x.Length - 1);
        var y = new double[length];
        for (int n = 0; n < length; n++)
        {
            double sum = 0;
            for (int k = 0; k < x.Length; k++)
            {
                double weight = k == 0 || k == x.Length - 1 ? 1 : 2;
                sum += weight * (x[k] * Complex.FromPolarCoordinates(1, 2 * Math.PI * k * n / length)).Real;
            }

            y[n] = sum / length;
        }

        return y;
    }
}
