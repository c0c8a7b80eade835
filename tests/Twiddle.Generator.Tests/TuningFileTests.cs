using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Twiddle.Generator.Tests;

/// <summary>The file of choices as part of the pipeline: it changes what is generated, and only where its meaning changes.</summary>
public class TuningFileTests
{
    private const string Source = """
        public static partial class Spectrum
        {
            [FastTransform(256)]
            public static Complex[] NaiveDft(Complex[] x)
            {
                var y = new Complex[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
                return y;
            }
        }
        """;

    private const string Choice = """{ "format": 1, "plans": [ { "precision": "double", "lanes": 4, "length": 256, "radices": [16, 4, 4] } ] }""";

    private static readonly Lazy<string> Default = new(() => Run(null).Text);

    [Fact]
    public void AChoiceIsTaken()
    {
        var (text, diagnostics) = Run(Choice);
        Assert.Empty(diagnostics);
        Assert.NotEqual(Default.Value, text);
        // The table of the first pass on vectors of 256 bits.
        Assert.Contains("TransformTables.Twiddles16By16On4Lanes", text);
        Assert.DoesNotContain("TransformTables.Twiddles16By16On4Lanes", Default.Value);
    }

    [Fact]
    public void AWidthCanBeLeftOut()
    {
        var (text, _) = Run("""{ "format": 1, "plans": [ { "precision": "double", "lanes": 8, "length": 256, "radices": [] } ] }""");
        Assert.Contains("Vectors512>(", Default.Value);
        Assert.DoesNotContain("Vectors512>(", text);
        Assert.Contains("Vectors256>(", text);
    }

    [Theory]
    [InlineData("{ \"format\": 1, \"plans\": [] }", 0)]
    [InlineData("{ \"format\": 1, \"plans\": [ { \"precision\": \"float\", \"lanes\": 4, \"length\": 256, \"radices\": [16, 4, 4] } ] }", 0)]
    [InlineData("{ \"format\": 1,\n  \"plans\": [ { \"precision\": \"double\", \"lanes\": 4, \"length\": 256, \"radices\": [16, 16, 4] } ] }", 1)]
    [InlineData("not json", 1)]
    [InlineData("", 1)]
    public void WithoutAChoiceTheDefaultsHoldByteForByte(string file, int warnings)
    {
        var (text, diagnostics) = Run(file);
        Assert.Equal(Default.Value, text);
        Assert.Equal(warnings, diagnostics.Length);
        Assert.All(diagnostics, d => Assert.Equal(("TWD011", DiagnosticSeverity.Warning, "twiddle.tuning.json"), (d.Id, d.Severity, Path.GetFileName(d.Location.GetLineSpan().Path))));
        if (file.Contains('\n')) Assert.Equal(1, diagnostics[0].Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public void OtherFilesAreNotRead() => Assert.Empty(Run("not json", "other.json").Diagnostics);

    [Fact]
    public void OnlyWhatItMeansReachesTheMethods()
    {
        var compilation = Sources.Compile(Source.Replace("256", "4"));
        var file = new File("/p/twiddle.tuning.json", Choice);
        var driver = Sources.Driver().AddAdditionalTexts([file]).RunGenerators(compilation);
        driver = driver.ReplaceAdditionalText(file, new File("/p/twiddle.tuning.json", "\n" + Choice)).RunGenerators(compilation);
        var result = driver.GetRunResult().Results[0];
        Assert.All(result.TrackedSteps[StepNames.Tuning].SelectMany(s => s.Outputs), o => Assert.Contains(o.Reason, new[] { IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged }));
    }

    private static (string Text, ImmutableArray<Diagnostic> Diagnostics) Run(string? file, string name = "twiddle.tuning.json")
    {
        GeneratorDriver driver = Sources.Driver();
        if (file is not null) driver = driver.AddAdditionalTexts([new File("/project/" + name, file)]);
        var result = driver.RunGenerators(Sources.Compile(Source)).GetRunResult();
        Assert.Null(result.Results[0].Exception);
        // The method's own file, and that of its tables.
        Assert.Equal(2, result.GeneratedTrees.Length);
        return (string.Join("\n", result.GeneratedTrees), result.Diagnostics);
    }

    private sealed class File(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
