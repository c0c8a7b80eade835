using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Twiddle.Generator;

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

    /// <summary>All rules, each once, in the order of their numbers.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Rules(IEnumerable<DiagnosticAnalyzer> analyzers) =>
        analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).DistinctBy(rule => rule.Id).OrderBy(rule => rule.Id, StringComparer.Ordinal).ToImmutableArray();
}
