using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Twiddle.Generator;
using Twiddle.Generator.Analyzers;
using Twiddle.Generator.Analyzers.Recomputation;

namespace Twiddle.Bench.Lint;

/// <summary>All analyzers of the generator's assembly, found as a compiler finds them: by their attribute.</summary>
internal static class ShippedAnalyzers
{
    /// <summary>New instances, in the order of their names: an analyzer may keep nothing between compilations, but a measurement should not rely on it.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Create() =>
        typeof(TransformGenerator).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is { } attribute && attribute.Languages.Contains(LanguageNames.CSharp))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
            .ToImmutableArray();

    /// <summary>The same with an analyzer of its own for each rule about ordinary code, to measure one by one.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> CreateOneByOne() =>
        [.. Create().Where(analyzer => analyzer is not RecomputationAnalyzer), .. RecomputationRule.CreateAll().Select(rule => new RecomputationAnalyzer([rule]))];

    /// <summary>All rules, each once, in the order of their numbers.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Rules(IEnumerable<DiagnosticAnalyzer> analyzers) =>
        analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).DistinctBy(rule => rule.Id).OrderBy(rule => rule.Id, StringComparer.Ordinal).ToImmutableArray();
}
