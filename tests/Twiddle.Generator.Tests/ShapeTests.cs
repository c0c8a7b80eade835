using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace Twiddle.Generator.Tests;

/// <summary>
/// The shape of generated files, whole, as a user would read them: a change of wording or layout shows here, and is looked at. What the code means
/// is tested by running it, elsewhere.
/// </summary>
public class ShapeTests
{
    private const string Butterfly = """
        using Twiddle;

        namespace App;

        public static partial class Signals
        {
            [FastTransform(2)]
            public static double[] NaiveSums(double[] x)
            {
                var y = new double[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += (k & n) == 0 ? x[n] : -x[n];
                return y;
            }
        }
        """;

    private const string Partial = """
        using System;
        using Twiddle;

        internal partial record Filter
        {
            private static void Slow(ReadOnlySpan<float> x, Span<float> y)
            {
                for (int k = 0; k < 3; k++)
                {
                    float sum = 0;
                    for (int n = 0; n < 3; n++) sum += x[n] * MathF.Cos(2 * MathF.PI * k * n / 3);
                    y[k] = sum;
                }
            }

            [FastTransform(3, Of = nameof(Slow))]
            private static partial void Quick(ReadOnlySpan<float> x, Span<float> y);
        }
        """;

    [Theory]
    [InlineData("Butterfly", Butterfly, "App.Signals.NaiveSums-")]
    [InlineData("Partial", Partial, "Filter.Quick-")]
    public async Task The_generated_file_has_this_shape(string name, string source, string hint)
    {
        var expected = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Shapes", name + ".g.cs"));
        var hintName = Sources.Driver().RunGenerators(Sources.Compile([Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(source, Sources.Options)]))
            .GetRunResult().Results[0].GeneratedSources.Single().HintName;
        Assert.StartsWith(hint, hintName, StringComparison.Ordinal);
        var test = new CSharpSourceGeneratorTest<TransformGenerator, DefaultVerifier>
        {
            ReferenceAssemblies = new ReferenceAssemblies("net8.0"),
            TestState = { Sources = { source }, GeneratedSources = { (typeof(TransformGenerator), hintName, expected) } },
            CompilerDiagnostics = CompilerDiagnostics.Warnings,
            DisabledDiagnostics = { "CS1591" },
        };
        test.TestState.AdditionalReferences.AddRange(Net80.References.All);
        test.TestState.AdditionalReferences.Add(typeof(FastTransformAttribute).Assembly);
        await test.RunAsync();
    }
}
