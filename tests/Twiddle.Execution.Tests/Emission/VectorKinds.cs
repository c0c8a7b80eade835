using System.Reflection;
using Microsoft.CodeAnalysis;
using Twiddle.Execution.Tests.EndToEnd;

namespace Twiddle.Execution.Tests.Emission;

/// <summary>
/// Transforms of every kind of data that vector code takes, through the whole generator. The definition is the judge: each class compares the two itself.
/// </summary>
internal static class VectorKinds
{
    private const string Long = "48, 60, 64, 100, 120, 128, 360, 700, 1024";
    private const string Short = "2, 3, 4, 5, 7, 8, 9, 10, 12, 14, 15, 16, 31, 32";

    /// <summary>The lengths that all classes are run at.</summary>
    public static readonly int[] LongLengths = [.. Long.Split(", ").Select(int.Parse)];

    private static readonly int[] ShortLengths = [.. Short.Split(", ").Select(int.Parse)];

    /// <summary>The lengths that a class is run at.</summary>
    public static IEnumerable<int> LengthsOf(string name) => Classes.First(c => c.Name == name).IsShort ? [.. ShortLengths, .. LongLengths] : LongLengths;

    public static readonly (string Name, bool IsShort, double Tolerance)[] Classes =
    [
        ("ComplexDouble", true, 1e-14), ("ComplexStruct", true, 2e-6), ("InterleavedFloat", true, 2e-6), ("SeparateFloat", false, 2e-6), ("SeparateDouble", false, 1e-14),
        ("HalfSpectrum", true, 1e-14), ("HalfSpectrumFloat", true, 2e-6), ("RealFromHalf", false, 1e-14), ("Dct2", true, 1e-14), ("Dct3", false, 1e-14), ("Dct4", false, 1e-14),
        ("Dst2", false, 1e-14), ("Hartley", true, 1e-14), ("HartleyFloat", false, 2e-6), ("Mdct", false, 1e-14), ("Backwards", false, 1e-14), ("Windowed", false, 1e-14),
        ("Blocks", false, 1e-14),
    ];

