using Microsoft.CodeAnalysis;

namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary>Uses of data from outside that must be refused, each at its place and for its reason.</summary>
public class DataTrapTests
{
    private const string Loops = "for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) ";
    private const string Cosine = "Math.Cos(2 * Math.PI * k * n / x.Length)";

    [Theory]
    [InlineData("a counter in a field, which the loops use", "TWD024", "calls",
        "int calls; [Fast] public double[] M(double[] x) { var y = new double[x.Length]; " + Loops + "y[k] += x[n] * ++calls * " + Cosine + "; return y; }")]
    [InlineData("a real factor in a field", "TWD025", "gain",
        "public double gain; [Fast] public double[] M(double[] x) { var y = new double[x.Length]; " + Loops + "y[k] += gain * x[n] * " + Cosine + "; return y; }")]
    [InlineData("a window in a field", "TWD021", null,
        "public double[] window; [Fast] public double[] M(double[] x) { var y = new double[x.Length]; " + Loops + "y[k] += window[n] * x[n] * " + Cosine + "; return y; }")]
    [InlineData("a stored argument", "TWD024", null,
        "double[] last; [Fast] public double[] M(double[] x) { var y = new double[x.Length]; " + Loops + "{ last = x; y[k] += x[n] * " + Cosine + "; } return y; }")]
    [InlineData("two objects that may be one", "TWD024", null,
        "class S { public double[] Data; } [Fast] public void M(S a, S b) { var x = a.Data; " + Loops + "{ b.Data = new double[x.Length]; b.Data[k] += x[n] * " + Cosine + "; } }")]
    [InlineData("a private field of another class", "TWD020", "data",
        "class S { private double[] data; public double[] Get() => data; } [Fast] public double[] M(S s) { var x = s.Get(); var y = new double[x.Length]; " + Loops + "y[k] += x[n] * " + Cosine + "; return y; }")]
    [InlineData("a list that is read and added to", "TWD020", null,
        "[Fast] public void M(List<double> x) { int n = x.Count; for (int k = 0; k < n; k++) x.Add(x[k] * 2); }")]
    [InlineData("a row put into the caller's array", "TWD020", "x[0] = new double[x.Length]",
        "[Fast] public void M(double[][] x) { x[0] = new double[x.Length]; }")]
    [InlineData("the same array twice", "TWD020", null,
        "[Fast] public (double[], double[]) M(double[] x) { var y = new double[x.Length]; " + Loops + "y[k] += x[n] * " + Cosine + "; return (y, y); }")]
    [InlineData("a virtual property", "TWD020", "Samples",
        "public virtual double[] Samples => null; [Fast] public double[] M(double[] x) { var y = new double[x.Length]; " + Loops + "y[k] += Samples[n] * " + Cosine + "; return y; }")]
    [InlineData("a flag that is set", "TWD024", null,
        "bool busy; [Fast] public double[] M(double[] x) { var y = new double[x.Length]; " + Loops + "{ busy = true; y[k] += x[n] * " + Cosine + "; } return y; }")]
    [InlineData("a call of the user's inside the loops", "TWD020", "report(-1)",
        "[Fast] public double[] M(double[] x, Action<int> report) { report(-1); var y = new double[x.Length]; for (int k = 0; k < x.Length; k++) { report(k); for (int n = 0; n < x.Length; n++) y[k] += x[n] * " + Cosine + "; } return y; }")]
    [InlineData("loops on a span that may be a part of an array", "TWD024", "Console.Out.Flush()",
        "[Fast] public void M(double[] x) { Console.Out.Flush(); var y = x.AsSpan(); " + Loops + "y[k] += x[n] * " + Cosine + "; }")]
    [InlineData("loops that are left", "TWD024", "GC.Collect()",
        "[Fast] public double[] M(double[] x) { GC.Collect(); var y = new double[x.Length]; for (int k = 0; k < x.Length; k++) { for (int n = 0; n < x.Length; n++) y[k] += x[n] * " + Cosine + "; if (x.Length == 8) return null; } return y; }")]
    public async Task A_trap_is_refused_at_its_place(string trap, string id, string? place, string members)
    {
        var source = "using System; using System.Collections.Generic; using System.Numerics;\npublic partial class C\n{\n" + members.Replace("[Fast]", "[Twiddle.FastTransform(8)]") + "\n}";
        var (_, generated, failures) = GeneratedAssembly.Generate(source);
        Assert.Empty(failures);
        Assert.True(generated.Length == 0, $"{trap} was derived:\n{generated}");
        var diagnostic = Assert.Single(await GeneratedAssembly.Analyze(source));
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.True(id == diagnostic.Id, diagnostic.ToString());
        var text = diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);
        if (place is not null) Assert.Equal(place, text);
    }
}
