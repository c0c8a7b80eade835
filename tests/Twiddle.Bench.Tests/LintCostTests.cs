using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Twiddle.Bench.Lint;
using Twiddle.Bench.Lint.Cost;
using Twiddle.Generator.Analyzers.Recomputation;

namespace Twiddle.Bench.Tests;

public class LintCostTests
{
    public static TheoryData<string> Habits => new(Habit.All.Concat(Habit.OfTransforms).Select(habit => habit.Rule));

    [Theory]
    [MemberData(nameof(Habits))]
    public async Task A_habit_triggers_its_rule_and_the_mended_code_does_not(string rule)
    {
        var habit = Habit.All.Concat(Habit.OfTransforms).Single(habit => habit.Rule == rule);
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
    public void The_project_of_real_code_is_whole_copies_that_compile()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Join(folder.FullName, "A.cs"), "using Real.Parts;\nnamespace Real;\npublic class A : B;\n");
            File.WriteAllText(Path.Join(folder.FullName, "B.cs"), "namespace Real.Parts;\npublic class B { public Real.A? Other; }\n");
            var files = RepeatedProject.Files(LooseSources.Files([folder]), 20);
            Assert.Equal(6, files.Count);
            Assert.DoesNotContain(LooseSources.Compile(files, CancellationToken.None).GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error && d.Id != "CS5001");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Allocations_are_counted()
    {
        var source = Habit.Repeat("y[0] = Math.Abs(x[0]);", 10);
        Assert.InRange(RuleAllocation.Of([source], new Wasteful(), CancellationToken.None), 10 * 1000, 10 * 1100);
    }

    /// <summary>The least object has 24 bytes, so one for each method would be seen; what a rule keeps once is not counted against it.</summary>
    [Fact]
    public void No_rule_allocates_on_methods_without_loops()
    {
        var source = Habit.Repeat(OrdinaryProject.LooplessBody, 200);
        foreach (var rule in RecomputationRule.CreateAll())
        {
            var bytes = RuleAllocation.Of([source], rule, CancellationToken.None);
            Assert.True(bytes < 200 * 24, $"{rule.Descriptor.Id}: {bytes} bytes for 200 methods");
        }
    }

    private static async Task<IReadOnlyList<string>> RulesIn(params (string, SourceText)[] sources) =>
        [.. (await LintRun.Find(LooseSources.Compile(sources, CancellationToken.None), ShippedAnalyzers.Create(), CancellationToken.None)).Select(finding => finding.Rule.Id)];

    /// <summary>Allocates a kilobyte for each call that it is shown.</summary>
    private sealed class Wasteful() : RecomputationRule(new("T2", "Title", "Message", "Tests", DiagnosticSeverity.Info, true), OperationKind.Invocation)
    {
        private static byte[] last = [];

        private protected override Twiddle.Generator.Analyzers.Recomputation.Finding? Find(IOperation operation, RuleContext context)
        {
            Interlocked.Exchange(ref last, new byte[1000]);
            return null;
        }
    }
}