    private static readonly string Source = $$"""
        using System;
        using System.Numerics;
        using Twiddle;

        public struct Pair
        {
            public float Re, Im;
        }

        public static class Compare
        {
            public static double[] Noise(int n)
            {
                var random = new Random(n);
                var x = new double[n];
                for (int i = 0; i < n; i++) x[i] = random.NextDouble() - 0.5;
                return x;
            }

            public static double Error(double[] expected, double[] actual)
            {
                double error = 0, norm = 0;
                if (expected.Length != actual.Length) return double.PositiveInfinity;
                for (int i = 0; i < expected.Length; i++)
                {
                    error += (expected[i] - actual[i]) * (expected[i] - actual[i]);
                    norm += expected[i] * expected[i];
                }

                return Math.Sqrt(error / norm);
            }

            public static double[] Of(Complex[] z)
            {
                var x = new double[2 * z.Length];
                for (int i = 0; i < z.Length; i++) (x[2 * i], x[2 * i + 1]) = (z[i].Real, z[i].Imaginary);
                return x;
            }

            public static double[] Of(float[] x) => Array.ConvertAll(x, v => (double)v);

            public static float[] Floats(double[] x) => Array.ConvertAll(x, v => (float)v);

            // The angle reduced exactly: what is to be told apart is the code, not the cosine of a large number.
            public static double Turn(long numerator, long denominator) => 2 * Math.PI * (numerator % denominator) / denominator;
        }

        public static partial class ComplexDouble
        {
            [FastTransform({{Short}}, {{Long}})]
            public static Complex[] NaiveDft(Complex[] x)
            {
                var y = new Complex[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
                return y;
            }

            public static double Error(int n)
            {
                var noise = Compare.Noise(2 * n);
                var x = new Complex[n];
                for (int i = 0; i < n; i++) x[i] = new Complex(noise[2 * i], noise[2 * i + 1]);
                var y = new Complex[n];
                for (int k = 0; k < n; k++)
                    for (int i = 0; i < n; i++)
                        y[k] += x[i] * Complex.FromPolarCoordinates(1, -Compare.Turn((long)k * i, n));
                return Compare.Error(Compare.Of(y), Compare.Of(FastDft(x)));
            }
        }

        public static partial class ComplexStruct
        {
            [FastTransform({{Short}}, {{Long}})]
            public static Pair[] NaiveDft(Pair[] x)
            {
                var y = new Pair[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                    {
                        var angle = 2 * MathF.PI * k * n / x.Length;
                        y[k].Re += x[n].Re * MathF.Cos(angle) + x[n].Im * MathF.Sin(angle);
                        y[k].Im += x[n].Im * MathF.Cos(angle) - x[n].Re * MathF.Sin(angle);
                    }

                return y;
            }

            public static double Error(int n)
            {
                var noise = Compare.Floats(Compare.Noise(2 * n));
                var x = new Pair[n];
                for (int i = 0; i < n; i++) (x[i].Re, x[i].Im) = (noise[2 * i], noise[2 * i + 1]);
                var y = FastDft(x);
                var actual = new double[2 * n];
                for (int i = 0; i < n; i++) (actual[2 * i], actual[2 * i + 1]) = (y[i].Re, y[i].Im);
                return Compare.Error(InterleavedFloat.Exact(noise), actual);
            }
        }

        public static partial class InterleavedFloat
        {
            [FastTransform(4, 6, 8, 10, 14, 16, 18, 20, 24, 28, 30, 32, 60, 62, 64, 96, 120, 128, 200, 240, 256, 700, 720, 1400, 2048)]
            public static void NaiveDft(float[] x, float[] y)
            {
                int n = x.Length / 2;
                for (int k = 0; k < n; k++)
                {
                    float re = 0, im = 0;
                    for (int i = 0; i < n; i++)
                    {
                        float c = MathF.Cos(2 * MathF.PI * k * i / n), s = MathF.Sin(2 * MathF.PI * k * i / n);
                        re += x[2 * i] * c + x[2 * i + 1] * s;
                        im += x[2 * i + 1] * c - x[2 * i] * s;
                    }

                    y[2 * k] = re;
                    y[2 * k + 1] = im;
                }
            }

            public static double[] Exact(float[] x)
            {
                int n = x.Length / 2;
                var y = new double[2 * n];
                for (int k = 0; k < n; k++)
                    for (int i = 0; i < n; i++)
                    {
                        var (s, c) = Math.SinCos(Compare.Turn((long)k * i, n));
                        y[2 * k] += x[2 * i] * c + x[2 * i + 1] * s;
                        y[2 * k + 1] += x[2 * i + 1] * c - x[2 * i] * s;
                    }

                return y;
            }

            public static double Error(int n)
            {
                var x = Compare.Floats(Compare.Noise(2 * n));
                var y = new float[2 * n];
                FastDft(x, y);
                return Compare.Error(Exact(x), Compare.Of(y));
            }
        }

        public static partial class SeparateFloat
        {
            [FastTransform({{Long}})]
            public static (float[] Re, float[] Im) NaiveDft(float[] a, float[] b)
            {
                float[] re = new float[a.Length], im = new float[a.Length];
                for (int k = 0; k < a.Length; k++)
                    for (int n = 0; n < a.Length; n++)
                    {
                        re[k] += a[n] * MathF.Cos(2 * MathF.PI * k * n / a.Length) + b[n] * MathF.Sin(2 * MathF.PI * k * n / a.Length);
                        im[k] += b[n] * MathF.Cos(2 * MathF.PI * k * n / a.Length) - a[n] * MathF.Sin(2 * MathF.PI * k * n / a.Length);
                    }

                return (re, im);
            }

            public static double Error(int n)
            {
                float[] a = Compare.Floats(Compare.Noise(n)), b = Compare.Floats(Compare.Noise(n + 1)), x = new float[2 * n], y = new float[2 * n];
                for (int i = 0; i < n; i++) (x[2 * i], x[2 * i + 1]) = (a[i], b[i]);
                var (re, im) = FastDft(a, b[..n]);
                for (int i = 0; i < n; i++) (y[2 * i], y[2 * i + 1]) = (re[i], im[i]);
                return Compare.Error(InterleavedFloat.Exact(x), Compare.Of(y));
            }
        }

        public static partial class SeparateDouble
        {
            // In place: both arrays are read and written.
            [FastTransform({{Long}})]
            public static void NaiveDft(double[] re, double[] im)
            {
                double[] a = new double[re.Length], b = new double[re.Length];
                for (int k = 0; k < re.Length; k++)
                    for (int n = 0; n < re.Length; n++)
                    {
                        a[k] += re[n] * Math.Cos(2 * Math.PI * k * n / re.Length) + im[n] * Math.Sin(2 * Math.PI * k * n / re.Length);
                        b[k] += im[n] * Math.Cos(2 * Math.PI * k * n / re.Length) - re[n] * Math.Sin(2 * Math.PI * k * n / re.Length);
                    }

                for (int k = 0; k < re.Length; k++) re[k] = a[k];
                for (int k = 0; k < re.Length; k++) im[k] = b[k];
            }

            public static double Error(int n)
            {
                double[] re = Compare.Noise(n), im = Compare.Noise(n + 1)[..n], x = new double[2 * n], y = new double[2 * n];
                for (int k = 0; k < n; k++)
                    for (int i = 0; i < n; i++)
                    {
                        var (s, c) = Math.SinCos(Compare.Turn((long)k * i, n));
                        x[2 * k] += re[i] * c + im[i] * s;
                        x[2 * k + 1] += im[i] * c - re[i] * s;
                    }

                FastDft(re, im);
                for (int i = 0; i < n; i++) (y[2 * i], y[2 * i + 1]) = (re[i], im[i]);
                return Compare.Error(x, y);
            }
        }

        public static partial class HalfSpectrum
        {
            [FastTransform({{Short}}, {{Long}})]
            public static Complex[] NaiveDft(double[] x)
            {
                var y = new Complex[x.Length / 2 + 1];
                for (int k = 0; k <= x.Length / 2; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
                return y;
            }

            public static Complex[] Exact(double[] x)
            {
                var y = new Complex[x.Length / 2 + 1];
                for (int k = 0; k < y.Length; k++)
                    for (int i = 0; i < x.Length; i++)
                        y[k] += x[i] * Complex.FromPolarCoordinates(1, -Compare.Turn((long)k * i, x.Length));
                return y;
            }

            public static double Error(int n)
            {
                var x = Compare.Noise(n);
                return Compare.Error(Compare.Of(Exact(x)), Compare.Of(FastDft(x)));
            }
        }

        public static partial class HalfSpectrumFloat
        {
            [FastTransform({{Short}}, {{Long}})]
            public static void NaiveDft(ReadOnlySpan<float> x, Span<float> re, Span<float> im)
            {
                for (int k = 0; k <= x.Length / 2; k++)
                {
                    float a = 0, b = 0;
                    for (int n = 0; n < x.Length; n++)
                    {
                        a += x[n] * MathF.Cos(2 * MathF.PI * k * n / x.Length);
                        b -= x[n] * MathF.Sin(2 * MathF.PI * k * n / x.Length);
                    }

                    re[k] = a;
                    im[k] = b;
                }
            }

            public static double Error(int n)
            {
                var x = Compare.Floats(Compare.Noise(n));
                float[] re = new float[n / 2 + 1], im = new float[n / 2 + 1];
                FastDft(x, re, im);
                var y = new double[2 * re.Length];
                for (int i = 0; i < re.Length; i++) (y[2 * i], y[2 * i + 1]) = (re[i], im[i]);
                return Compare.Error(Compare.Of(HalfSpectrum.Exact(Compare.Of(x))), y);
            }
        }

        public static partial class RealFromHalf
        {
            // The real signal of a spectrum whose other half is its mirror image; the length is that of the signal.
            [FastTransform({{Long}})]
            public static double[] NaiveInverse(double[] re, double[] im)
            {
                var y = new double[re.Length];
                for (int n = 0; n < re.Length; n++)
                    for (int k = 0; k < re.Length; k++)
                        y[n] += re[k] * Math.Cos(2 * Math.PI * k * n / re.Length) - im[k] * Math.Sin(2 * Math.PI * k * n / re.Length);
                return y;
            }

            public static double Error(int n)
            {
                double[] re = Compare.Noise(n), im = Compare.Noise(n + 1)[..n], y = new double[n];
                for (int i = 0; i < n; i++)
                    for (int k = 0; k < n; k++)
                        y[i] += re[k] * Math.Cos(Compare.Turn((long)k * i, n)) - im[k] * Math.Sin(Compare.Turn((long)k * i, n));
                return Compare.Error(y, FastInverse(re, im));
            }
        }

        {{Cosines("Dct2", $"{Short}, {Long}", "Math.Cos(Math.PI * k * (n + 0.5) / x.Length)", "Math.Cos(Compare.Turn((long)k * (2 * i + 1), 4L * n))")}}
        {{Cosines("Dct3", Long, "(n == 0 ? 0.5 : 1) * Math.Cos(Math.PI * n * (k + 0.5) / x.Length)", "(i == 0 ? 0.5 : 1) * Math.Cos(Compare.Turn((long)i * (2 * k + 1), 4L * n))")}}
        {{Cosines("Dct4", Long, "Math.Cos(Math.PI * (n + 0.5) * (k + 0.5) / x.Length)", "Math.Cos(Compare.Turn((2L * i + 1) * (2 * k + 1), 8L * n))")}}
        {{Cosines("Dst2", Long, "Math.Sin(Math.PI * (k + 1) * (n + 0.5) / x.Length)", "Math.Sin(Compare.Turn((k + 1L) * (2 * i + 1), 4L * n))")}}
        {{Cosines("Hartley", $"{Short}, {Long}", "(Math.Cos(2 * Math.PI * k * n / x.Length) + Math.Sin(2 * Math.PI * k * n / x.Length))", "(Math.Cos(Compare.Turn((long)k * i, n)) + Math.Sin(Compare.Turn((long)k * i, n)))")}}
        {{Cosines("Backwards", Long, "Math.Cos(2 * Math.PI * (x.Length - 1 - k) * n / x.Length)", "Math.Cos(Compare.Turn((n - 1L - k) * i, n))")}}
        {{Cosines("Windowed", Long, "(0.5 - 0.5 * Math.Cos(2 * Math.PI * n / x.Length)) * Math.Cos(2 * Math.PI * k * n / x.Length)", "(0.5 - 0.5 * Math.Cos(Compare.Turn(i, n))) * Math.Cos(Compare.Turn((long)k * i, n))")}}

        public static partial class Blocks
        {
            // The two-dimensional DCT of an 8 by 8 block.
            [FastTransform(64)]
            public static double[] Naive(double[] x)
            {
                var side = (int)Math.Sqrt(x.Length);
                var y = new double[x.Length];
                for (int u = 0; u < side; u++)
                    for (int v = 0; v < side; v++)
                        for (int i = 0; i < side; i++)
                            for (int j = 0; j < side; j++)
                                y[u * side + v] += x[i * side + j] * Math.Cos(Math.PI * u * (i + 0.5) / side) * Math.Cos(Math.PI * v * (j + 0.5) / side);
                return y;
            }

            // Other lengths go to the definition itself.
            public static double Error(int n) => n == 64 ? Compare.Error(Naive(Compare.Noise(n)), Fast(Compare.Noise(n))) : 0;
        }

        public static partial class HartleyFloat
        {
            [FastTransform({{Long}})]
            public static float[] Naive(float[] x)
            {
                var y = new float[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * (MathF.Cos(2 * MathF.PI * k * n / x.Length) + MathF.Sin(2 * MathF.PI * k * n / x.Length));
                return y;
            }

            public static double Error(int n)
            {
                var x = Compare.Floats(Compare.Noise(n));
                var y = new double[n];
                for (int k = 0; k < n; k++)
                    for (int i = 0; i < n; i++)
                        y[k] += x[i] * (Math.Cos(Compare.Turn((long)k * i, n)) + Math.Sin(Compare.Turn((long)k * i, n)));
                return Compare.Error(y, Compare.Of(Fast(x)));
            }
        }

        public static partial class Mdct
        {
            [FastTransform({{Long}})]
            public static double[] Naive(double[] x)
            {
                var bins = x.Length / 2;
                var y = new double[bins];
                for (int k = 0; k < bins; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * Math.Cos(Math.PI / bins * (n + 0.5 + bins / 2.0) * (k + 0.5));
                return y;
            }

            public static double Error(int n)
            {
                var x = Compare.Noise(n);
                var y = new double[n / 2];
                for (int k = 0; k < n / 2; k++)
                    for (int i = 0; i < n; i++)
                        y[k] += x[i] * Math.Cos(Compare.Turn((2L * i + 1 + n / 2) * (2 * k + 1), 4L * n));
                return Compare.Error(y, Fast(x));
            }
        }
        """;

