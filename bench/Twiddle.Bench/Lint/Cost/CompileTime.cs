using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Twiddle.Bench.Lint.Cost;

/// <summary>Processor time of a compilation, and of analyzers over it: medians of interleaved rounds, over all threads.</summary>
/// <param name="Compilation">Parsing, binding and emitting.</param>
/// <param name="Empty">What an analyzer that does nothing adds.</param>
/// <param name="Rules">What all rules add to that.</param>
internal sealed record CompileTime(TimeSpan Compilation, TimeSpan Empty, TimeSpan Rules)
{
    private const int Rounds = 9;

    public double Share => Rules / Compilation;

    public static async Task<CompileTime> Of(IReadOnlyList<(string Path, SourceText Text)> files, CancellationToken cancellation)
    {
        var compiling = new List<TimeSpan>();
        var empty = new List<TimeSpan>();
        var rules = new List<TimeSpan>();
        for (var round = -1; round < Rounds; round++)
        {
            var compile = await Time(() => Task.FromResult(Emit(files, cancellation)));
            var nothing = await Time(() => Analyze(files, [new EmptyAnalyzer()], cancellation));
            var all = await Time(() => Analyze(files, [new EmptyAnalyzer(), .. ShippedAnalyzers.Create()], cancellation));

            // The first round is for the JIT.
            if (round < 0) continue;
            compiling.Add(compile);
            empty.Add(nothing);
            rules.Add(all - nothing);
        }

        return new(Median(compiling), Median(empty), Median(rules));
    }

    private static Task<AnalysisResult> Analyze(IReadOnlyList<(string Path, SourceText Text)> files, ImmutableArray<DiagnosticAnalyzer> analyzers, CancellationToken cancellation) =>
        Library(files, cancellation)
            .WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false))
            .GetAnalysisResultAsync(cancellation);

    /// <summary>A compilation with errors would stop half-way.</summary>
    private static bool Emit(IReadOnlyList<(string Path, SourceText Text)> files, CancellationToken cancellation)
    {
        var result = Library(files, cancellation).Emit(Stream.Null, cancellationToken: cancellation);
        return result.Success ? true : throw new InvalidDataException($"The sources do not compile: {result.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)}");
    }

    private static CSharpCompilation Library(IReadOnlyList<(string Path, SourceText Text)> files, CancellationToken cancellation)
    {
        var compilation = LooseSources.Compile(files, cancellation);
        return compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.DynamicallyLinkedLibrary));
    }

    private static async Task<TimeSpan> Time<T>(Func<Task<T>> action)
    {
        GC.Collect();
        var before = Environment.CpuUsage.TotalTime;
        _ = await action();
        return Environment.CpuUsage.TotalTime - before;
    }

    private static TimeSpan Median(IEnumerable<TimeSpan> times) => times.Order().ElementAt(Rounds / 2);
}
