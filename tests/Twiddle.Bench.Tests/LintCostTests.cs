using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Twiddle.Bench.Lint;
using Twiddle.Bench.Lint.Cost;

namespace Twiddle.Bench.Tests;

public class LintCostTests
{
    public static TheoryData<string> Habits => new(Habit.All.Select(habit => habit.Rule));

    [Theory]
    [MemberData(nameof(Habits))]
    public async Task A_habit_triggers_its_rule_and_the_mended_code_does_not(string rule)
    {
        var habit = Habit.All.Single(habit => habit.Rule == rule);
        Assert.Contains(rule, await RulesIn(Habit.Repeat(habit.Recomputed, 1)));
        Assert.DoesNotContain(rule, await RulesIn(Habit.Repeat(habit.Mended, 1)));
    }

    [Fact]
    public async Task Ordinary_files_and_methods_without_loops_compile_and_trigger_nothing()
    {
        var sources = OrdinaryProject.OrdinaryFiles(2).Append(Habit.Repeat(OrdinaryProject.LooplessBody, 2)).ToArray();
        var errors = LooseSources.Compile(sources, CancellationToken.None).GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && d.Id != "CS5001");
        Assert.Empty(errors);
        Assert.Empty(await RulesIn(sources));
    }

    [Fact]
    public void The_project_has_its_size_and_compiles()
    {
        var files = OrdinaryProject.Files(2000);
        Assert.InRange(files.Sum(file => file.Text.Lines.Count), 2000, 2500);
        Assert.DoesNotContain(LooseSources.Compile(files, CancellationToken.None).GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error && d.Id != "CS5001");
    }

    [Fact]
    public async Task Allocations_of_actions_are_counted()
    {
        var source = Habit.Repeat("y[0] = Math.Abs(x[0]);", 10);
        Assert.Equal(0, await AnalyzerTime.AllocatedBytes([source], new EmptyAnalyzer(), CancellationToken.None));
        Assert.InRange(await AnalyzerTime.AllocatedBytes([source], new Wasteful(), CancellationToken.None), 10 * 1000, 10 * 1100);
    }

    /// <summary>The least object has 24 bytes, so one for each method would be seen; what a rule keeps once is not counted against it.</summary>
    [Fact]
    public async Task No_rule_allocates_on_methods_without_loops()
    {
        var source = Habit.Repeat(OrdinaryProject.LooplessBody, 200);
        foreach (var analyzer in ShippedAnalyzers.CreateOneByOne())
        {
            var bytes = await AnalyzerTime.AllocatedBytes([source], analyzer, CancellationToken.None);
            Assert.True(bytes < 200 * 24, $"{string.Join(", ", analyzer.SupportedDiagnostics.Select(rule => rule.Id).Take(2))}: {bytes} bytes for 200 methods");
        }
    }

    private static async Task<IReadOnlyList<string>> RulesIn(params (string, SourceText)[] sources) =>
        [.. (await LintRun.Find(LooseSources.Compile(sources, CancellationToken.None), ShippedAnalyzers.Create(), CancellationToken.None)).Select(finding => finding.Rule.Id)];

    /// <summary>Allocates a kilobyte at each call that it is shown.</summary>
#pragma warning disable RS1001 // Only for this test, not to be found by an attribute.
    private sealed class Wasteful : DiagnosticAnalyzer
#pragma warning restore RS1001
    {
        private static byte[] last = [];

        public override System.Collections.Immutable.ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
            [new("T2", "Title", "Message", "Tests", DiagnosticSeverity.Info, true)];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterCompilationStartAction(start => start.RegisterOperationAction(_ => Interlocked.Exchange(ref last, new byte[1000]), OperationKind.Invocation));
        }
    }
}
