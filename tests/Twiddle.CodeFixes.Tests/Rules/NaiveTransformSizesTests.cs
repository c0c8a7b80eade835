using Rule = Twiddle.CodeFixes.Tests.Harness.FixTest<Twiddle.Generator.Analyzers.Recomputation.NaiveTransform, Twiddle.CodeFixes.NaiveTransformFixer>;

namespace Twiddle.CodeFixes.Tests.Rules;

/// <summary>Loops to constant limits: they tell the length, or the shape, of the data.</summary>
public class NaiveTransformSizesTests
{
    [Theory]
    [InlineData("1024", "1024", "1024", "FastTransform(1024)")]
    [InlineData("N", "N", "N", "FastTransform(512)")]
    [InlineData("Points", "Points", "Points", "FastTransform(256)")]
    [InlineData("x.Length", "x.Length", "x.Length", "FastTransform")]
    [InlineData("16", "16", "16", "FastTransform(16)")]
    [InlineData("64", "64", "x.Length", "FastTransform(64)")]
    public Task OfConstantLength(string outputs, string inputs, string period, string attribute) => Fixes(
        $$"""
        const int N = 512;
        private static readonly int Points = 256;

        public static Complex[] {|TWD101:NaiveDft|}(Complex[] x)
        {
            var y = new Complex[x.Length];
            for (int k = 0; k < {{outputs}}; k++)
                for (int n = 0; n < {{inputs}}; n++)
                    y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / {{period}});
            return y;
        }
        """,
        attribute);

    [Fact]
    public Task OfABlock() => Fixes(
        """
        public static void {|TWD101:Dct|}(double[,] f, double[,] F)
        {
            for (int u = 0; u < 8; u++)
                for (int v = 0; v < 8; v++)
                {
                    double sum = 0;
                    for (int x = 0; x < 8; x++)
                        for (int y = 0; y < 8; y++)
                            sum += f[x, y] * Math.Cos((2 * x + 1) * u * Math.PI / 16) * Math.Cos((2 * y + 1) * v * Math.PI / 16);
                    F[u, v] = 0.25 * sum;
                }
        }
        """,
        "FastTransform(Shape = new[] { 8, 8 })");

    /// <summary>Of any size: the figures are for a small one.</summary>
    [Fact]
    public Task OfAMatrix() => Fixes(
        """
        public static Complex[,] {|TWD101:Dft|}(Complex[,] f)
        {
            int h = f.GetLength(0), w = f.GetLength(1);
            var F = new Complex[h, w];
            for (int u = 0; u < h; u++)
                for (int v = 0; v < w; v++)
                    for (int x = 0; x < h; x++)
                        for (int y = 0; y < w; y++)
                            F[u, v] += f[x, y] * Complex.Exp(new Complex(0, -2 * Math.PI * ((double)u * x / h + (double)v * y / w)));
            return F;
        }
        """,
        "FastTransform(Shape = new[] { 8, 8 })");

    /// <summary>In single precision, with limits that are the last index.</summary>
    [Fact]
    public Task OfABlockOfFloats() => Fixes(
        """
        public static float[,] {|TWD101:Dct|}(float[,] f)
        {
            var F = new float[8, 8];
            for (int u = 0; u <= 7; u++)
                for (int v = 0; v <= 7; v++)
                {
                    float sum = 0;
                    for (int x = 0; x <= 7; x++)
                        for (int y = 0; y <= 7; y++)
                            sum += (float)(f[x, y] * Math.Cos((2.0 * x + 1) * u * Math.PI / 16) * Math.Cos((2.0 * y + 1) * v * Math.PI / 16));
                    F[u, v] = sum;
                }
            return F;
        }
        """,
        "FastTransform(Shape = new[] { 8, 8 })");

    [Fact]
    public Task OfABlockInOneDimension() => Fixes(
        """
        public static double[] {|TWD101:Dct|}(double[] f)
        {
            var F = new double[64];
            for (int u = 0; u < 8; u++)
                for (int v = 0; v < 8; v++)
                {
                    double sum = 0;
                    for (int x = 0; x < 8; x++)
                        for (int y = 0; y < 8; y++)
                            sum += f[x * 8 + y] * Math.Cos((2 * x + 1) * u * Math.PI / 16) * Math.Cos((2 * y + 1) * v * Math.PI / 16);
                    F[u * 8 + v] = 0.25 * sum;
                }
            return F;
        }
        """,
        "FastTransform(64)");

