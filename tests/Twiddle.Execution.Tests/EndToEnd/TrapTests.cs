using Microsoft.CodeAnalysis;

namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary>Near-misses that must be refused, each at its place and for its reason; nothing is generated for them.</summary>
public class TrapTests
{
    private const string Cosine = "Math.Cos(2 * Math.PI * k * n / x.Length)";

    [Theory]
    [InlineData("input overwritten while read", "TWD023", "x[n]",
        "public static void M(double[] x) { for (int k = 0; k < x.Length; k++) { double s = 0; for (int n = 0; n < x.Length; n++) s += x[n] * " + Cosine + "; x[k] = s; } }")]
    [InlineData("input overwritten through a helper", "TWD023", "x[n]",
        "public static void M(double[] x) { for (int k = 0; k < x.Length; k++) Put(x, k, Sum(x, k)); } static void Put(double[] y, int k, double v) => y[k] = v; static double Sum(double[] x, int k) { double s = 0; for (int n = 0; n < x.Length; n++) s += x[n] * " + Cosine + "; return s; }")]
    [InlineData("a square", "TWD021", "x[n] * x[n]",
        "public static double[] M(double[] x) { var y = new double[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] += x[n] * x[n] * " + Cosine + "; return y; }")]
    [InlineData("autocorrelation", "TWD021", "x[n] * x[n + k]",
        "public static double[] M(double[] x) { var y = new double[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n + k < x.Length; n++) y[k] += x[n] * x[n + k]; return y; }")]
    [InlineData("a square root in the sum", "TWD021", "Math.Sqrt(x[n])",
        "public static double[] M(double[] x) { var y = new double[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] += Math.Sqrt(x[n]) * " + Cosine + "; return y; }")]
    [InlineData("a complex square", "TWD021", "x[n] * x[n]",
        "public static Complex[] M(Complex[] x) { var y = new Complex[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] += x[n] * x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length); return y; }")]
    [InlineData("a branch on the data", "TWD022", "x[n] > 0",
        "public static double[] M(double[] x) { var y = new double[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) if (x[n] > 0) y[k] += x[n] * " + Cosine + "; return y; }")]
    [InlineData("a bound that depends on the data", "TWD022", "n < x[0]",
        "public static double[] M(double[] x) { var y = new double[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x[0]; n++) y[k] += " + Cosine + "; return y; }")]
    [InlineData("an index that depends on the data", null, null,
        "public static double[] M(double[] x) { var y = new double[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[(int)x[n]] += " + Cosine + "; return y; }")]
    [InlineData("a side effect in the loop", "TWD024", "Console.WriteLine(k)",
        "public static double[] M(double[] x) { var y = new double[x.Length]; for (int k = 0; k < x.Length; k++) { Console.WriteLine(k); for (int n = 0; n < x.Length; n++) y[k] += x[n] * " + Cosine + "; } return y; }")]
    [InlineData("a counter that outlives the call", "TWD024", "calls",
        "static int calls; public static double[] M(double[] x) { var y = new double[x.Length]; for (int k = 0; k < x.Length; k++) { calls++; for (int n = 0; n < x.Length; n++) y[k] += x[n] * " + Cosine + "; } return y; }")]
    [InlineData("a kernel that changes from call to call", "TWD025", "scale",
        "public static double scale = 1; public static double[] M(double[] x) { var y = new double[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] += scale * x[n] * " + Cosine + "; return y; }")]
    [InlineData("an angle that is not known", "TWD021", "Math.Cos(w * k * n)",
        "public static double[] M(double[] x, double w) { var y = new double[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] += x[n] * Math.Cos(w * k * n); return y; }")]
    [InlineData("a kernel that decays", "TWD026", null,
        "public static Complex[] M(Complex[] x) { var y = new Complex[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] += x[n] * Complex.Exp(new Complex(-n, -2 * Math.PI * k * n / x.Length)); return y; }")]
    [InlineData("pi as 3.14", "TWD043", null,
        "public static double[] M(double[] x) { var y = new double[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] += x[n] * Math.Cos(2 * 3.14 * k * n / x.Length); return y; }")]
    [InlineData("an index outside", "TWD029", "x[n + 1]",
        "public static double[] M(double[] x) { var y = new double[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] += x[n + 1] * " + Cosine + "; return y; }")]
    [InlineData("a random kernel", "TWD020", null,
        "public static double[] M(double[] x) { var y = new double[x.Length]; var r = new Random(1); for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] += x[n] * r.NextDouble(); return y; }")]
    public async Task A_trap_is_refused_at_its_place(string trap, string? id, string? place, string members)
    {
        foreach (var length in new[] { 8, 128 })
        {
            var source = $"using System; using System.Numerics;\npublic static partial class C\n{{\n{members.Replace("public static double[] M(", $"[Twiddle.FastTransform({length})] public static double[] M(").Replace("public static Complex[] M(", $"[Twiddle.FastTransform({length})] public static Complex[] M(").Replace("public static void M(", $"[Twiddle.FastTransform({length})] public static void M(")}\n}}";
            var (_, generated, failures) = GeneratedAssembly.Generate(source);
            Assert.Empty(failures);
            Assert.True(generated.Length == 0, $"{trap} at length {length} was derived:\n{generated}");
            var diagnostic = Assert.Single(await GeneratedAssembly.Analyze(source));
            Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
            if (id is not null && length == 8) Assert.Equal(id, diagnostic.Id);
            var text = diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);
            if (place is not null && length == 8) Assert.Equal(place, text);
        }
    }

    /// <summary>What the summary of loops has no word for is refused at large lengths, never guessed.</summary>
    [Theory]
    [InlineData("slip: remainder by another modulus")]
    [InlineData("slip: half of an integer division")]
    [InlineData("slip: the input scaled instead of the sum")]
    [InlineData("slip: sum not reset")]
    [InlineData("two arrays that change places")]
    public async Task What_cannot_be_summarised_is_refused_at_large_lengths(string name)
    {
        var source = "using System; using System.Numerics;\npublic static partial class C\n{\n[Twiddle.FastTransform(200)]\n" + Reading.Idioms.All[name].Source + "\n}";
        var (_, generated, failures) = GeneratedAssembly.Generate(source);
        Assert.Empty(failures);
        Assert.Empty(generated);
        Assert.Single(await GeneratedAssembly.Analyze(source));
    }

    [Theory]
    [InlineData("var rows = new double[x.Length][]; for (int k = 0; k < x.Length; k++) { rows[k] = new double[1]; rows[k][0] = x[k]; } var y = new double[x.Length]; for (int k = 0; k < x.Length; k++) y[k] = rows[k][0]; return y;")]
    [InlineData("double[] last = null; for (int k = 0; k < x.Length; k++) { last = new double[x.Length]; for (int n = 0; n < x.Length; n++) last[n] = x[n] * k; } return last;")]
    public void Arrays_made_in_a_summarised_loop_are_not_taken_for_empty(string body)
    {
        var source = $"using System;\npublic static partial class C\n{{\n[Twiddle.FastTransform(200)] public static double[] M(double[] x) {{ {body} }}\n}}";
        var (_, generated, failures) = GeneratedAssembly.Generate(source);
        Assert.Empty(failures);
        Assert.Empty(generated);
    }

    /// <summary>n / 2 moves on with every other iteration only; what is stored under it has no counter of its own. Found by random methods.</summary>
    [Theory]
    [InlineData("for (int k = 0; k < x.Length; k++) y[k >> 1] += x[k];")]
    [InlineData("for (int k = 0; k < x.Length; k++) y[k / 3] = x[x.Length - 1 - k];")]
    [InlineData("for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[x.Length - 1 - n / 2] = x[n] * k;")]
    [InlineData("for (int k = 0; k < x.Length; k++) foreach (var v in x) y[k / 2] = v;")]
    public async Task Results_under_a_quotient_of_the_counter_are_refused_where_loops_are_summarised(string loops)
    {
        var source = $"using System;\npublic static partial class C\n{{\n[Twiddle.FastTransform(2000)] public static double[] M(double[] x) {{ var y = new double[x.Length]; {loops} return y; }}\n}}";
        var (_, generated, failures) = GeneratedAssembly.Generate(source);
        Assert.Empty(failures);
        Assert.Empty(generated);
        Assert.Equal("TWD047", Assert.Single(await GeneratedAssembly.Analyze(source)).Id);
    }

    [Fact]
    public async Task An_index_product_beyond_int_is_refused_and_not_repaired()
    {
        const string Source = """
            using System; using System.Numerics;
            public static partial class C
            {
                [Twiddle.FastTransform(65536)]
                public static Complex[] M(Complex[] x)
                {
                    var y = new Complex[x.Length];
                    for (int k = 0; k < x.Length; k++)
                        for (int n = 0; n < x.Length; n++)
                            y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * (k * n) / x.Length);
                    return y;
                }
            }
            """;
        var diagnostic = Assert.Single(await GeneratedAssembly.Analyze(Source));
        Assert.Equal("TWD030", diagnostic.Id);
        Assert.Contains("k * n", diagnostic.GetMessage());
    }
}
