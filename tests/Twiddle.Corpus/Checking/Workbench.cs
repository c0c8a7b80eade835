using System.Collections.Immutable;
using System.Reflection;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Twiddle.Generator;
using Twiddle.Generator.Analyzers;
using Twiddle.Generator.Lowering;
using Twiddle.Generator.Usage;

namespace Twiddle.Corpus.Checking;

/// <summary>Annotated source files as the compiler sees them: with the generator's output, its diagnostics, and the assembly they make.</summary>
internal sealed class Workbench
{
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.Linq; global using System.Numerics;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest);

    private static readonly ImmutableArray<MetadataReference> References =
        [.. Net80.References.All, MetadataReference.CreateFromFile(typeof(FastTransformAttribute).Assembly.Location)];

    private Workbench(CSharpCompilation compilation) => Compilation = compilation;

    /// <summary>The user's side: what the generator and the analyzer get.</summary>
    public CSharpCompilation Compilation { get; }

    public static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, Parsing, path);

    public static Workbench Of(IEnumerable<SyntaxTree> trees) => new(CSharpCompilation.Create(
        "corpus" + Guid.NewGuid().ToString("N"),
        [Parse(Usings, "Usings.cs"), .. trees],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true)));

    /// <summary>The methods with the attribute.</summary>
    public IEnumerable<IMethodSymbol> Annotated() =>
        from tree in Compilation.SyntaxTrees
        let model = Compilation.GetSemanticModel(tree)
        from declaration in tree.GetRoot().DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.MethodDeclarationSyntax>()
        where declaration.AttributeLists.Any(list => list.Attributes.Any(a => a.Name.ToString().EndsWith("FastTransform", StringComparison.Ordinal)))
        let symbol = model.GetDeclaredSymbol(declaration)
        where symbol is not null && TransformUsage.AttributeOf(symbol) is not null
        select symbol;

    /// <summary>What the analyzer says of one method.</summary>
    public ImmutableArray<Diagnostic> Diagnose(IMethodSymbol method, CancellationToken cancellation) =>
        MethodDiagnostics.Of(method, TransformUsage.AttributeOf(method)!, Compilation, cancellation);

    /// <summary>The request that the generator makes of a method, and its program; null where the code does not compile.</summary>
    public Candidate? CandidateOf(IMethodSymbol method, CancellationToken cancellation) =>
        Candidate.Of(method, TransformUsage.AttributeOf(method)!, Compilation, cancellation).Candidate;

    public LoweredMethod Lower(IMethodSymbol method, CancellationToken cancellation) => MethodLowering.Lower(method, Compilation, cancellation);

    /// <summary>What fails when code is generated of all annotated methods: the generator itself, or the compiler at what was generated.</summary>
    public IReadOnlyList<Diagnostic> FailuresOfGeneration(CancellationToken cancellation)
    {
        var (output, reported) = Generate(cancellation);
        return
        [
            .. reported.Where(d => d.Severity == DiagnosticSeverity.Error),
            .. output.SyntaxTrees.Except(Compilation.SyntaxTrees)
                .SelectMany(tree => output.GetSemanticModel(tree).GetDiagnostics(cancellationToken: cancellation))
                .Where(d => d.Severity == DiagnosticSeverity.Error),
        ];
    }

    private (Compilation Output, ImmutableArray<Diagnostic> Reported) Generate(CancellationToken cancellation)
    {
        CSharpGeneratorDriver.Create([new TransformGenerator().AsSourceGenerator()], parseOptions: Parsing)
            .RunGeneratorsAndUpdateCompilation(Compilation, out var output, out var reported, cancellation);
        return (output, reported);
    }

    /// <summary>Generates, compiles and loads; the errors where that fails.</summary>
    public (Assembly? Assembly, IReadOnlyList<Diagnostic> Errors) Load()
    {
        var (output, reported) = Generate(CancellationToken.None);
        using var image = new MemoryStream();
        var result = output.Emit(image);
        var errors = reported.Concat(result.Diagnostics).Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        return (result.Success ? Assembly.Load(image.ToArray()) : null, errors);
    }
}
