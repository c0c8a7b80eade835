using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Twiddle.Generator.Analyzers.Recomputation;

namespace Twiddle.Bench.Lint;

/// <summary>All rules about ordinary code over any C# files: whatever they refer to besides the framework may be missing.</summary>
internal static class FolderLint
{
    /// <summary>What an SDK project adds to every file.</summary>
    private const string GlobalUsings = """
        global using global::System;
        global using global::System.Collections.Generic;
        global using global::System.IO;
        global using global::System.Linq;
        global using global::System.Threading;
        global using global::System.Threading.Tasks;
        """;

    public static ImmutableArray<DiagnosticAnalyzer> Rules { get; } =
    [
        .. typeof(RecomputationRule).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(RecomputationRule)) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>The C# files under the paths, without what was built.</summary>
    public static IReadOnlyList<string> FilesUnder(IEnumerable<string> paths) =>
    [
        .. paths.SelectMany(path => File.Exists(path) ? [path] : Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or ".git"))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    public static CSharpCompilation Compile(IEnumerable<string> files)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var trees = files.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file))
            .Append(CSharpSyntaxTree.ParseText(GlobalUsings, options, "GlobalUsings.g.cs"));
        return CSharpCompilation.Create("Lint", trees, Framework(), new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }

    /// <summary>All findings, in the order of files and lines; a rule that fails is a finding too.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Find(CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> rules, CancellationToken cancellation)
    {
        var diagnostics = await compilation.WithAnalyzers(rules).GetAnalyzerDiagnosticsAsync(cancellation);
        return [.. diagnostics.OrderBy(finding => finding.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(finding => finding.Location.SourceSpan.Start)];
    }

    private static IEnumerable<MetadataReference> Framework()
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetDirectoryName(file) == folder)
            .Append(typeof(FastTransformAttribute).Assembly.Location)
            .Select(file => MetadataReference.CreateFromFile(file));
    }
}
