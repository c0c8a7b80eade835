using System.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary>Lengths beyond straight-line code, against MathNet.Numerics; the definition would take too long.</summary>
public class LargeLengthTests
{
    [Theory]
    [InlineData(1 << 20)]
    [InlineData(44100)]
    [InlineData(3 * 61)]
    [InlineData(53 * 47)]
    [InlineData(2 * 3 * 5 * 7 * 11 * 13)]
    [InlineData(67)]
    [InlineData(257)]
    [InlineData(1009)]
    [InlineData(3 * 127)]
    [InlineData(10007)]
    public void Every_length_has_a_plan(int length)
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

    /// <summary>Complex floats whose passes are in two groups, of sixteen lanes on the widest vectors.</summary>
    [Fact]
    public void Single_precision_is_transformed_piece_by_piece()
    {
        const int length = 1 << 17;
        const string source = """
            using System; using System.Numerics;
            public struct Pair { public float Re, Im; }
            public static partial class C
            {
                [Twiddle.FastTransform(1 << 17)]
                public static Pair[] Dft(Pair[] x)
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

                public static float[] Of(float[] numbers)
                {
                    var y = FastDft(System.Runtime.InteropServices.MemoryMarshal.Cast<float, Pair>(numbers).ToArray());
                    return System.Runtime.InteropServices.MemoryMarshal.Cast<Pair, float>(y).ToArray();
                }
            }
            """;
        var (assembly, generated) = GeneratedAssembly.Load(source);
        Assert.Contains("FirstPasses<TVec, TOps>(", generated);
        var random = new Random(17);
        var numbers = Enumerable.Range(0, 2 * length).Select(_ => (float)random.NextDouble() - 0.5f).ToArray();
        var actual = (float[])assembly.GetType("C")!.GetMethod("Of")!.Invoke(null, [numbers])!;
        var expected = Enumerable.Range(0, length).Select(n => new Complex(numbers[2 * n], numbers[2 * n + 1])).ToArray();
        Fourier.Forward(expected, FourierOptions.AsymmetricScaling);
        for (var k = 0; k < length; k++)
            Assert.True((expected[k] - new Complex(actual[2 * k], actual[2 * k + 1])).Magnitude < 1e-6 * Math.Sqrt(length), $"bin {k}");
    }

    /// <summary>Real data and real results, one of them in single precision.</summary>
    [Theory]
    [InlineData(67, "double", 1e-12)]
    [InlineData(1009, "double", 1e-11)]
    [InlineData(2 * 127, "double", 1e-12)]
    [InlineData(101, "float", 1e-4)]
    public void Large_primes_take_any_kind_of_data(int length, string type, double tolerance)
    {
        var source = $"using System;\npublic static partial class C {{ [Twiddle.FastTransform({length})] public static {type}[] Dht({type}[] x) {{ var y = new {type}[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] += x[n] * ({type})(Math.Cos(2 * Math.PI * k * n / x.Length) + Math.Sin(2 * Math.PI * k * n / x.Length)); return y; }} }}";
        var (assembly, _) = GeneratedAssembly.Load(source);
        var random = new Random(length);
        var x = Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5).ToArray();
        Array argument = type == "float" ? Array.ConvertAll(x, v => (float)v) : x;
        var actual = ((Array)assembly.GetType("C")!.GetMethod("FastDht", [argument.GetType()])!.Invoke(null, [argument])!).Cast<object>().Select(Convert.ToDouble).ToArray();
        for (var k = 0; k < length; k++)
        {
            var expected = Enumerable.Range(0, length).Sum(n => x[n] * Math.Sqrt(2) * Math.Cos(2 * Math.PI * ((long)k * n % length) / length - Math.PI / 4));
            Assert.True(Math.Abs(expected - actual[k]) < tolerance, $"bin {k}: {actual[k]} instead of {expected}");
        }
    }
}
