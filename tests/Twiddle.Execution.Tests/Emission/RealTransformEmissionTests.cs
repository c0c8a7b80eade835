using Twiddle.Compiler.Emission;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Execution.Tests.Emission;

/// <summary>Transforms of real data against direct evaluation of their formulas.</summary>
public sealed class RealTransformEmissionTests
{
    private const string Source = """
        public static partial class T
        {
            public static double[] Naive(double[] x) { throw new System.InvalidOperationException(); }
            public static void NaiveHalf(double[] x, double[] re, double[] im) { throw new System.InvalidOperationException(); }
        }
        """;

    private static readonly MethodSignature Naive = Samples.Signature("Naive", "double[]", SampleSpecs.Doubles, Samples.X);

    public static TheoryData<string, int> Cosines => new()
    {
        { "dct2", 64 }, { "dct2", 256 }, { "dct2", 12 }, { "dct2", 15 }, { "dct3", 64 }, { "dct3", 48 }, { "dct3", 9 }, { "dct4", 64 }, { "dct4", 20 }, { "mdct", 32 }, { "mdct", 256 },
    };

    [Theory]
    [MemberData(nameof(Cosines))]
    public void CosineTransformsAreWhatTheyAreDefinedAs(string kind, int n)
    {
        var (spec, inputs, entry) = kind switch
        {
            "dct2" => (SampleSpecs.Dct2(n), n, (j, k) => Math.Cos(Math.PI * (2 * j + 1) * k / (2 * n))),
            "dct3" => (SampleSpecs.Dct3(n), n, (j, k) => (j == 0 ? 0.5 : 1) * Math.Cos(Math.PI * (2 * k + 1) * j / (2 * n))),
            "dct4" => (SampleSpecs.Dct4(n), n, (j, k) => Math.Cos(Math.PI * (2 * j + 1) * (2 * k + 1) / (4 * n))),
            _ => (SampleSpecs.Mdct(n), 2 * n, (Func<int, int, double>)((j, k) => Math.Cos(Math.PI / n * (j + 0.5 + n / 2.0) * (k + 0.5)))),
        };
        using var compiled = CompiledTransform.Compile(Source, Samples.Emit(Samples.Target(Naive, "Fast", Samples.Old), spec));
        var x = Data.Doubles(inputs);
        var expected = Enumerable.Range(0, n).Select(k => x.Select((v, j) => v * entry(j, k)).Sum()).ToArray();
        Close.Equal(expected, compiled.Method<Func<double[], double[]>>("Fast")(x), 1e-13 * Math.Sqrt(inputs));
    }

    [Theory]
    [InlineData(256, false)]
    [InlineData(90, false)]
    [InlineData(45, false)]
    [InlineData(128, true)]
    public void HalfSpectrumGoesToTheCallersArrays(int n, bool isOld)
    {
        var naive = Samples.Signature(
            "NaiveHalf",
            "void",
            ProgramType.Void,
            Samples.X,
            Samples.Parameter("re", SampleSpecs.Doubles, "double[]"),
            Samples.Parameter("im", SampleSpecs.Doubles, "double[]"));
        var target = Samples.Target(naive, "Fast", isOld ? Samples.Framework : Samples.Old);
        using var compiled = CompiledTransform.Compile(Source, Samples.Emit(target, SampleSpecs.HalfSpectrum(n)));
        var half = n / 2 + 1;
        var (x, re, im) = (Data.Doubles(n), new double[half], new double[half + 5]);
        im[half] = 3;
        compiled.Method<Action<double[], double[], double[]>>("Fast")(x, re, im);
        for (var k = 0; k < half; k++)
        {
            Assert.Equal(x.Select((v, j) => v * Math.Cos(2 * Math.PI * j * k / n)).Sum(), re[k], 1e-12);
            Assert.Equal(-x.Select((v, j) => v * Math.Sin(2 * Math.PI * j * k / n)).Sum(), im[k], 1e-12);
        }

        Assert.Equal(3, im[half]);
        // A destination that is too short is left to the naive method, which knows best.
        Assert.Throws<InvalidOperationException>(() => compiled.Method<Action<double[], double[], double[]>>("Fast")(x, new double[half - 1], im));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TransformsInPlace(bool isSingle)
    {
        var type = isSingle ? SampleSpecs.Singles : SampleSpecs.Doubles;
        var word = isSingle ? "float" : "double";
        var naive = Samples.Signature("InPlace", "void", ProgramType.Void, Samples.Parameter("t0", type, word + "[]"), Samples.Parameter("im", type, word + "[]"));
        var spec = SampleSpecs.InPlace(120, type, isSingle ? ScalarKind.Single : ScalarKind.Double);
        var source = $$"""public static partial class T { public static void InPlace({{word}}[] t0, {{word}}[] im) { t0[0] = 99; } }""";
        var text = Samples.Emit(Samples.Target(naive, "Fast", Samples.Old), spec);
        using var compiled = CompiledTransform.Compile(source, text);
        var x = Data.Complexes(120);
        var expected = x.ToArray();
        MathNet.Numerics.IntegralTransforms.Fourier.Forward(expected, MathNet.Numerics.IntegralTransforms.FourierOptions.Matlab);
        var (re, im) = (x.Select(c => c.Real).ToArray(), x.Select(c => c.Imaginary).ToArray());
        if (isSingle)
        {
            var (re32, im32) = (Array.ConvertAll(re, v => (float)v), Array.ConvertAll(im, v => (float)v));
            compiled.Method<Action<float[], float[]>>("Fast")(re32, im32);
            (re, im) = (Array.ConvertAll(re32, v => (double)v), Array.ConvertAll(im32, v => (double)v));
            Assert.DoesNotContain("double[] re0", text);
        }
        else
        {
            compiled.Method<Action<double[], double[]>>("Fast")(re, im);
        }

        Close.Equal(expected.Select(c => c.Real).ToArray(), re, isSingle ? 1e-4 : 1e-12);
        Close.Equal(expected.Select(c => c.Imaginary).ToArray(), im, isSingle ? 1e-4 : 1e-12);
    }

    [Fact]
    public void MatricesOfTwoDimensionsStayMatrices()
    {
        var type = new ArrayType(ProgramType.Double, 2);
        var naive = Samples.Signature("Dct", "double[,]", type, Samples.Parameter("x", type, "double[,]"));
        const string source = "public static partial class T { public static double[,] Dct(double[,] x) { return new double[0, 0]; } }";
        using var compiled = CompiledTransform.Compile(source, Samples.Emit(Samples.Target(naive, "Fast", Samples.Old), SampleSpecs.Dct8By8()));
        var x = new double[8, 8];
        var random = new Random(5);
        foreach (var i in Enumerable.Range(0, 64)) x[i / 8, i % 8] = random.NextDouble();
        var y = compiled.Method<Func<double[,], double[,]>>("Fast")(x);
        foreach (var k in Enumerable.Range(0, 64))
        {
            var expected = Enumerable.Range(0, 64).Sum(j => x[j / 8, j % 8] * Cos(k / 8, j / 8) * Cos(k % 8, j % 8));
            Assert.Equal(expected, y[k / 8, k % 8], 1e-12);
        }

        Assert.Empty(compiled.Method<Func<double[,], double[,]>>("Fast")(new double[8, 9]));

        static double Cos(int u, int x) => Math.Cos(Math.PI * (2 * x + 1) * u / 16);
    }
}
