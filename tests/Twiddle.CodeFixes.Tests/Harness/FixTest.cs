using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Twiddle.Generator.Analyzers;
using Twiddle.Generator.Analyzers.Recomputation;

namespace Twiddle.CodeFixes.Tests.Harness;

/// <summary>A fix test against .NET 8 and the attributes, in C# 12.</summary>
internal sealed class FixTest<TRule, TFixer> : CSharpCodeFixTest<RecomputationAnalyzer, TFixer, DefaultVerifier>
    where TRule : RecomputationRule, new()
    where TFixer : CodeFixProvider, new()
{
    public FixTest()
    {
        // The references are in a package: nothing is to be downloaded.
        ReferenceAssemblies = new ReferenceAssemblies("net8.0");
        TestState.AdditionalReferences.AddRange(FrameworkReferences.All);
    }

    /// <summary>The rule alone.</summary>
    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => [new RecomputationAnalyzer([new TRule()])];

    /// <summary>What the marks mean: the rule's own finding.</summary>
    protected override DiagnosticDescriptor GetDefaultDiagnostic(DiagnosticAnalyzer[] analyzers) => new TRule().Descriptor;

    protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    protected override CompilationOptions CreateCompilationOptions() => new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true);
}

/// <summary>.NET 8 and the attributes.</summary>
internal static class FrameworkReferences
{
    public static ImmutableArray<MetadataReference> All { get; } =
        [.. Net80.References.All, MetadataReference.CreateFromFile(typeof(FastTransformAttribute).Assembly.Location)];
}
