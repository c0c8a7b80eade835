using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Twiddle.Generator.Analyzers.Recomputation;
using Twiddle.Generator.Analyzers.Values;

namespace Twiddle.Generator.Analyzers;

/// <summary>
/// Asks all rules about ordinary code. One analyzer for all: the compiler's own work for an analyzer (looking through every operation of every method for
/// the kinds that it wants) is more than that of a rule which has nothing to say.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RecomputationAnalyzer : DiagnosticAnalyzer
{
    private readonly ImmutableArray<RecomputationRule> rules;

    /// <summary>The analyzer with all rules, as compilers create it.</summary>
    public RecomputationAnalyzer() : this(RecomputationRule.CreateAll())
    {
    }

    /// <summary>The analyzer with some of the rules, to test or to measure them.</summary>
    internal RecomputationAnalyzer(ImmutableArray<RecomputationRule> rules)
    {
        this.rules = rules;
        SupportedDiagnostics = rules.Select(rule => rule.Descriptor).Append(RecomputationRules.RuleFailed).ToImmutableArray();
    }

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var wanted = rules.Where(rule => !IsOff(rule.Descriptor, start.Compilation.Options)).ToImmutableArray();
            var methods = PureMethods.In(start.Compilation);
            var failed = new ConcurrentDictionary<string, Exception>(StringComparer.Ordinal);
            foreach (var kind in wanted.SelectMany(rule => rule.Kinds).Distinct())
            {
                var interested = wanted.Where(rule => rule.Kinds.Contains(kind)).ToImmutableArray();
                start.RegisterOperationAction(at => Analyze(at, interested, methods, failed), kind);
            }
        });
    }

    /// <summary>Whether the whole compilation does without a rule: the compiler would drop its findings, but not save the work.</summary>
    private static bool IsOff(DiagnosticDescriptor rule, CompilationOptions options) =>
        options.SpecificDiagnosticOptions.TryGetValue(rule.Id, out var report) && report == ReportDiagnostic.Suppress;

    /// <summary>Asks one rule after the other. One that fails is told of once in a compilation, and keeps none of the others from being asked.</summary>
    private static void Analyze(
        OperationAnalysisContext at, ImmutableArray<RecomputationRule> interested, PureMethods methods, ConcurrentDictionary<string, Exception> failed)
    {
        var context = new RuleContext(methods, at.Options, at.Operation.Syntax.SyntaxTree, at.CancellationToken);
        foreach (var rule in interested)
        {
            try
            {
                if (rule.FindingAt(at.Operation, context) is not { } finding) continue;

                // The specification of a transform stays as it is written: it is not what runs. That holds for all rules.
                if (Places.IsSpecification(at.ContainingSymbol)) return;
                at.ReportDiagnostic(Diagnostic.Create(rule.Descriptor, finding.Location, finding.Arguments));
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                if (failed.TryAdd(rule.Descriptor.Id, failure))
                    at.ReportDiagnostic(Diagnostic.Create(RecomputationRules.RuleFailed, at.Operation.Syntax.GetLocation(), rule.Descriptor.Id, Failure.Summary(failure)));
            }
        }
    }
}
