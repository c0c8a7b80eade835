using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Twiddle.CodeFixes.Tests.Harness;
using Twiddle.Generator.Analyzers;
using Twiddle.Generator.Analyzers.Recomputation;

namespace Twiddle.CodeFixes.Tests.Surroundings;

/// <summary>A rule that fails is told of once, and all others go on.</summary>
public class FailingRuleTests
{
    private const string Source = """
        using System;
        class C
        {
            static double F(double a) => Math.Sin(a) * Math.Cos(a);
            static double G(double a) => Math.Sin(a) + Math.Cos(a);
        }
        """;

    [Fact]
    public async Task OthersGoOn()
    {
        var findings = await FindingsAsync(new InvalidOperationException("two\nlines"));
        Assert.Equal(["TWD091", "TWD104", "TWD104"], findings.Select(finding => finding.Id).Order(StringComparer.Ordinal));
        var failure = findings.Single(finding => finding.Id == "TWD091");
        Assert.Equal("The rule TWD102 failed here, and says nothing of this place: InvalidOperationException: two lines", failure.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(DiagnosticSeverity.Warning, failure.Severity);
    }

    /// <summary>Who cancels wants no more answers, and no complaint.</summary>
    [Fact]
    public async Task BeingCancelledIsNoFailure()
    {
        using var cancelling = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FindingsAsync(new OperationCanceledException(cancelling.Token), cancelling));
    }

    private static async Task<ImmutableArray<Diagnostic>> FindingsAsync(Exception failure, CancellationTokenSource? cancelling = null)
    {
        var analyzer = new RecomputationAnalyzer([new Failing(failure, cancelling), new SinCosPair()]);
        var compilation = CSharpCompilation.Create("C", [CSharpSyntaxTree.ParseText(Source)], FrameworkReferences.All, new(OutputKind.DynamicallyLinkedLibrary));
        return await compilation.WithAnalyzers([analyzer]).GetAnalyzerDiagnosticsAsync(cancelling?.Token ?? default);
    }

    /// <summary>Under the name of one that there is, asked before all others.</summary>
    private sealed class Failing(Exception failure, CancellationTokenSource? cancelling)
        : RecomputationRule(CreateAll().Single(rule => rule.Descriptor.Id == "TWD102").Descriptor, OperationKind.Invocation)
    {
        private protected override Finding? Find(IOperation operation, RuleContext context)
        {
            cancelling?.Cancel();
            throw failure;
        }
    }
}
