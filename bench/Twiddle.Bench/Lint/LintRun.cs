using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Twiddle.Bench.Lint;

/// <summary>Runs analyzers over a compilation, whatever the severity of their rules, and whether or not these are on by default.</summary>
internal static class LintRun
{
    /// <summary>How the compiler reports an analyzer that threw.</summary>
    public const string AnalyzerFailed = "AD0001";

    /// <summary>All findings in the order of their places.</summary>
    public static async Task<ImmutableArray<Finding>> Find(CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, CancellationToken cancellation)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var diagnostics = await WithAllRules(compilation, analyzers).WithAnalyzers(analyzers, options).GetAnalyzerDiagnosticsAsync(cancellation);
        return [.. diagnostics.Select(Finding.Of).OrderBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Line).ThenBy(finding => finding.Column)
            .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal)];
    }

    /// <summary>The compilation with every rule switched on.</summary>
    public static CSharpCompilation WithAllRules(CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var off = ShippedAnalyzers.Rules(analyzers).Where(rule => !rule.IsEnabledByDefault).ToDictionary(rule => rule.Id, _ => ReportDiagnostic.Info);
        return compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(off));
    }
}
