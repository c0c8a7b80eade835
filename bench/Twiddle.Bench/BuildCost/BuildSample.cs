using System.Globalization;

namespace Twiddle.Bench.BuildCost;

/// <summary>A user's file with one transform.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Text">The file.</param>
internal sealed record BuildSample(string Name, string Text)
{
    private const string Complex = """
        public static Complex[] Naive(Complex[] x)
        {
            var y = new Complex[x.Length];
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++)
                    y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
            return y;
        }
        """;

    private const string Singles = """
        public static void Naive(float[] re, float[] im, float[] outRe, float[] outIm)
        {
            for (int k = 0; k < re.Length; k++)
            {
                float a = 0, b = 0;
                for (int n = 0; n < re.Length; n++)
                {
                    float c = MathF.Cos(2 * MathF.PI * k * n / re.Length), s = MathF.Sin(2 * MathF.PI * k * n / re.Length);
                    a += re[n] * c + im[n] * s;
                    b += im[n] * c - re[n] * s;
                }

                outRe[k] = a;
                outIm[k] = b;
            }
        }
        """;

    private const string Real = """
        public static Complex[] Naive(double[] x)
        {
            var y = new Complex[x.Length / 2 + 1];
            for (int k = 0; k < y.Length; k++)
                for (int n = 0; n < x.Length; n++)
                    y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
            return y;
        }
        """;

    private const string Cosine = """
        public static double[] Naive(double[] x)
        {
            var y = new double[x.Length];
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++)
                    y[k] += x[n] * Math.Cos(Math.PI * k * (n + 0.5) / x.Length);
            return y;
        }
        """;

    public static IReadOnlyList<BuildSample> All { get; } =
    [
        .. new[] { 16, 64, 1000, 1009, 1024, 65536 }.Select(n => Of("complex-double", n, Complex)),
        .. new[] { 64, 1024 }.Select(n => Of("parts-float", n, Singles)),
        .. new[] { 64, 1024 }.Select(n => Of("real-double", n, Real)),
        .. new[] { 64, 1024 }.Select(n => Of("dct2", n, Cosine)),
        Of("complex-double", null, Complex),
    ];

    /// <summary>Transforms of other lengths, whose codelets are other ones for the most part.</summary>
    public static IReadOnlyList<BuildSample> Others { get; } = [Of("complex-double", 12, Complex), Of("complex-double", 720, Complex), Of("parts-float", 48, Singles), Of("real-double", 240, Real), Of("dct2", 24, Cosine)];

    private static BuildSample Of(string kind, int? length, string method)
    {
        var size = length?.ToString(CultureInfo.InvariantCulture);
        return new($"{kind}-{size ?? "any"}", $$"""
            using System;
            using System.Numerics;
            using Twiddle;

            namespace Users;

            public static partial class Transforms
            {
                [FastTransform{{(size is null ? "" : $"({size})")}}]
                {{method}}
            }
            """);
    }
}
