using Microsoft.CodeAnalysis;
using Twiddle.Generator.Analyzers.Recomputation;

namespace Twiddle.CodeFixes.Tests.Harness;

/// <summary>
/// Checks a rule on a class <c>C</c>. What is expected to be reported is marked <c>[|…|]</c>. The fix is applied one by one and by Fix All in document,
/// project and solution, with the same text expected of all, and no finding left; then both texts are run.
/// </summary>
internal abstract class RuleTest<TRule, TFixer>
    where TRule : RecomputationRule, new()
    where TFixer : RecomputationFixer, new()
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Linq; using System.Numerics; using Twiddle;\n";

    /// <summary>The fix gives the expected text, and the public static methods of both texts give the same results.</summary>
    /// <param name="before">The members of the class, with marks.</param>
    /// <param name="after">The members that the fix makes of them.</param>
    /// <param name="tolerance">How far the results may be apart; the same bits are demanded without.</param>
    public static async Task Fixes(string before, string after, Tolerance tolerance = default)
    {
        await Verify(Class(before), Class(after));
        MethodComparison.Run(Class(before.Replace("[|", "").Replace("|]", "")), Class(after), FrameworkReferences.All, tolerance);
    }

    /// <summary>Members that the rule reports where they are marked, or not at all, and that the fix leaves alone.</summary>
    public static Task Reports(string members) => Verify(Class(members), Class(members));

    /// <summary>Files that are not a class around members.</summary>
    public static async Task Verify(string before, string after, string? options = null, OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
    {
        var test = new FixTest<TRule, TFixer> { TestCode = before, FixedCode = after };
        test.TestState.OutputKind = kind;
        if (options is not null) test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\n" + options));
        await test.RunAsync();
    }

    public static string Class(string members) => Usings + "public static partial class C\n{\n" + Indented(members) + "\n}\n";

    private static string Indented(string members) =>
        string.Join("\n", members.Split('\n').Select(line => line.Length == 0 ? line : "    " + line));
}
