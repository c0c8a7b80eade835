using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Twiddle.CodeFixes.Tests.Harness;

namespace Twiddle.CodeFixes.Tests.Surroundings;

/// <summary>Every rule in everything that may be around it.</summary>
public class SurroundingTests
{
    private const int MostFixes = 12;

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var specimen in Specimen.All)
            foreach (var surrounding in Surrounding.All)
                if (surrounding.Files(specimen) is not null) cases.Add(specimen.Name, surrounding.Name);
        return cases;
    }

    /// <summary>Silent where it should be; else reported, and the fix compiles, means the same, keeps the ends of lines, leaves nothing, and is that of Fix All.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public async Task IsMended(string specimenName, string name)
    {
        var specimen = Specimen.All.Single(specimen => specimen.Name == specimenName);
        var rule = specimen.Rule;
        var surrounding = Surrounding.All.Single(surrounding => surrounding.Name == name);
        var before = Workplace.Open(specimen, surrounding);
        var complaints = await Workplace.ComplaintsAsync(before);
        Assert.DoesNotContain("error", string.Join("\n", complaints));

        var workplace = new Workplace(rule);
        var project = before.Projects.First();
        var findings = await workplace.FindingsAsync(project);
        Assert.Equal(surrounding.IsSilent || Concerns(surrounding.SilentFor, specimen), findings.IsEmpty);
        if (findings.IsEmpty) return;

        var after = await OneByOneAsync(workplace, before, _ => true);
        var text = await Workplace.TextAsync(after);
        Assert.Equal(Concerns(surrounding.UnfixedFor, specimen), text == await Workplace.TextAsync(before));
        var newComplaints = await Workplace.ComplaintsAsync(after);
        Assert.True(newComplaints.Length <= complaints.Length, string.Join("\n", newComplaints) + "\n" + text);
        Assert.Equal(text.Contains('\r') ? text.Count(one => one == '\n') - text.Split("\n=====\n").Length * 2 + 2 : 0, text.Count(one => one == '\r'));

        Assert.Equal(Concerns(surrounding.UnfixedFor, specimen), !(await workplace.FindingsAsync(after.Projects.First())).IsEmpty);
        if (surrounding.VisualBasic is { } basic) Assert.EndsWith(basic(specimen), text);

        await AllAtOnceIsTheSameAsync(workplace, before, text);
        if (surrounding.IsRun) MethodComparison.Run(await FirstFileAsync(before), await FirstFileAsync(after), FrameworkReferences.All, specimen.Tolerance);
    }

    private static bool Concerns(string[] names, Specimen specimen) => names.Contains(specimen.Rule) || names.Contains(specimen.Name);

    private static async Task AllAtOnceIsTheSameAsync(Workplace workplace, Solution before, string text)
    {
        var document = before.Projects.First().Documents.First();
        var isAlone = document.Project.Documents.Count() == 1;
        if (!isAlone)
        {
            var first = await OneByOneAsync(workplace, before, candidate => candidate.Id == document.Id);
            Assert.Equal(await Workplace.TextAsync(first), await Workplace.TextAsync(await workplace.WithAllFixedAsync(document, FixAllScope.Document) ?? before));
            Assert.Equal(text, await Workplace.TextAsync(await workplace.WithAllFixedAsync(document, FixAllScope.Project) ?? before));
        }

        var fixedAll = await workplace.WithAllFixedAsync(document, FixAllScope.Solution) ?? before;
        Assert.Equal(text, await Workplace.TextAsync(fixedAll));
    }

    /// <summary>Each finding mended on its own, until no fix is offered any more.</summary>
    private static async Task<Solution> OneByOneAsync(Workplace workplace, Solution solution, Func<Document, bool> isIn)
    {
        for (var count = 0; await workplace.WithOneFixedAsync(solution, isIn) is { } changed; count++)
        {
            Assert.True(count < MostFixes, "There is no end of fixes:\n" + await Workplace.TextAsync(changed));
            solution = changed;
        }

        return solution;
    }

    private static async Task<string> FirstFileAsync(Solution solution) => (await solution.Projects.First().Documents.First().GetTextAsync()).ToString();
}