    private static string Cosines(string name, string lengths, string kernel, string exact) => $$"""
        public static partial class {{name}}
        {
            [FastTransform({{lengths}})]
            public static double[] Naive(double[] x)
            {
                var y = new double[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * {{kernel}};
                return y;
            }

            public static double Error(int n)
            {
                var x = Compare.Noise(n);
                var y = new double[n];
                for (int k = 0; k < n; k++)
                    for (int i = 0; i < n; i++)
                        y[k] += x[i] * {{exact}};
                return Compare.Error(y, Fast(x));
            }
        }
        """;

    /// <summary>The compiled classes, and what was generated.</summary>
    public static (byte[] Image, string Generated) Compile()
    {
        var (compilation, generated, diagnostics) = GeneratedAssembly.Generate(Source);
        using var image = new MemoryStream();
        var problems = diagnostics.Concat(compilation.Emit(image).Diagnostics).Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        Assert.True(problems.Count == 0, string.Join("\n", problems.Take(10)));
        return (image.ToArray(), generated);
    }

    /// <summary>What is wrong, class by class and length by length.</summary>
    public static IReadOnlyList<string> Failures(Assembly assembly)
    {
        var failures = new List<string>();
        foreach (var (name, _, tolerance) in Classes)
        {
            foreach (var length in LengthsOf(name))
            {
                var error = (double)assembly.GetType(name)!.GetMethod("Error")!.Invoke(null, [length])!;
                if (!(error < tolerance)) failures.Add($"{name} {length}: {error:E1}");
            }
        }

        return failures;
    }
}
