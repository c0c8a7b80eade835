using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Twiddle.Compiler.Reading.Convolutions;
using Twiddle.Generator.Lowering;

namespace Twiddle.Execution.Tests.Reading;

/// <summary>
/// Random loops that are, or nearly are, convolutions: whatever the reader takes for one is computed by its formula and compared with the method at all short lengths
/// that fulfil its requirements.
/// </summary>
public class ConvolutionReadingTests
{
    private const int Methods = 150;
    private const int LongestArray = 5;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_is_read_is_what_is_computed(int seed)
    {
        var random = new Random(seed);
        var texts = Enumerable.Range(0, Methods).Select(i => Method(random, i)).ToList();
        var tree = CSharpSyntaxTree.ParseText("using System;\npublic static class F\n{\n" + string.Join("\n", texts) + "\n}");
        var compilation = CSharpCompilation.Create("convolutions" + seed.ToString(CultureInfo.InvariantCulture), [tree], Net80.References.All, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        var type = Assembly.Load(image.ToArray()).GetType("F")!;
        var model = compilation.GetSemanticModel(tree);
        var (read, compared) = (0, 0);
        foreach (var declaration in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
        {
            var program = MethodLowering.Lower(model.GetDeclaredSymbol(declaration)!, compilation, CancellationToken.None).Program;
            if (ConvolutionReader.Read(program, CancellationToken.None).Convolution is not { } convolution) continue;
            read++;
            compared += Compare(convolution, type.GetMethod(declaration.Identifier.Text)!, declaration.ToString());
        }

        Assert.InRange(read, Methods / 20, Methods);
        Assert.InRange(compared, read, int.MaxValue);
    }

    private static int Compare(DataConvolution convolution, MethodInfo method, string text)
    {
        var compared = 0;
        for (var nx = 1; nx <= LongestArray; nx++)
        {
            for (var nh = 1; nh <= LongestArray; nh++)
            {
                foreach (var ny in method.GetParameters().Length == 3 ? Enumerable.Range(1, 2 * LongestArray) : [0])
                {
                    var (x, h) = (Data(nx, 2), Data(nh, 3));
                    var y = Enumerable.Repeat(1000.0, ny).ToArray();
                    int[] sizes = [nx, nh, ny];
                    if (convolution.Requirements.Any(r => Value(r, convolution, sizes) < 0)) continue;
                    compared++;
                    double[] actual;
                    try
                    {
                        actual = method.GetParameters().Length == 3 ? Into(method, x, h, y) : (double[])method.Invoke(null, [x, h])!;
                    }
                    catch (TargetInvocationException thrown)
                    {
                        Assert.Fail($"{thrown.InnerException!.GetType().Name} at {nx}, {nh}, {ny}:\n{text}");
                        return 0;
                    }

                    var expected = Formula(convolution, x, h, convolution.Target < 0 ? null : y, sizes);
                    Assert.True(expected.SequenceEqual(actual), $"{nx}, {nh}, {ny}: {string.Join(" ", expected)} read, {string.Join(" ", actual)} computed:\n{text}");
                }
            }
        }

        return compared;
    }

    private static double[] Into(MethodInfo method, double[] x, double[] h, double[] y)
    {
        var copy = (double[])y.Clone();
        method.Invoke(null, [x, h, copy]);
        return copy;
    }

    private static double[] Data(int count, int start) => Enumerable.Range(0, count).Select(i => Math.Pow(start, i) + 5 * i).ToArray();

    private static double[] Formula(DataConvolution convolution, double[] x, double[] h, double[]? before, int[] sizes)
    {
        var arrays = new[] { x, h };
        var (a, b) = (Factor(convolution.First), Factor(convolution.Second));
        double[] Factor(ConvolutionFactor factor)
        {
            var data = arrays[factor.Parameter].Take(Value(factor.Count, convolution, sizes));
            return factor.IsReversed ? data.Reverse().ToArray() : data.ToArray();
        }

        var count = Value(convolution.Count, convolution, sizes);
        var y = before is null ? new double[count] : (double[])before.Clone();
        for (var k = 0; k < count; k++)
        {
            y[k] = 0;
            foreach (var window in convolution.Windows)
                for (var i = 0; i < a.Length; i++)
                {
                    var j = k + Value(window.Offset, convolution, sizes) - i;
                    if (j >= 0 && j < b.Length) y[k] += (double)window.Scale.Number.Numerator / (double)window.Scale.Number.Denominator * a[i] * b[j];
                }
        }

        return y;
    }

    private static int Value(Affine function, DataConvolution convolution, int[] sizes) =>
        (int)function.Terms.Aggregate(function.Constant, (sum, term) => sum + term.Coefficient * ValueOf(term.Unknown, convolution, sizes));

    private static BigInteger ValueOf(int unknown, DataConvolution convolution, int[] sizes)
    {
        var known = convolution.Unknowns[unknown];
        return known.DividendOfQuotient is { } dividend ? Value(dividend, convolution, sizes) / known.Divisor : sizes[known.Parameter];
    }

    /// <summary>Loops over results and products, or over both arrays, with bounds, guards and indices that are right or nearly so.</summary>
    private static string Method(Random random, int number)
    {
        var name = "M" + number.ToString(CultureInfo.InvariantCulture);
        var isGiven = random.Next(3) == 0;
        var text = new StringBuilder();
        text.AppendLine(isGiven ? $"public static void {name}(double[] x, double[] h, double[] y)" : $"public static double[] {name}(double[] x, double[] h)");
        text.AppendLine("{");
        string[] sizes = ["x.Length + h.Length - 1", "x.Length", "h.Length", "x.Length - h.Length + 1", "x.Length + h.Length", "x.Length + h.Length / 2"];
        if (!isGiven) text.AppendLine($"var y = new double[{Pick(random, sizes)}];");
        else if (random.Next(2) == 0) text.AppendLine("Array.Clear(y);");
        switch (random.Next(4))
        {
            case 0:
                text.AppendLine($"for (int i = {Rarely(random, "1", "0")}; i < x.Length{Rarely(random, " - 1", "")}; i++)");
                text.AppendLine($"for (int j = {Rarely(random, "i", "0")}; {Pick(random, "j < h.Length", "j < h.Length", "j <= h.Length - 1", "j < x.Length", "j < h.Length && i + j < y.Length", "i + j < y.Length && h.Length > j", "i + j < h.Length", "j < h.Length - 1")}; j++)");
                if (random.Next(3) == 0) text.AppendLine($"if ({Pick(random, "i + j < y.Length", "i - j >= 0", "i + j < x.Length", "i >= j && i - j < y.Length")})");
                text.AppendLine($"y[{Pick(random, "i + j", "i + j", "i - j + h.Length - 1", "j - i + x.Length - 1", "(i + j) % x.Length", "(i - j + x.Length) % x.Length", "i + 2 * j", "i - j")}] {Rarely(random, "=", "+=")} {Product(random, "x[i]", "h[j]")};");
                break;
            case 1:
                text.AppendLine($"for (int n = {Rarely(random, "1", "0")}; n < {Pick(random, "y.Length", "y.Length", "x.Length", "x.Length + h.Length - 1")}; n++)");
                text.AppendLine("{");
                text.AppendLine("double sum = 0;");
                text.AppendLine($"for (int k = {Pick(random, "0", "0", "Math.Max(0, n - x.Length + 1)", "Math.Max(0, n - h.Length + 1)", "n >= x.Length ? n - x.Length + 1 : 0")}; k <= {Pick(random, "n", "h.Length - 1", "Math.Min(n, h.Length - 1)", "Math.Min(n, x.Length - 1)", "x.Length - 1", "n - 1")}; k++)");
                text.AppendLine("{");
                if (random.Next(2) == 0) text.AppendLine(Pick(random, "if (n - k < 0 || n - k >= x.Length) continue;", "if (n < k || n - k >= h.Length || k >= x.Length) continue;", "if (k > n) continue;", "if (n - k < 1) continue;"));
                text.AppendLine($"sum {Rarely(random, "-=", "+=")} {Pick(random, Product(random, "x[n - k]", "h[k]"), Product(random, "x[k]", "h[n - k]"), "(n - k < x.Length && n >= k ? x[n - k] : 0) * h[k]")};");
                text.AppendLine("}");
                text.AppendLine($"y[{Rarely(random, "n + 1", "n")}] {Rarely(random, "+=", "=")} sum;");
                text.AppendLine("}");
                break;
            case 2:
                text.AppendLine($"for (int n = 0; n < {Pick(random, "y.Length", "x.Length", "x.Length - h.Length + 1")}; n++)");
                text.AppendLine("{");
                if (random.Next(2) == 0) text.AppendLine("y[n] = 0;");
                text.AppendLine($"for (int k = 0; k < {Pick(random, "h.Length", "h.Length", "x.Length")}; k++)");
                text.AppendLine("{");
                text.AppendLine($"int at = {Pick(random, "n + k", "n - k", "n + k - h.Length / 2", "n + h.Length / 2 - k", "n + h.Length - 1 - k", "(n + k) % x.Length", "(n - k + x.Length) % x.Length", "(n - k + h.Length) % h.Length", "n - 2 * k")};");
                if (random.Next(2) == 0) text.AppendLine(Pick(random, "if (at >= 0 && at < x.Length)", "if (at < 0 || at >= x.Length) { } else", "if (at >= 0 && at <= x.Length)", "if (at >= 0)"));
                text.AppendLine($"y[n] += {Pick(random, Product(random, "x[at]", "h[k]"), Product(random, "x[at]", "h[k]"), Product(random, "x[k]", "h[at]"))};");
                text.AppendLine("}");
                text.AppendLine("}");
                break;
            default:
                text.AppendLine("for (int lag = -(h.Length - 1); lag < x.Length; lag++)");
                text.AppendLine("{");
                text.AppendLine("double sum = 0;");
                text.AppendLine($"for (int k = Math.Max(0, {Rarely(random, "lag", "-lag")}); k < {Pick(random, "h.Length && k + lag < x.Length", "h.Length && k <= x.Length - 1 - lag", "Math.Min(h.Length, x.Length - lag)", "h.Length")}; k++) sum += {Product(random, "x[k + lag]", "h[k]")};");
                text.AppendLine($"if (lag + h.Length - 1 < y.Length) y[lag + h.Length - 1] = sum;");
                text.AppendLine("}");
                break;
        }

        if (!isGiven) text.AppendLine("return y;");
        return text.AppendLine("}").ToString();
    }

    private static string Product(Random random, string a, string b) => random.Next(8) switch
    {
        0 => $"{b} * {a}",
        1 => $"2 * {a} * {b}",
        2 => $"0.5 * ({a} * {b})",
        3 => $"-{a} * {b}",
        _ => $"{a} * {b}",
    };

    private static string Rarely(Random random, string rare, string usual) => random.Next(6) == 0 ? rare : usual;

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];
}
