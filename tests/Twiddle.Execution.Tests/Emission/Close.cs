using System.Numerics;

namespace Twiddle.Execution.Tests.Emission;

/// <summary>Random data and comparison up to rounding.</summary>
internal static class Data
{
    public static Complex[] Complexes(int count, int seed = 1)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => new Complex(random.NextDouble() - 0.5, random.NextDouble() - 0.5)).ToArray();
    }

    public static double[] Doubles(int count, int seed = 1) => Complexes(count, seed).Select(c => c.Real).ToArray();
}

internal static class Close
{
    public static void Equal(Complex[] expected, Complex[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Complex.Abs(expected[i] - actual[i]) <= tolerance, $"[{i}]: expected {expected[i]}, got {actual[i]}");
    }

    public static void Equal(double[] expected, double[] actual, double tolerance) =>
        Equal(expected.Select(x => new Complex(x, 0)).ToArray(), actual.Select(x => new Complex(x, 0)).ToArray(), tolerance);
}