    /// <summary>A filter of few coefficients, a product of matrices, a map that is too small, one without structure, and algorithms that are fast already.</summary>
    [Fact]
    public Task NotReported() => new Rule
    {
        TestCode = Class("""
            static double[] Filter(double[] x)
            {
                var y = new double[64];
                for (int i = 0; i < 64; i++)
                    for (int j = 0; j < 8; j++) y[i] += x[i + j] * Math.Cos(2 * Math.PI * j / 8);
                return y;
            }
            static double[,] Product(double[,] a, double[,] b)
            {
                var c = new double[8, 8];
                for (int i = 0; i < 8; i++)
                    for (int j = 0; j < 8; j++)
                        for (int k = 0; k < 8; k++) c[i, j] += a[i, k] * b[k, j];
                return c;
            }
            static double[] Small(double[] x)
            {
                var y = new double[4];
                for (int k = 0; k < 4; k++)
                    for (int n = 0; n < 4; n++) y[k] += x[n] * Math.Cos(2 * Math.PI * k * n / 4);
                return y;
            }
            static double[] Dense(double[] x)
            {
                var y = new double[12];
                for (int k = 0; k < 12; k++)
                    for (int n = 0; n < 12; n++) y[k] += x[n] * ((k * k * k * 7 + n * n * 5 + n * k * 3) % 11);
                return y;
            }
            static void Hadamard(float[] source, float[] target)
            {
                for (var i = 0; i < 8; i++) target[i] = source[i];
                for (var step = 1; step < 8; step <<= 1)
                    for (var i = 0; i < 8; i += step << 1)
                        for (var j = i; j < i + step; j++)
                        {
                            var (a, b) = (target[j], target[j + step]);
                            target[j] = a + b;
                            target[j + step] = a - b;
                        }
            }
            static double[] Window(double[] x)
            {
                var y = new double[x.Length];
                for (int i = 0; i < x.Length; i++)
                    for (int j = 0; j < 16; j++) if (i + j < x.Length) y[i] += x[i + j];
                return y;
            }
            static double[,] Box(double[,] x)
            {
                var y = new double[x.GetLength(0), x.GetLength(1)];
                for (int i = 0; i < x.GetLength(0); i++)
                    for (int j = 0; j < x.GetLength(1); j++)
                        for (int di = -4; di < 5; di++)
                            for (int dj = -4; dj < 5; dj++)
                                if (i + di >= 0 && i + di < x.GetLength(0) && j + dj >= 0 && j + dj < x.GetLength(1)) y[i, j] += x[i + di, j + dj];
                return y;
            }
            static double[] Power(double[] x)
            {
                var y = new double[256];
                for (int k = 0; k < 256; k++)
                    for (int n = 0; n < 256; n++) y[k] += x[n] * x[n] * Math.Cos(2 * Math.PI * k * n / 256);
                return y;
            }
            """),
    }.RunAsync();

    [Fact]
    public async Task TheLeastNumberOfPointsIsAnOption()
    {
        const string Members = """
            public static double[] {|TWD101:Small|}(double[] x)
            {
                var y = new double[4];
                for (int k = 0; k < 4; k++)
                    for (int n = 0; n < 4; n++) y[k] += x[n] * Math.Cos(2 * Math.PI * k * n / 4);
                return y;
            }
            """;
        var test = new Rule { TestCode = Class(Members), FixedCode = Fixed(Members, "FastTransform(4)"), CodeActionEquivalenceKey = NaiveTransformFixer.Derive };
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\ndotnet_code_quality.TWD101.minimum_points = 4\n"));
        await test.RunAsync();
    }

    private static Task Fixes(string members, string attribute) => new Rule
    {
        TestCode = Class(members), FixedCode = Fixed(members, attribute), CodeActionEquivalenceKey = NaiveTransformFixer.Derive,
    }.RunAsync();

    private static string Fixed(string members, string attribute) =>
        Class(members).Replace("static class", "static partial class").Replace("    public static", $"    [{attribute}]\n    public static").Replace("{|TWD101:", "").Replace("|}", "");

    private static string Class(string members) =>
        "using System; using System.Numerics; using Twiddle;\nstatic class C\n{\n" + string.Join("\n", members.Split('\n').Select(line => line.Length == 0 ? line : "    " + line)) + "\n}\n";
}
