using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Twiddle.Generator.Analyzers;

namespace Twiddle.Generator.Tests;

/// <summary>Compiles snippets the way a user's project would.</summary>
internal static class Sources
{
    private static readonly ImmutableArray<MetadataReference> References =
        [.. Net80.References.All, MetadataReference.CreateFromFile(typeof(FastTransformAttribute).Assembly.Location)];

    private const string Usings = "using System; using System.Collections.Generic; using System.Linq; using System.Numerics; using Twiddle;\n";

    public static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp12);

    /// <summary>A file with the usual usings.</summary>
    public static SyntaxTree File(string text, string path = "Test.cs") => CSharpSyntaxTree.ParseText(Usings + text, Options, path);

    public static CSharpCompilation Compile(params string[] texts) => Compile(texts.Select((text, i) => File(text, $"Test{i}.cs")));

    public static CSharpCompilation Compile(IEnumerable<SyntaxTree> trees) =>
        CSharpCompilation.Create("Test", trees, References, new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));

    public static CSharpGeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new TransformGenerator().AsSourceGenerator()],
        parseOptions: Options,
        driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>What the generator makes of a compilation, as texts in order.</summary>
    public static string[] Generate(Compilation compilation, out ImmutableArray<Diagnostic> diagnostics)
    {
        var result = Driver().RunGenerators(compilation).GetRunResult();
        diagnostics = result.Diagnostics;
        Assert.Null(result.Results[0].Exception);
        return [.. result.GeneratedTrees.Select(tree => tree.FilePath + "\n" + tree)];
    }

    /// <summary>What generator and analyzer together say of a compilation.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Analyze(Compilation compilation)
    {
        Driver().RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var reported);
        Exception? crash = null;
        var options = new CompilationWithAnalyzersOptions(new([]), (failure, _, _) => crash = failure, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var diagnostics = await new CompilationWithAnalyzers(generated, [new FastTransformAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
        Assert.Null(crash);
        return reported.AddRange(diagnostics);
    }
}
