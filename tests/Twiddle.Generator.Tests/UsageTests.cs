using Microsoft.CodeAnalysis;

namespace Twiddle.Generator.Tests;

/// <summary>Uses of the attribute that are not in order: the analyzer says what is wrong, and the generator keeps silent.</summary>
public class UsageTests
{
    private const string Body = "{ var y = new double[x.Length]; for (int i = 0; i < x.Length; i++) y[i] = x[x.Length - 1 - i]; return y; }";

    private static string In(string members, string type = "static partial class C") => type + " { " + members.Replace("BODY", Body) + " }";

    private static async Task Reports(string text, params string[] ids)
    {
        var compilation = Sources.Compile(text);
        var generated = Sources.Generate(compilation, out _);
        var reported = await Sources.Analyze(compilation);
        Assert.Equal(ids, reported.Select(diagnostic => diagnostic.Id).Order());
        Assert.All(reported, diagnostic => Assert.True(diagnostic.Location.IsInSource));
        if (ids.Length > 0) Assert.Empty(generated);
    }

    [Theory]
    [InlineData("FastTransform(4)")]
    [InlineData("FastTransform(1)")]
    [InlineData("FastTransform(4, 8, Name = \"Reverse\")")]
    [InlineData("FastTransform(Shape = new[] { 4 })")]
    [InlineData("Twiddle.FastTransformAttribute(4)")]
    public async Task GoodUses(string attribute)
    {
        var text = In($"[{attribute}] public static double[] NaiveReverse(double[] x) BODY");
        await Reports(text);
        Assert.Single(Sources.Generate(Sources.Compile(text), out _));
    }

    [Theory]
    [InlineData("FastTransform(0)", "TWD001")]
    [InlineData("FastTransform(-4)", "TWD001")]
    [InlineData("FastTransform(1048577)", "TWD001")]
    [InlineData("FastTransform(4, 1 << 30)", "TWD001")]
    [InlineData("FastTransform(Shape = new[] { 4, 0 })", "TWD001")]
    [InlineData("FastTransform(4, Shape = new[] { 4 })", "TWD002")]
    [InlineData("FastTransform(4, 8, 4)", "TWD003")]
    [InlineData("FastTransform(4, Name = \"\")", "TWD010")]
    [InlineData("FastTransform(4, Name = \"1st\")", "TWD010")]
    [InlineData("FastTransform(4, Name = \"class\")", "TWD010")]
    [InlineData("FastTransform(4, Name = \"Taken\")", "TWD009")]
    [InlineData("FastTransform(4, Name = \"Used\")", "TWD009")]
    [InlineData("FastTransform(4, Name = \"Viewed\")", "TWD009")]
    [InlineData("FastTransform(4, Name = \"C\")", "TWD009")]
    [InlineData("FastTransform(4, Of = \"Used\")", "TWD008")]
    [InlineData("FastTransform(\"4\")", null)]
    [InlineData("FastTransform(4, Nme = 3)", null)]
    public Task Attributes(string attribute, string? id) => Reports(
        In($"[{attribute}] public static double[] Naive(double[] x) BODY static int Taken; static void Used(double[] y) {{ }} static void Viewed(ReadOnlySpan<double> a, Span<double> b) {{ }}"),
        id is null ? [] : [id]);

    [Theory]
    [InlineData("static class C", "TWD004")]
    [InlineData("struct C", "TWD004")]
    [InlineData("partial interface C", "TWD006")]
    [InlineData("file partial class C", "TWD006")]
    [InlineData("class Outer { public static partial class C", "TWD004")]
    public Task ContainingTypes(string type, string id) => Reports(
        In("[FastTransform(4)] static double[] Naive(double[] x) BODY", type) + (type.StartsWith("class Outer", StringComparison.Ordinal) ? " }" : ""),
        id);

