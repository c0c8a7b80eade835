using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Twiddle.Bench.Commands;
using Twiddle.Bench.Lint;

namespace Twiddle.Bench.Tests;

public sealed class LintTests : IDisposable
{
    /// <summary>The type is not partial: TWD004 at the attribute in line 8.</summary>
    private const string Misuse = """
        using Twiddle;
        using NoSuch.Library;

        namespace Signals;

        internal static class Spectrum
        {
            [FastTransform(8)]
            public static double[] NaiveSums(double[] x) => x;

            public static Unknown Draw(Picture picture) => picture.Draw(new Thing<int>(), NaiveSums([1]));
        }
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lint");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_finding_comes_with_its_place_among_missing_types()
    {
        Write("Signals/Spectrum.cs", Misuse);
        var (exit, lines) = Lint(folder.FullName);
        Assert.Equal(0, exit);
        Assert.StartsWith($"{folder.FullName}/Signals/Spectrum.cs(8,6): TWD004: ", lines[0].Replace('\\', '/'), StringComparison.Ordinal);
        Assert.Contains("1 findings in 1 files", lines);
        Assert.Contains(lines, line => line.StartsWith("| TWD004 | 1 |", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_can_be_given_by_itself()
    {
        Write("Clean.cs", "Console.WriteLine(string.Join(' ', args));");
        Write("Spectrum.cs", Misuse);
        Assert.Contains("0 findings in 1 files", Lint(Path.Join(folder.FullName, "Clean.cs")).Lines);
        Assert.Contains("1 findings in 2 files", Lint(folder.FullName).Lines);
    }

    [Theory]
    [InlineData("obj/Spectrum.cs")]
    [InlineData("Library/bin/Release/Spectrum.cs")]
    [InlineData("Spectrum.vb")]
    public void What_a_build_made_is_not_read(string path)
    {
        Write(path, Misuse);
        Assert.Contains("0 findings in 0 files", Lint(folder.FullName).Lines);
    }

    [Fact]
    public void Rules_can_be_chosen()
    {
        Write("Spectrum.cs", Misuse);
        Assert.Contains("0 findings in 1 files", Lint(folder.FullName, "--rules", "TWD001").Lines);
        Assert.Contains("1 findings in 1 files", Lint(folder.FullName, "--rules", "TWD001", "TWD004").Lines);
    }

    [Fact]
    public void Sarif_has_the_findings_and_the_pages_of_the_rules()
    {
        Write("My signals.cs", Misuse);
        var file = Path.Join(folder.FullName, "findings.sarif");
        Assert.Equal(0, Lint(folder.FullName, "--sarif", file).Exit);

        using var log = JsonDocument.Parse(File.ReadAllText(file));
        Assert.Equal("2.1.0", log.RootElement.GetProperty("version").GetString());
        var run = log.RootElement.GetProperty("runs")[0];
        var result = run.GetProperty("results")[0];
        Assert.Equal("TWD004", result.GetProperty("ruleId").GetString());
        Assert.Equal("error", result.GetProperty("level").GetString());
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal(8, place.GetProperty("region").GetProperty("startLine").GetInt32());
        Assert.EndsWith("/My%20signals.cs", place.GetProperty("artifactLocation").GetProperty("uri").GetString(), StringComparison.Ordinal);
        var rule = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Single(r => r.GetProperty("id").GetString() == "TWD004");
        Assert.EndsWith("/docs/rules/TWD004.md", rule.GetProperty("helpUri").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_is_not_there_is_refused() => Assert.NotEmpty(LintCommand.Create().Parse(["no-such-folder"]).Errors);

    [Fact]
    public async Task An_analyzer_that_throws_is_a_finding()
    {
        var findings = await LintRun.Find(CSharpCompilation.Create("Empty"), [new Throwing()], CancellationToken.None);
        Assert.Equal(LintRun.AnalyzerFailed, Assert.Single(findings).Rule.Id);
    }

    private void Write(string path, string text)
    {
        var file = new FileInfo(Path.Join(folder.FullName, path));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, text);
    }

    private static (int Exit, string[] Lines) Lint(params string[] arguments)
    {
        using var output = new StringWriter();
        var exit = LintCommand.Create().Parse(arguments).Invoke(new InvocationConfiguration { Output = output });
        return (exit, output.ToString().Split('\n').Select(line => line.TrimEnd('\r')).ToArray());
    }

#pragma warning disable RS1001 // An analyzer for this test only, which must not be found by its attribute.
    private sealed class Throwing : DiagnosticAnalyzer
#pragma warning restore RS1001
    {
        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [new("T1", "Title", "Message", "Tests", DiagnosticSeverity.Warning, true)];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterCompilationAction(_ => throw new InvalidOperationException("on purpose"));
        }
    }
}
