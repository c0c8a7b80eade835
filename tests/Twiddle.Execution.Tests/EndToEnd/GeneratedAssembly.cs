using System.Reflection;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Twiddle.Generator;
using Twiddle.Generator.Analyzers;

namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary>A user's source file, compiled with the generator as the compiler would, every warning an error, and loaded.</summary>
internal static class GeneratedAssembly
{
    private static readonly MetadataReference[] References = [.. Net80.References.All, MetadataReference.CreateFromFile(typeof(FastTransformAttribute).Assembly.Location)];

    /// <summary>Compiles and loads; fails the test with the generated text where anything is reported.</summary>
    public static (Assembly Assembly, string Generated) Load(string source, LanguageVersion version = LanguageVersion.Latest, bool allowsUnsafe = false)
    {
        var (compilation, generated, diagnostics) = Generate(source, version, allowsUnsafe);
        if (generated.Length == 0) diagnostics = Analyze(source).GetAwaiter().GetResult();
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        var problems = diagnostics.Concat(result.Diagnostics).Where(d => d.Severity >= DiagnosticSeverity.Warning && !IsTolerated(d)).ToList();
        Assert.True(problems.Count == 0, string.Join("\n", problems.Take(20)) + "\n" + Numbered(generated));
        return (Assembly.Load(image.ToArray()), generated);
    }

    /// <summary>Runs the generator and gives what it reports and writes.</summary>
    public static (Compilation Compilation, string Generated, IReadOnlyList<Diagnostic> Diagnostics) Generate(
        string source, LanguageVersion version = LanguageVersion.Latest, bool allowsUnsafe = false)
    {
        var options = new CSharpParseOptions(version);
        var tree = CSharpSyntaxTree.ParseText(source, options, "User.cs");
        var compilation = CSharpCompilation.Create("user" + Guid.NewGuid().ToString("N"), [tree], References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, warningLevel: 9999, allowUnsafe: allowsUnsafe));
        CSharpGeneratorDriver.Create([new TransformGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        var generated = string.Join("\n", output.SyntaxTrees.Where(t => t != tree).Select(t => t.ToString()));
        return (output, generated, diagnostics);
    }

    /// <summary>What the analyzer reports on a source file.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Analyze(string source)
    {
        var (compilation, _, generator) = Generate(source);
        var analysis = compilation.WithAnalyzers([new FastTransformAnalyzer()]);
        return [.. generator, .. await analysis.GetAnalyzerDiagnosticsAsync()];
    }

    /// <summary>The naive methods stand alone in these sources: what they leave unused is not the point.</summary>
    private static bool IsTolerated(Diagnostic diagnostic) => diagnostic.Location.SourceTree?.FilePath == "User.cs" && diagnostic.Severity == DiagnosticSeverity.Warning;

    private static string Numbered(string text) => string.Join("\n", text.Split('\n').Select((line, i) => $"{i + 1,5} {line}"));
}