    [Theory]
    [InlineData("[FastTransform(4)] static double[] Naive<T>(double[] x) BODY", "TWD005")]
    [InlineData("[FastTransform(4)] static async System.Threading.Tasks.Task Naive(double[] x) { await System.Threading.Tasks.Task.Yield(); }", "TWD006")]
    [InlineData("[FastTransform(4)] static IEnumerator<double> Naive(double[] x) { yield return x[0]; }", "TWD006")]
    [InlineData("[FastTransform(4)] static extern void Naive(double[] x);", "TWD006")]
    [InlineData("[FastTransform(4)] static unsafe void Naive(double* x) { }", "TWD006")]
    [InlineData("[FastTransform(4)] static ref double Naive(double[] x) => ref x[0];", "TWD006")]
    [InlineData("[FastTransform(4)] static double[] Naive(params double[] x) BODY", "TWD006")]
    [InlineData("[FastTransform(4)] static double Naive(R x) => 0; ref struct R { }", "TWD006")]
    [InlineData("[FastTransform(4)] public static C operator +(C a, C b) => a;", "TWD006")]
    [InlineData("static int P { [FastTransform(4)] get => 1; }", "TWD006")]
    [InlineData("static void F() { L(null); [FastTransform(4)] static void L(double[] x) { } }", "TWD006")]
    [InlineData("static void F() { var l = [FastTransform(4)] (double[] x) => x; }", "TWD006")]
    [InlineData("[FastTransform(4)] static partial void Fast(double[] x);", "TWD008")]
    [InlineData("[FastTransform(4, Of = nameof(N))] static partial void Fast(double[] x); static partial void Fast(double[] x) { } static void N(double[] x) { }", "TWD008")]
    [InlineData("[FastTransform(4, Of = \"N\", Name = \"B\")] private static partial double[] Fast(double[] x); static double[] N(double[] x) => x;", "TWD008")]
    [InlineData("[FastTransform(4, Of = \"Nothing\")] private static partial double[] Fast(double[] x);", "TWD007")]
    [InlineData("[FastTransform(4, Of = \"Fast\")] private static partial double[] Fast(double[] x);", "TWD007")]
    [InlineData("[FastTransform(4, Of = \"N\")] private static partial double[] Fast(double[] x); static void N(int a) { } static void N() { }", "TWD007")]
    [InlineData("[FastTransform(4, Of = \"N\")] private static partial double[] Fast(double[] x); double[] N(double[] x) => x;", "TWD007")]
    [InlineData("[FastTransform(4, Of = \"N\")] private static partial double[] Fast(double[] x); static extern double[] N(double[] x);", "TWD007")]
    public Task Methods(string members, string id) => Reports(In(members, "partial class C"), id);

    [Fact]
    public Task AbstractMethods() => Reports("abstract partial class C { [FastTransform(4)] public abstract double[] Naive(double[] x); }", "TWD006");

    [Fact]
    public Task TypeParametersOfTheType() => Reports("partial class C<T> { [FastTransform(4)] public static T[] Naive(T[] x) => x; }", "TWD005");

    [Fact]
    public Task TwoMethodsWithTheSameSibling() => Reports(
        In("[FastTransform(4)] static double[] NaiveDct(double[] x) BODY [FastTransform(4)] static double[] SlowDct(double[] x) BODY"),
        "TWD009", "TWD009");

    [Fact]
    public async Task OverloadsCanShareASiblingName()
    {
        var text = In("[FastTransform(4)] static double[] NaiveDct(double[] x) BODY [FastTransform(4)] static float[] NaiveDct(float[] x) { var y = new float[4]; for (int i = 0; i < 4; i++) y[i] = x[3 - i]; return y; }");
        await Reports(text);
        Assert.Equal(2, Sources.Generate(Sources.Compile(text), out _).Length);
    }

    [Fact]
    public async Task APartialMethodIsImplemented()
    {
        var text = In("public static double[] Naive(double[] x) BODY [FastTransform(4, Of = nameof(Naive))] internal static partial double[] Fast(double[] data);");
        await Reports(text);
        var compilation = Sources.Compile(text);
        Sources.Driver().RunGeneratorsAndUpdateCompilation(compilation, out var complete, out _);
        Assert.Empty(complete.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }
}
