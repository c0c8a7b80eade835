using System.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary>Lengths beyond straight-line code, against MathNet.Numerics; the definition would take too long.</summary>
public class LargeLengthTests
{
    [Theory]
    [InlineData(65536)]
    [InlineData(44100)]
    [InlineData(3 * 61)]
    [InlineData(53 * 47)]
    [InlineData(2 * 3 * 5 * 7 * 11 * 13)]
    public void Every_composite_length_with_small_primes_has_a_plan(int length)
    {
        var source = $$"""
            using System; using System.Numerics;
            public static partial class C
            {
                [Twiddle.FastTransform({{length}})]
                public static Complex[] NaiveDft(Complex[] x)
                {
                    var y = new Complex[x.Length];
                    for (int k = 0; k < x.Length; k++)
                        for (int n = 0; n < x.Length; n++)
                            y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
                    return y;
                }
            }
            """;
        var (assembly, _) = GeneratedAssembly.Load(source);
        var random = new Random(length);
        var x = Enumerable.Range(0, length).Select(_ => new Complex(random.NextDouble() - 0.5, random.NextDouble() - 0.5)).ToArray();
        var actual = (Complex[])assembly.GetType("C")!.GetMethod("FastDft", [typeof(Complex[])])!.Invoke(null, [x])!;
        // Twice the same transform is the input in reverse, whatever MathNet's own rounding.
        var twice = (Complex[])assembly.GetType("C")!.GetMethod("FastDft", [typeof(Complex[])])!.Invoke(null, [actual])!;
        var expected = (Complex[])x.Clone();
        Fourier.Forward(expected, FourierOptions.AsymmetricScaling);
        for (var k = 0; k < length; k++)
        {
            Assert.True((expected[k] - actual[k]).Magnitude < 1e-7 * Math.Sqrt(length), $"bin {k}: {actual[k]} instead of {expected[k]}");
            Assert.True((twice[(length - k) % length] / length - x[k]).Magnitude < 1e-13, $"sample {k}");
        }
    }

    [Theory]
    [InlineData(67)]
    [InlineData(1009)]
    [InlineData(2 * 127)]
    public async Task A_prime_factor_above_64_is_refused_in_words(int length)
    {
        var source = $"using System; using System.Numerics;\npublic static partial class C {{ [Twiddle.FastTransform({length})] public static double[] Dht(double[] x) {{ var y = new double[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] += x[n] * (Math.Cos(2 * Math.PI * k * n / x.Length) + Math.Sin(2 * Math.PI * k * n / x.Length)); return y; }} }}";
        var diagnostic = Assert.Single(await GeneratedAssembly.Analyze(source));
        Assert.Equal("TWD031", diagnostic.Id);
        Assert.Contains("prime factor", diagnostic.GetMessage());
    }
}
