using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Twiddle.Compiler.Emission;
using Twiddle.Generator.Targets;
using Twiddle.Generator.Usage;

namespace Twiddle.Generator.Tests;

/// <summary>What emission is told of the place that generated code goes to.</summary>
public class TargetTests
{
    private static EmissionTarget Target(string text, string method = "Naive")
    {
        var compilation = Sources.Compile(text);
        var symbol = compilation.GetSymbolsWithName(method, SymbolFilter.Member).OfType<IMethodSymbol>().Single();
        var (candidate, problems) = Candidate.Of(symbol, TransformUsage.AttributeOf(symbol)!, compilation, default);
        Assert.Empty(problems);
        return candidate!.Request.Target;
    }

    private static MethodSignature Signature(string method) => Target($"partial class C {{ [FastTransform(4)] {method} }}").Naive;

    [Theory]
    [InlineData("NaiveDft", "FastDft")]
    [InlineData("SlowDft", "FastDft")]
    [InlineData("DirectDft", "FastDft")]
    [InlineData("Dft", "FastDft")]
    [InlineData("Directory", "FastDirectory")]
    [InlineData("Naive", "Fast")]
    [InlineData("Slow2D", "Fast2D")]
    [InlineData("NaiveSlowDft", "FastSlowDft")]
    public void Names(string naive, string generated) => Assert.Equal(generated, GeneratedName.For(naive));

    [Theory]
    [InlineData("static partial class C", "static partial class C")]
    [InlineData("public sealed partial record C", "partial record C")]
    [InlineData("readonly partial record struct C", "readonly partial record struct C")]
    [InlineData("partial struct C", "partial struct C")]
    [InlineData("ref partial struct C", "ref partial struct C")]
    [InlineData("partial class @class", "partial class @class")]
    [InlineData("partial class C<T, @in> where T : class", "partial class C<T, @in>")]
    public void Containers(string declaration, string repeated) => Assert.Equal(
        [repeated],
        Target($"{declaration} {{ [FastTransform(4)] static double[] Naive(double[] x) => x; }}").Containers.Select(container => container.Declaration));

    [Fact]
    public void NestingAndNamespaces()
    {
        var target = Target("namespace A.@event { partial class Outer { static partial class Inner { [FastTransform(4)] static double[] Naive(double[] x) => x; } } }");
        Assert.Equal("A.@event", target.Namespace);
        Assert.Equal(["partial class Outer", "static partial class Inner"], target.Containers.Select(container => container.Declaration));
    }

    [Theory]
    [InlineData("public static double[] Naive(double[] x) => x;", "public static")]
    [InlineData("double[] Naive(double[] x) => x;", "private")]
    [InlineData("protected internal virtual double[] Naive(double[] x) => x;", "protected internal")]
    [InlineData("private protected static unsafe double[] Naive(double[] x) => x;", "private protected static")]
    public void Modifiers(string method, string modifiers) => Assert.Equal(modifiers, Signature(method).Modifiers);

    [Fact]
    public void APartialMethodKeepsTheModifiersAsWritten()
    {
        const string Text = """
            static partial class C
            {
                static double[] Slow(double[] x) => x;
                [FastTransform(4, Of = nameof(Slow))] static partial void Naive(this double[] x, Span<double> y);
            }
            """;
        var target = Target(Text);
        Assert.Equal("static", target.Partial!.Modifiers);
        Assert.True(target.Partial.IsExtension);
        Assert.Equal("Naive", target.GeneratedName);
        Assert.Equal(("Slow", "private static"), (target.Naive.Name, target.Naive.Modifiers));
    }

    [Theory]
    [InlineData("Complex[] x", "global::System.Numerics.Complex[] x", "Naive(System.Numerics.Complex[])")]
    [InlineData("double[,] @in", "double[,] @in", "Naive(double[,])")]
    [InlineData("in ReadOnlySpan<float> x, ref int n", "global::System.ReadOnlySpan<float> x|int n", "Naive(in System.ReadOnlySpan{float}, ref int)")]
    [InlineData("(double re, double im)[] x", "(double re, double im)[] x", "Naive(System.ValueTuple{double, double}[])")]
    [InlineData("double[] x, double scale = 0.1", "double[] x|double scale = 1000000000000000055511151231257827021181583404541015625e-55d", "Naive(double[], double)")]
    [InlineData("double[] x, bool inverse = true, int n = -3, Day day = Day.B", "double[] x|bool inverse = true|int n = -3|global::Day day = (global::Day)(1)", null)]
    [InlineData("double[] x, double[] w = null, float f = float.NaN, char c = 'x'", "double[] x|double[] w = default|float f = float.NaN|char c = 'x'", null)]
    public void Parameters(string parameters, string expected, string? cref)
    {
        var signature = Target($"enum Day {{ A, B }} partial class C {{ [FastTransform(4)] static void Naive({parameters}) {{ }} }}").Naive;
        Assert.Equal(expected, string.Join("|", signature.Parameters.Select(parameter =>
            $"{parameter.TypeText} {parameter.Name}{(parameter.DefaultText is { } text ? " = " + text : "")}")));
        if (cref is not null) Assert.Equal(cref, signature.DocumentationId);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(-1e300)]
    [InlineData(5e-324)]
    [InlineData(1.0 / 3)]
    [InlineData(12345678)]
    public void DefaultsAreReadBackAsTheSameNumber(double value)
    {
        var text = Signature($"static void Naive(double[] x, double d = {value:R}) {{ }}").Parameters[1].DefaultText!;
        var read = CSharpCompilation.Create("t", [CSharpSyntaxTree.ParseText($"class C {{ const double D = {text}; }}")], Sources.Compile().References)
            .GetSymbolsWithName("D").OfType<IFieldSymbol>().Single().ConstantValue;
        Assert.Equal(value, read);
    }

    [Fact]
    public void WhatTheProjectOffers()
    {
        var language = Target("partial class C { [FastTransform(4)] static double[] Naive(double[] x) => x; }").Language;
        Assert.Equal(new LanguageFeatures(120, HasSpan: true, HasArrayPool: true, HasMathF: true, HasAggressiveOptimization: true, AllowsUnsafe: true) { HasThreadPool = true, HasVector256 = true }, language);
        var old = LanguageFeaturesOf.Project(Sources.Compile(), new CSharpParseOptions(LanguageVersion.CSharp7_3));
        Assert.Equal((73, false), (old.Version, old.HasVector256));
    }
}
