using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Twiddle.Bench.Lint.Cost;

/// <summary>What analyzers take, as the driver itself measures it, on one thread.</summary>
internal static class AnalyzerTime
{
    private const int Rounds = 3;

    /// <summary>The best time over the sources; each round has a compilation of its own, so that nothing is known before.</summary>
    public static async Task<TimeSpan> Of(IReadOnlyList<(string Path, SourceText Text)> sources, DiagnosticAnalyzer analyzer, CancellationToken cancellation)
    {
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var run = Prepare(LooseSources.Compile(sources, cancellation), analyzer);
            _ = await run.GetAnalysisResultAsync(cancellation);
            var time = (await run.GetAnalyzerTelemetryInfoAsync(analyzer, cancellation)).ExecutionTime;
            if (time < best) best = time;
        }

        return best;
    }

    private static CompilationWithAnalyzers Prepare(CSharpCompilation compilation, DiagnosticAnalyzer analyzer) =>
        LintRun.WithAllRules(compilation, [analyzer]).WithAnalyzers(
            [analyzer], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
}
