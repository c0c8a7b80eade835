using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Twiddle.Bench.Lint.Cost;

/// <summary>
/// Asks for the same events as the rules do and does nothing with them: what any analyzer of operations costs, most of all the second binding of
/// each method.
/// </summary>
#pragma warning disable RS1001 // Without the attribute by which compilers find analyzers: it is only for measuring.
internal sealed class EmptyAnalyzer : DiagnosticAnalyzer
#pragma warning restore RS1001
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [new("EMPTY", "Nothing", "Nothing", "Measuring", DiagnosticSeverity.Info, true)];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterOperationAction(static _ => { }, OperationKind.Invocation, OperationKind.Binary, OperationKind.Loop);
    }
}
