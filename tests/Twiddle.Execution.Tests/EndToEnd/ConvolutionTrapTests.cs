using Microsoft.CodeAnalysis;

namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary>Products of data that are no convolution, or not certainly one at all lengths: nothing is generated for them, and the reason is told.</summary>
public class ConvolutionTrapTests
{
    private const string Full = "var y = new double[x.Length + h.Length - 1]; ";
    private const string Both = "for (int i = 0; i < x.Length; i++) for (int j = 0; j < h.Length; j++) ";

    [Theory]
    [InlineData("a product of three", Full + Both + "y[i + j] += x[i] * h[j] * h[j]; return y;")]
    [InlineData("a square", "var y = new double[2 * x.Length]; for (int i = 0; i < x.Length; i++) for (int j = 0; j < x.Length; j++) y[i + j] += x[i] * x[i]; return y;")]
    [InlineData("a bound that misses a result", Full + "for (int n = 0; n < y.Length - 1; n++) for (int k = Math.Max(0, n - h.Length + 1); k <= Math.Min(n, x.Length - 1); k++) y[n] += x[k] * h[n - k]; return y;")]
    [InlineData("an index that is off on one side", Full + "for (int n = 0; n < y.Length; n++) for (int k = 0; k < h.Length; k++) if (n - k >= 0 && n - k <= x.Length) y[n] += x[n - k] * h[k]; return y;")]
    [InlineData("a remainder of negative numbers", "var y = new double[x.Length]; for (int n = 0; n < x.Length; n++) for (int k = 0; k < h.Length; k++) y[n] += x[k] * h[(n - k) % h.Length]; return y;")]
    [InlineData("a wrong modulus", "var y = new double[x.Length]; for (int n = 0; n < x.Length; n++) for (int k = 0; k < x.Length; k++) y[n] += x[k] * h[(n - k + x.Length) % (x.Length + 1)]; return y;")]
    [InlineData("a product that is added twice", Full + Both + "{ y[i + j] += x[i] * h[j]; if (i == j) y[i + j] += x[i] * h[j]; } return y;")]
    [InlineData("a diagonal left out", Full + Both + "if (i != j) y[i + j] += x[i] * h[j]; return y;")]
    [InlineData("a triangle", Full + "for (int i = 0; i < x.Length; i++) for (int j = i; j < h.Length; j++) y[i + j] += x[i] * h[j]; return y;")]
    [InlineData("a weight of the index", Full + Both + "y[i + j] += i * x[i] * h[j]; return y;")]
    [InlineData("a divisor of the lag", "var y = new double[x.Length]; for (int n = 0; n < x.Length; n++) { double s = 0; for (int k = 0; k < x.Length - n; k++) s += x[k] * x[k + n]; y[n] = s / (x.Length - n); } return y;")]
    [InlineData("steps of two", Full + "for (int i = 0; i < x.Length; i += 2) for (int j = 0; j < h.Length; j++) y[i + j] += x[i] * h[j]; return y;")]
    [InlineData("a dilated kernel", "var y = new double[x.Length]; for (int n = 0; n < x.Length; n++) for (int k = 0; k < h.Length; k++) if (n - 2 * k >= 0) y[n] += x[n - 2 * k] * h[k]; return y;")]
    [InlineData("the last product instead of the sum", Full + Both + "y[i + j] = x[i] * h[j]; return y;")]
    [InlineData("a sum that is never begun anew", "var y = new double[x.Length]; double s = 0; for (int n = 0; n < x.Length; n++) { for (int k = 0; k < h.Length; k++) if (k <= n) s += x[n - k] * h[k]; y[n] = s; } return y;")]
    [InlineData("a recurrence", "var y = new double[x.Length]; for (int n = 1; n < x.Length; n++) { y[n] = y[n - 1]; for (int k = 0; k < h.Length; k++) if (k <= n) y[n] += x[n - k] * h[k]; } return y;")]
    [InlineData("a result kept too early", Full + "for (int n = 0; n < y.Length; n++) { double t = y[n]; for (int k = 0; k < h.Length; k++) y[k] += x[0] * h[k]; y[n] = t + x[0] * h[0]; } return y;")]
    [InlineData("results thrown away", Full + Both + "y[i + j] += x[i] * h[j]; Array.Clear(y); return y;")]
    [InlineData("results scaled one by one", Full + Both + "y[i + j] += x[i] * h[j]; for (int n = 0; n < y.Length; n++) y[n] = y[n] * n; return y;")]
    [InlineData("a product of sums", "var y = new double[x.Length]; for (int n = 0; n < x.Length; n++) { double a = 0, b = 0; for (int k = 0; k <= n; k++) a += x[k]; for (int k = 0; k < h.Length; k++) b += h[k]; y[n] = a * b; } return y;")]
    [InlineData("a sum in front", Full + Both + "y[i + j] += (x[i] + 1) * h[j]; return y;")]
    [InlineData("a power", Full + Both + "y[i + j] += Math.Pow(x[i], 2) * h[j]; return y;")]
    [InlineData("a factor that is not known", Full + Both + "y[i + j] += Gain * x[i] * h[j]; return y; ")]
    [InlineData("a bound that is data", Full + "for (int i = 0; i < x[0]; i++) for (int j = 0; j < h.Length; j++) y[i + j] += x[i] * h[j]; return y;")]
    [InlineData("a branch on data", Full + Both + "if (x[i] > 0) y[i + j] += x[i] * h[j]; return y;")]
    [InlineData("an early end", Full + Both + "{ if (j > i) break; y[i + j] += x[i] * h[j]; } return y;")]
    [InlineData("a copy that is changed", "var z = new double[x.Length]; for (int i = 0; i < x.Length; i++) z[i] = x[i]; " + Full + "for (int i = 0; i < x.Length; i++) for (int j = 0; j < h.Length; j++) y[i + j] += z[i] * h[j]; return y;")]
    [InlineData("an input that is changed", "for (int n = 0; n < x.Length; n++) { double s = 0; for (int k = 0; k < h.Length; k++) if (k <= n) s += x[n - k] * h[k]; x[n] = s; } return x;")]
    [InlineData("both directions", Full + Both + "{ y[i + j] += x[i] * h[j]; y[i - j + h.Length - 1] += x[i] * h[j]; } return y;")]
    [InlineData("a third loop", Full + "for (int r = 0; r < x.Length; r++) " + Both + "y[i + j] += x[i] * h[j]; return y;")]
    [InlineData("a counter that is moved", Full + "for (int i = 0; i < x.Length; i++) for (int j = 0; j < h.Length; j++) { y[i + j] += x[i] * h[j]; if (i == 2) j++; } return y;")]
    [InlineData("the distance of indices", "var y = new double[x.Length]; for (int i = 0; i < x.Length; i++) for (int j = 0; j < x.Length; j++) y[Math.Abs(i - j)] += x[i] * x[j]; return y;")]
    [InlineData("too small a result", "var y = new double[x.Length]; " + Both + "y[i + j] += x[i] * h[j]; return y;")]
    [InlineData("no products", "var y = new double[x.Length]; for (int i = 0; i < x.Length; i++) for (int j = 0; j < h.Length; j++) y[i] += x[i] + h[j]; return y;")]
    public async Task A_trap_is_refused(string trap, string body)
    {
        var source = "using System; using System.Numerics;\npublic static partial class C\n{\npublic static double Gain = 2;\n[Twiddle.FastTransform] public static double[] M(double[] x, double[] h) { " + body + " }\n}";
        var (_, generated, failures) = GeneratedAssembly.Generate(source);
        Assert.Empty(failures);
        Assert.False(generated.Contains("FastM", StringComparison.Ordinal), trap + " was derived");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(await GeneratedAssembly.Analyze(source)).Severity);
    }

    [Theory]
    [InlineData("integers", "public static int[] M(int[] x, int[] h) { var y = new int[x.Length + h.Length - 1]; " + Both + "y[i + j] += x[i] * h[j]; return y; }")]
    [InlineData("integers added up as numbers", "public static double[] M(int[] x, int[] h) { var y = new double[x.Length + h.Length - 1]; " + Both + "y[i + j] += x[i] * h[j]; return y; }")]
    [InlineData("two types", "public static double[] M(float[] x, double[] h) { " + Full + Both + "y[i + j] += x[i] * h[j]; return y; }")]
    [InlineData("what was there before is added to", "public static void M(double[] x, double[] h, double[] y) { " + Both + "y[i + j] += x[i] * h[j]; }")]
    [InlineData("not all elements begin with zero", "public static void M(double[] x, double[] h, double[] y) { for (int n = 0; n < x.Length; n++) y[n] = 0; " + Both + "y[i + j] += x[i] * h[j]; }")]
    [InlineData("two results", "public static void M(double[] x, double[] h, double[] y, double[] z) { Array.Clear(y); Array.Clear(z); " + Both + "{ y[i + j] += x[i] * h[j]; z[i + j] += x[i] * h[j]; } }")]
    [InlineData("an array by reference", "public static void M(double[] x, double[] h, ref double[] y) { y = new double[x.Length + h.Length - 1]; " + Both + "y[i + j] += x[i] * h[j]; }")]
    [InlineData("a factor that the caller gives", "public static double[] M(double[] x, double[] h, double gain) { " + Full + Both + "y[i + j] += gain * x[i] * h[j]; return y; }")]
    public async Task So_are_other_signatures(string trap, string method)
    {
        var source = "using System; using System.Numerics;\npublic static partial class C\n{\n[Twiddle.FastTransform] " + method + "\n}";
        var (_, generated, failures) = GeneratedAssembly.Generate(source);
        Assert.Empty(failures);
        Assert.False(generated.Contains("FastM", StringComparison.Ordinal), trap + " was derived");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(await GeneratedAssembly.Analyze(source)).Severity);
    }
}
