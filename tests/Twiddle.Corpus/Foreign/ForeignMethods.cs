using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Twiddle.Corpus.Checking;

namespace Twiddle.Corpus.Foreign;

/// <summary>How a foreign method fared.</summary>
public enum ForeignVerdict
{
    /// <summary>It is read, and an algorithm can be derived.</summary>
    Read,

    /// <summary>It is refused, for a reason.</summary>
    Refused,

    /// <summary>The reader failed: an exception, or more time than it may take.</summary>
    Failed,
}

/// <param name="Place">File and line.</param>
/// <param name="Name">Type and method.</param>
/// <param name="Verdict">How it fared.</param>
/// <param name="Rule">The rule that it was refused under, or empty.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Time">How long that took.</param>
public sealed record ForeignOutcome(string Place, string Name, ForeignVerdict Verdict, string Rule, string Reason, TimeSpan Time);

/// <summary>
/// Every method with nested loops over arrays in a folder of C# files, with the attribute put on it in memory. There need be no project: types that
/// are missing are refusals.
/// </summary>
public static class ForeignMethods
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Tried where an array turns out to be too short: a block of 8×8 in a row, a small image.</summary>
    private static readonly int[] LongerLengths = [16, 64, 1024];

    /// <param name="folder">The folder, searched to the bottom but for what builds leave there.</param>
    /// <param name="length">The length (of each dimension) to read for; longer ones are tried where an index is outside of an array of that length.</param>
    /// <param name="cancellation">Honoured between methods, and while they are read.</param>
    public static IEnumerable<ForeignOutcome> Read(DirectoryInfo folder, int length, CancellationToken cancellation)
    {
        var trees = folder.EnumerateFiles("*.cs", SearchOption.AllDirectories)
            .Where(file => !IsBuilt(file, folder))
            .OrderBy(file => file.FullName, StringComparer.Ordinal)
            .Select(file => Workbench.Parse(File.ReadAllText(file.FullName), Path.GetRelativePath(folder.FullName, file.FullName)))
            .ToList();
        var attempts = LongerLengths.Prepend(length).Select(l => new Attempt(trees, l)).ToList();
        for (var i = 0; i < attempts[0].Methods.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var first = attempts[0].Read(i, cancellation);
            yield return first.Rule != OutsideTheArray
                ? first
                : attempts.Skip(1).Select(attempt => attempt.Read(i, cancellation)).FirstOrDefault(outcome => outcome.Rule != OutsideTheArray) ?? first;
        }

        foreach (var failure in attempts[0].Failures(cancellation)) yield return failure;
    }

    /// <summary>Whatever fails when code is generated of all methods that are read at the first length.</summary>
    private static IEnumerable<ForeignOutcome> Generate(Workbench bench, CancellationToken cancellation)
    {
        foreach (var failure in bench.FailuresOfGeneration(cancellation))
        {
            var place = failure.Location.GetLineSpan();
            yield return new($"{place.Path}:{place.StartLinePosition.Line + 1}", "generated code", ForeignVerdict.Failed, failure.Id, failure.GetMessage(), TimeSpan.Zero);
        }
    }

    /// <summary>All files with the attribute of one length, made when it is first needed.</summary>
    private sealed class Attempt(IReadOnlyList<SyntaxTree> trees, int length)
    {
        private readonly Lazy<Workbench> bench = new(() => Workbench.Of(trees.Select(tree => Annotate(tree, length))));
        private IReadOnlyList<IMethodSymbol>? methods;

        public IReadOnlyList<IMethodSymbol> Methods => methods ??= [.. bench.Value.Annotated()];

        public IEnumerable<ForeignOutcome> Failures(CancellationToken cancellation) => Generate(bench.Value, cancellation);

        public ForeignOutcome Read(int method, CancellationToken cancellation) => ForeignMethods.Read(Methods[method], bench.Value, cancellation);
    }

    /// <summary>The rule of an index outside of its array.</summary>
    private const string OutsideTheArray = "TWD029";

    private static bool IsBuilt(FileInfo file, DirectoryInfo root) =>
        Path.GetRelativePath(root.FullName, file.FullName).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin");

    private static SyntaxTree Annotate(SyntaxTree tree, int length) => Annotation.Annotate(tree, method => !HasNestedLoopOverArrays(method)
        ? null
        : method.ParameterList.Parameters.Max(Rank) is var rank and > 1
            ? Annotation.OfShape(Enumerable.Repeat(rank > 2 ? 2 : 8, rank ?? 1))
            : Annotation.OfLengths([length]));

    private static int? Rank(ParameterSyntax parameter) => parameter.Type is ArrayTypeSyntax array ? array.RankSpecifiers[0].Rank : null;

    private static bool HasNestedLoopOverArrays(MethodDeclarationSyntax method) =>
        method.DescendantNodes().Where(IsLoop)
            .Any(inner => inner.Ancestors().TakeWhile(node => node != method).Any(IsLoop) && inner.DescendantNodes().OfType<ElementAccessExpressionSyntax>().Any())
        && !method.AttributeLists.Any(list => list.Attributes.Any(a => a.Name.ToString().Contains("FastTransform")));

    private static bool IsLoop(SyntaxNode node) => node is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax;

    private static ForeignOutcome Read(IMethodSymbol method, Workbench bench, CancellationToken cancellation)
    {
        var place = method.Locations[0].GetLineSpan();
        var watch = Stopwatch.StartNew();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        var (verdict, rule, reason) = Judge(method, bench, limit.Token, cancellation);
        return new($"{place.Path}:{place.StartLinePosition.Line + 1}", method.ContainingType.Name + "." + method.Name, verdict, rule, reason, watch.Elapsed);
    }

    private static (ForeignVerdict Verdict, string Rule, string Reason) Judge(IMethodSymbol method, Workbench bench, CancellationToken limit, CancellationToken outer)
    {
        try
        {
            var error = bench.Diagnose(method, limit).FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error);
            if (error is not null) return (error.Id == "TWD090" ? ForeignVerdict.Failed : ForeignVerdict.Refused, error.Id, error.GetMessage());
            return bench.CandidateOf(method, limit) is null
                ? (ForeignVerdict.Refused, "", "code that does not compile here: types are missing")
                : (ForeignVerdict.Read, "", "");
        }
        catch (OperationCanceledException) when (!outer.IsCancellationRequested)
        {
            return (ForeignVerdict.Failed, "", $"more than {Patience.TotalSeconds} s");
        }
    }
}
