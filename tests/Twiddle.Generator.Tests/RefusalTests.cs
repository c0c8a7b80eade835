using Microsoft.CodeAnalysis;

namespace Twiddle.Generator.Tests;

/// <summary>Bodies of every bad kind: the worst that may happen is a diagnostic.</summary>
public class RefusalTests
{
    private static string Method(string body, string members = "") =>
        $"static partial class C {{ [FastTransform(8)] static double[] Naive(double[] x) {{ {body} }} {members} }}";

    [Theory]
    [InlineData("return new[] { Environment.TickCount + x[0] };", "the property 'Environment.TickCount'", "Environment.TickCount")]
    [InlineData("foreach (var v in x) Console.WriteLine(v); return x;", "a call to 'Console.WriteLine', whose body is not in this project", "Console.WriteLine(v)")]
    [InlineData("try { return x; } finally { }", "a 'try' block", "try { return x; } finally { }")]
    [InlineData("return x.OrderBy(v => v).ToArray();", null, null)]
    [InlineData("goto a; a: return x;", "a 'goto'", "goto a;")]
    public async Task ARefusalIsAtTheExpression(string body, string? reason, string? place)
    {
        var compilation = Sources.Compile(Method(body));
        Assert.Empty(Sources.Generate(compilation, out var failures));
        Assert.Empty(failures);

        var diagnostic = Assert.Single(await Sources.Analyze(compilation));
        Assert.Equal(place is not null && place.StartsWith("Console", StringComparison.Ordinal) ? "TWD024" : "TWD020", diagnostic.Id);
        if (reason is null) return;
        Assert.Contains(reason, diagnostic.GetMessage());
        Assert.Equal(place, diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("for (;;) x[0] = 1;")]
    [InlineData("return Naive(x);")]
    [InlineData("return A(x);", "static double[] A(double[] x) => B(x); static double[] B(double[] x) => A(x);")]
    [InlineData("throw new Exception();")]
    [InlineData("throw null;")]
    [InlineData("return null;")]
    [InlineData("return x;")]
    [InlineData("return new double[0];")]
    [InlineData("return new double[-1];")]
    [InlineData("return new double[int.MaxValue];")]
    [InlineData("return new[] { x[100] };")]
    [InlineData("return new[] { x[0] * x[1] };")]
    [InlineData("return new[] { x[0] / 0 };")]
    [InlineData("return new[] { 1.0 / (1 - 1.0) };")]
    [InlineData("return new[] { (double)(int.MaxValue + x.Length) };")]
    [InlineData("return new[] { A };", "static readonly double A = B; static readonly double B = A;")]
    [InlineData("return new[] { 1e999999999 };")]
    [InlineData("return new[] { 1e300 * 1e300 };")]
    [InlineData("return new[] { double.NaN };")]
    [InlineData("return unknown;")]
    [InlineData("return x +;")]
    [InlineData("return x[0];")]
    [InlineData("int i; return new[] { x[i] };")]
    [InlineData("")]
    [InlineData("return (double[])(object)\"text\";")]
    [InlineData("return F();", "static double[] F() { while (true) F(); }")]
    [InlineData("return F<double>(x);", "static T[] F<T>(T[] x) => x;")]
    [InlineData("dynamic d = x; return d;")]
    [InlineData("var (a, (b, c)) = (1, (2, 3)); return new double[] { a, b, c };")]
    [InlineData("return x switch { [var a, ..] => new[] { a }, _ => x };")]
    [InlineData("return x is { Length: 3 } y ? y : x;")]
    [InlineData("Span<double> s = stackalloc[] { 1.0 }; return s.ToArray();")]
    [InlineData("return [.. x];")]
    [InlineData("int[] t = [1, 2]; return [t[0], x[0]];")]
    [InlineData("string s = $\"{x[0]}\"; return x;")]
    [InlineData("unsafe { fixed (double* p = x) return new[] { *p }; }")]
    [InlineData("Func<double[]> f = () => x; return f();")]
    [InlineData("Func<double[]> f = null; f = () => f(); return f();")]
    [InlineData("double[] L() => L(); return L();")]
    [InlineData("var t = (x, x); t.Item1[0] = 3; return t.x;")]
    [InlineData("x ??= new double[8]; return x;")]
    [InlineData("return x?.Length > 3 ? x : null;")]
    [InlineData("using var e = new System.IO.MemoryStream(); return x;")]
    [InlineData("foreach (var (a, b) in new[] { (1, 2) }) { } return x;")]
    [InlineData("return new S { A = { B = 3 } }.C;", "struct S { public T A; public double[] C; } class T { public int B; }")]
    [InlineData("return new S().C;", "struct S { public S[] A; public double[] C; }")]
    [InlineData("return new P(x).Get();", "readonly struct P(double[] a) { public double[] Get() => a; }")]
    [InlineData("return new List<double>(x).ToArray();")]
    [InlineData("return (from v in x select v).ToArray();")]
    [InlineData("decimal d = 1.5m; return new[] { (double)(d * d) };")]
    [InlineData("nint n = 3; return new[] { (double)n };")]
    [InlineData("int? n = 3; return new[] { (double)(n + 1) };")]
    [InlineData("ref double r = ref x[0]; r = 3; return x;")]
    [InlineData("return await System.Threading.Tasks.Task.FromResult(x);")]
    public async Task NothingIsEverThrown(string body, string members = "")
    {
        var compilation = Sources.Compile(Method(body, members));
        Sources.Generate(compilation, out var failures);
        Assert.DoesNotContain(failures, failure => failure.Id == "TWD090");
        Assert.DoesNotContain(await Sources.Analyze(compilation), diagnostic => diagnostic.Id is "TWD090" or "AD0001");
    }

    [Theory]
    [InlineData("return unknown;")]
    [InlineData("return x +;")]
    [InlineData("return Math.Sin(\"x\");")]
    [InlineData("return x[0]")]
    public async Task WhereTheCompilerComplainsNothingIsAdded(string body)
    {
        var compilation = Sources.Compile(Method(body));
        Assert.Empty(Sources.Generate(compilation, out _));
        Assert.Empty(await Sources.Analyze(compilation));
    }

    [Fact]
    public async Task ARefusalInAHelperIsReportedThere()
    {
        var compilation = Sources.Compile(
            "static partial class C { [FastTransform(8)] static double[] Naive(double[] x) => Helper.Do(x); }",
            "static class Helper { public static double[] Do(double[] x) { lock (x) return x; } }");
        var diagnostic = Assert.Single(await Sources.Analyze(compilation));
        Assert.Equal("Test1.cs", diagnostic.Location.SourceTree!.FilePath);
    }

    /// <summary>Generators do not see each other's output, nor their own: what is generated cannot be a part of what is read.</summary>
    [Fact]
    public async Task AGeneratedMethodIsNotFollowed()
    {
        const string Text = """
            static partial class C
            {
                [FastTransform(8)] static double[] NaiveInner(double[] x) { var y = new double[8]; for (int i = 0; i < 8; i++) y[i] = x[7 - i]; return y; }
                [FastTransform(8)] static double[] NaiveOuter(double[] x) => FastInner(x);
            }
            """;
        var compilation = Sources.Compile(Text);
        Assert.Single(Sources.Generate(compilation, out _));
        var diagnostic = Assert.Single(await Sources.Analyze(compilation));
        Assert.Contains("a call to 'C.FastInner', which is generated", diagnostic.GetMessage());
        Assert.Equal("Test0.cs", diagnostic.Location.SourceTree!.FilePath);
    }

    /// <summary>The compiler stops at a partial method without implementation, before any analyzer: the reason must not be lost.</summary>
    [Fact]
    public void ARefusedPartialMethodIsReportedByTheGenerator()
    {
        var text = Method("var y = new double[8]; for (int i = 0; i < 8; i++) y[i] = x[i] > 0 ? x[i] : 0; return y;")
            .Replace("[FastTransform(8)]", "").Replace("static partial class C {", "static partial class C { [FastTransform(8, Of = nameof(Naive))] public static partial double[] Fast(double[] x);");
        Assert.Empty(Sources.Generate(Sources.Compile(text), out var reported));
        var diagnostic = Assert.Single(reported);
        Assert.Equal("TWD022", diagnostic.Id);
        Assert.Equal("x[i] > 0", diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
    }

    [Fact]
    public async Task APragmaSuppresses()
    {
        var text = Method("\n#pragma warning disable TWD024\nConsole.WriteLine(); return x;\n#pragma warning restore TWD024\n");
        var reported = await Sources.Analyze(Sources.Compile(text));
        Assert.DoesNotContain(reported, diagnostic => !diagnostic.IsSuppressed);
    }
}
