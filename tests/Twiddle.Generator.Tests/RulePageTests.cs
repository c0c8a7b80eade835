using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Twiddle.Generator.Analyzers;

namespace Twiddle.Generator.Tests;

/// <summary>Every rule has a page that explains it, and every page a rule.</summary>
public class RulePageTests
{
    private static string Pages([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "docs", "rules");

    private static readonly DiagnosticDescriptor[] All = [.. Rules.All, .. RecomputationRules.All];

    public static TheoryData<string> Ids => [.. All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void ARuleHasAPage(string id)
    {
        var rule = All.Single(rule => rule.Id == id);
        Assert.Equal(Rules.HelpLinkBase + id + ".md", rule.HelpLinkUri);

        var page = File.ReadAllText(Path.Combine(Pages(), id + ".md"));
        Assert.StartsWith($"# {id}: {rule.Title}", page);
        Assert.Contains("## How to fix", page);
    }

    [Fact]
    public void APageHasARule() => Assert.Equal(
        All.Select(rule => rule.Id).Order(),
        Directory.GetFiles(Pages(), "TWD*.md").Select(Path.GetFileNameWithoutExtension).Order());

    [Fact]
    public void EveryIdHasOneDescriptor() => Assert.Equal(
        typeof(RuleIds).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => (string)field.GetValue(null)!).Order(),
        All.Select(rule => rule.Id).Order());
}
