using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Twiddle.CodeFixes.Tests.Harness;
using Twiddle.Generator.Analyzers;
using Twiddle.Generator.Analyzers.Recomputation;

namespace Twiddle.CodeFixes.Tests.Surroundings;

/// <summary>A solution with one rule at work in it, and the fixes that an editor would offer.</summary>
internal sealed class Workplace(string rule)
{
    private static readonly ImmutableArray<CodeFixProvider> Fixers = [.. typeof(RecomputationFixer).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(type)).Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    private readonly CodeFixProvider fixer = Fixers.Single(fixer => fixer.FixableDiagnosticIds.Contains(rule));
    private readonly RecomputationAnalyzer analyzer = new([RecomputationRule.CreateAll().Single(candidate => candidate.Descriptor.Id == rule)]);

    public static Solution Open(Specimen specimen, Surrounding surrounding)
    {
        var options = new CSharpCompilationOptions(surrounding.Kind, checkOverflow: surrounding.IsChecked, allowUnsafe: true, nullableContextOptions: surrounding.Nullable);
        var project = new AdhocWorkspace().AddProject("Signals", LanguageNames.CSharp)
            .WithCompilationOptions(options).WithParseOptions(new CSharpParseOptions(LanguageVersion.CSharp12)).WithMetadataReferences(FrameworkReferences.All);
        var number = 0;
        foreach (var file in surrounding.Files(specimen)!) project = project.AddDocument($"File{++number}.cs", SourceText.From(file), filePath: $"/File{number}.cs").Project;
        if (surrounding.Options is { } lines)
            project = project.AddAnalyzerConfigDocument(".editorconfig", SourceText.From("root = true\n[*.cs]\n" + lines(specimen)), filePath: "/.editorconfig").Project;
        if (surrounding.VisualBasic is not { } basic) return project.Solution;
        return project.Solution.AddProject("Basic", "Basic", LanguageNames.VisualBasic).WithMetadataReferences(FrameworkReferences.All)
            .WithCompilationOptions(new Microsoft.CodeAnalysis.VisualBasic.VisualBasicCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .AddProjectReference(new(project.Id)).AddDocument("File.vb", SourceText.From(basic(specimen))).Project.Solution;
    }

    /// <summary>What the rule reports, in the order of files and of their text.</summary>
    public async Task<ImmutableArray<Diagnostic>> FindingsAsync(Project project)
    {
        if (project.Language != LanguageNames.CSharp) return [];
        var compilation = (await project.GetCompilationAsync())!.WithAnalyzers([analyzer], project.AnalyzerOptions);
        var findings = await compilation.GetAnalyzerDiagnosticsAsync();
        Assert.All(findings, finding => Assert.Equal(rule, finding.Id));
        return [.. findings.OrderBy(finding => finding.Location.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(finding => finding.Location.SourceSpan.Start)];
    }

    /// <summary>The solution with the first finding that can be fixed mended, or null if there is none.</summary>
    /// <param name="solution">The solution.</param>
    /// <param name="isIn">Whether to mend what is found in a document.</param>
    public async Task<Solution?> WithOneFixedAsync(Solution solution, Func<Document, bool> isIn)
    {
        foreach (var project in solution.Projects)
        {
            foreach (var finding in await FindingsAsync(project))
            {
                var document = solution.GetDocument(finding.Location.SourceTree)!;
                if (!isIn(document)) continue;
                var actions = new List<CodeAction>();
                await fixer.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => actions.Add(action), default));
                if (actions.SingleOrDefault(action => action.EquivalenceKey == rule) is { } action) return await ChangedAsync(action);
            }
        }

        return null;
    }

    /// <summary>The solution after Fix All, or null where that is not offered.</summary>
    public Task<Solution?> WithAllFixedAsync(Document document, FixAllScope scope) => WithAllFixedAsync(document, scope, rule);

    /// <summary>The same for one of several actions; without a key, as for tools that ask for none.</summary>
    public async Task<Solution?> WithAllFixedAsync(Document document, FixAllScope scope, string? key)
    {
        var context = new FixAllContext(document, fixer, scope, key!, [rule], new FoundBefore(this), default);
        return await fixer.GetFixAllProvider()!.GetFixAsync(context) is { } action ? await ChangedAsync(action) : null;
    }

    /// <summary>The errors and warnings of the C# compiler.</summary>
    public static async Task<ImmutableArray<string>> ComplaintsAsync(Solution solution)
    {
        var complaints = new List<string>();
        foreach (var project in solution.Projects.Where(project => project.Language == LanguageNames.CSharp))
            complaints.AddRange((await project.GetCompilationAsync())!.GetDiagnostics().Where(one => one.Severity >= DiagnosticSeverity.Warning).Select(one => one.ToString()));
        return [.. complaints];
    }

    public static async Task<string> TextAsync(Solution? solution)
    {
        if (solution is null) return "nothing";
        var texts = new List<string>();
        foreach (var document in solution.Projects.SelectMany(project => project.Documents)) texts.Add((await document.GetTextAsync()).ToString());
        return string.Join("\n=====\n", texts);
    }

    private static async Task<Solution> ChangedAsync(CodeAction action) =>
        (await action.GetOperationsAsync(default)).OfType<ApplyChangesOperation>().Single().ChangedSolution;

    /// <summary>What the rule reports, for Fix All.</summary>
    private sealed class FoundBefore(Workplace workplace) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => await workplace.FindingsAsync(project);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return (await workplace.FindingsAsync(document.Project)).Where(finding => finding.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
