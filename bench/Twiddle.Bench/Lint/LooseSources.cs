using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Twiddle.Bench.Lint;

/// <summary>
/// C# files without a project as one compilation against the framework's reference assemblies. What other libraries would have brought is
/// missing: such expressions have no type, and rules must live with that, as they do in an editor while somebody types.
/// </summary>
internal static class LooseSources
{
    /// <summary>What the SDK brings into scope by itself, since sources may rely on it.</summary>
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly string[] BuildFolders = ["bin", "obj", ".git"];

    private static readonly CSharpParseOptions ParseOptions = new(
        LanguageVersion.Latest,
        DocumentationMode.Parse,
        preprocessorSymbols: ["NET", "NETCOREAPP", "NET10_0", .. Enumerable.Range(5, 6).Select(version => $"NET{version}_0_OR_GREATER"), "TRACE", "RELEASE"]);

    /// <summary>The C# files among and under the given files and folders, in the order of their paths, without what a build has made.</summary>
    public static IReadOnlyList<string> Files(IEnumerable<FileSystemInfo> paths) =>
        [.. paths.SelectMany(Under).Select(path => path.Replace('\\', '/')).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The files as one compilation.</summary>
    public static CSharpCompilation Compile(IEnumerable<string> files, CancellationToken cancellation) =>
        Compile(files.Select(file => (file, ReadText(file))), cancellation);

    /// <summary>Texts with their paths as one compilation.</summary>
    public static CSharpCompilation Compile(IEnumerable<(string Path, SourceText Text)> sources, CancellationToken cancellation)
    {
        var trees = sources
            .Select(source => CSharpSyntaxTree.ParseText(source.Text, ParseOptions, source.Path, cancellation))
            .Append(CSharpSyntaxTree.ParseText(ImplicitUsings, ParseOptions, "ImplicitUsings.g.cs", cancellationToken: cancellation));
        return CSharpCompilation.Create(
            "Loose",
            trees,
            [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(FastTransformAttribute).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static SourceText ReadText(string file)
    {
        using var stream = File.OpenRead(file);
        return SourceText.From(stream);
    }

    private static IEnumerable<string> Under(FileSystemInfo path)
    {
        if (path is not DirectoryInfo folder) return [path.ToString()];
        var nested = folder.EnumerateDirectories().Where(child => !BuildFolders.Contains(child.Name) && child.LinkTarget is null);
        var files = folder.EnumerateFiles("*.cs").Select(file => Path.Join(folder.ToString(), file.Name));
        return files.Concat(nested.SelectMany(child => Under(new DirectoryInfo(Path.Join(folder.ToString(), child.Name)))));
    }
}
