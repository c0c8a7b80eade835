using Microsoft.CodeAnalysis.CodeFixes;

namespace Twiddle.CodeFixes.Tests.Surroundings;

/// <summary>Fix All of transforms does what the action says that is wanted; tools that want none in particular get the first.</summary>
public class FixAllKeyTests
{
    [Theory]
    [InlineData("TWD101", false)]
    [InlineData("TWD101.call", true)]
    [InlineData(null, true)]
    public async Task CallsAreRedirected(string? key, bool areCalls)
    {
        var specimen = Specimen.All.Single(specimen => specimen.Name == "TWD101, nest");
        var before = Workplace.Open(specimen, Surrounding.All.Single(surrounding => surrounding.Name == "nullable"));
        var after = await Workplace.TextAsync(await new Workplace("TWD101").WithAllFixedAsync(before.Projects.First().Documents.First(), FixAllScope.Solution, key));
        Assert.Contains("[FastTransform]", after);
        Assert.Equal(areCalls, after.Contains("FastFTransform(x)"));
    }
}
