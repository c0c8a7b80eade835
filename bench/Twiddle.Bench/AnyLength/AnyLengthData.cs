using System.Numerics;

namespace Twiddle.Bench.AnyLength;

/// <summary>The kinds of data that there are plans for any length for.</summary>
internal static class AnyLengthData
{
    private const string ComplexDouble = "complex-double";

    public static IReadOnlyList<string> Kinds { get; } = [ComplexDouble, "complex-float", "real-double", "parts-double", "dct2", "dct3", "dct4", "dst2", "dht", "mdct", "inverse-double"];

    /// <summary>So many transforms, without memory of their own. The length is the number of points: that of the results, but for the inverse, which has twice as many.</summary>
    public static Action<int> Transform(string kind, int length)
    {
        var random = new Random(length);
        double[] x = [.. Enumerable.Range(0, 2 * length).Select(_ => random.NextDouble() - 0.5)];
        switch (kind)
        {
            case ComplexDouble:
                Complex[] complex = [.. x.Chunk(2).Select(v => new Complex(v[0], v[1]))];
                return Repeated((complex, new Complex[length]), static b => FourierTransform.Fast(b.Item1, b.Item2));
            case "complex-float":
                FourierTransform.Single[] single = [.. x.Chunk(2).Select(v => new FourierTransform.Single { Re = (float)v[0], Im = (float)v[1] })];
                return Repeated((single, new FourierTransform.Single[length]), static b => FourierTransform.Fast(b.Item1, b.Item2));
            case "real-double":
                return Repeated((x[..length], new Complex[length / 2 + 1]), static b => FourierTransform.Fast(b.Item1, b.Item2));
            case "parts-double":
                return Repeated((x[..length], x[length..], new double[length], new double[length]), static b => FourierTransform.Fast(b.Item1, b.Item2, b.Item3, b.Item4));
            case "inverse-double":
                Complex[] spectrum = [.. x.Chunk(2).Select(v => new Complex(v[0], v[1])), Complex.Zero];
                return Repeated((spectrum, new double[2 * length]), static b => RealTransforms.FastInverse(b.Item1, b.Item2));
            case "mdct":
                return Repeated((x, new double[length]), static b => RealTransforms.FastLapped(b.Item1, b.Item2));
            case "dct2":
                return Repeated((x[..length], new double[length]), static b => RealTransforms.FastCosineTwo(b.Item1, b.Item2));
            case "dct3":
                return Repeated((x[..length], new double[length]), static b => RealTransforms.FastCosineThree(b.Item1, b.Item2));
            case "dct4":
                return Repeated((x[..length], new double[length]), static b => RealTransforms.FastCosineFour(b.Item1, b.Item2));
            case "dst2":
                return Repeated((x[..length], new double[length]), static b => RealTransforms.FastSineTwo(b.Item1, b.Item2));
            case "dht":
                return Repeated((x[..length], new double[length]), static b => RealTransforms.FastHartley(b.Item1, b.Item2));
            default:
                throw new ArgumentException($"No kind of data: {kind}", nameof(kind));
        }
    }

    private static Action<int> Repeated<T>(T buffers, Action<T> transform) => count =>
    {
        for (var i = 0; i < count; i++) transform(buffers);
    };
}
