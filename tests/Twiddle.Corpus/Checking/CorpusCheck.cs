using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Twiddle.Compiler.Reading;
using Twiddle.Generator.Targets;

namespace Twiddle.Corpus.Checking;

/// <summary>What became of a specimen.</summary>
/// <param name="Method">The specimen.</param>
/// <param name="Problem">What is not as expected; null where all is.</param>
/// <param name="Reading">How long lowering and reading took at 64 points (or the one shape or length expected).</param>
/// <param name="Allocated">The bytes that were allocated meanwhile, of which most are free again at once.</param>
public sealed record CorpusOutcome(CorpusMethod Method, string? Problem, TimeSpan Reading, long Allocated);

/// <summary>Checks the specimens of one source against what is expected of them.</summary>
public static class CorpusCheck
{
    private const int TimedLength = 64;

    /// <param name="source">The source.</param>
    /// <param name="isQuick">One length only, and no large one.</param>
    /// <param name="cancellation">Honoured between specimens, and while they are read.</param>
    public static IReadOnlyList<CorpusOutcome> Check(CorpusSource source, bool isQuick, CancellationToken cancellation)
    {
        var expected = source.Methods.ToDictionary(m => m.Name);
        var tree = Workbench.Parse(source.Text, "Specimens.cs");
        var bench = Workbench.Of([Annotation.Annotate(tree, method => expected.TryGetValue(method.Identifier.Text, out var m) ? Arguments(m.Expectation, isQuick) : null)]);
        var (assembly, errors) = bench.Load();
        var symbols = bench.Annotated().ToDictionary(symbol => symbol.Name);
        return [.. source.Methods.Select(method =>
        {
            if (!symbols.TryGetValue(method.Name, out var symbol)) return new CorpusOutcome(method, "no such method", default, 0);
            var problem = Problem(method, symbol, bench, assembly, errors, isQuick, cancellation);
            var (time, allocated) = CostOfReading(method, symbol, bench, TimeSpan.Zero, cancellation);
            return new CorpusOutcome(method, problem, time, allocated);
        })];
    }

    /// <summary>Times the reading of the specimens and nothing else, each until the JIT is done with what it runs.</summary>
    /// <param name="source">The source.</param>
    /// <param name="patience">How long each is read again and again.</param>
    /// <param name="cancellation">Honoured while they are read.</param>
    public static IEnumerable<CorpusOutcome> Time(CorpusSource source, TimeSpan patience, CancellationToken cancellation)
    {
        var methods = source.Methods.ToDictionary(m => m.Name);
        var tree = Workbench.Parse(source.Text, "Specimens.cs");
        var bench = Workbench.Of([Annotation.Annotate(tree, method => methods.TryGetValue(method.Identifier.Text, out var m) ? Arguments(m.Expectation, isQuick: true) : null)]);
        foreach (var symbol in bench.Annotated())
        {
            var (time, allocated) = CostOfReading(methods[symbol.Name], symbol, bench, patience, cancellation);
            yield return new CorpusOutcome(methods[symbol.Name], null, time, allocated);
        }
    }

    private static string Arguments(Expectation expectation, bool isQuick) => expectation switch
    {
        ExpectedSibling { IsForAnyLength: true } or ExpectedRefusal { IsForAnyLength: true } => "",
        ExpectedSibling { Shape: { Count: > 0 } shape } => Annotation.OfShape(shape),
        ExpectedSibling sibling => Annotation.OfLengths(Lengths(sibling, isQuick)),
        ExpectedRefusal refusal => Annotation.OfLengths([refusal.Length]),
        _ => throw new ArgumentOutOfRangeException(nameof(expectation)),
    };

    private static IEnumerable<int> Lengths(ExpectedSibling expected, bool isQuick)
    {
        if (isQuick && expected.Calls.Count == 0) return [expected.Lengths[expected.Lengths.Count / 2]];
        return expected.IsSummarised ? [.. expected.Lengths, expected.LargeLength] : expected.Lengths;
    }

    private static string? Problem(
        CorpusMethod method, IMethodSymbol symbol, Workbench bench, Assembly? assembly, IReadOnlyList<Diagnostic> errors, bool isQuick, CancellationToken cancellation)
    {
        var diagnostics = bench.Diagnose(symbol, cancellation);
        return method.Expectation switch
        {
            ExpectedRefusal refusal => NotRefused(refusal, diagnostics) ?? (Sibling(symbol, assembly) is null ? null : "refused, and derived all the same"),
            ExpectedSibling sibling => diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } error
                ? $"{error.Id} at '{TextAt(error)}': {error.GetMessage()}"
                : assembly is null ? errors[0].ToString() : NotEqual(sibling, symbol, assembly, isQuick) ?? NotSaid(sibling, diagnostics),
            _ => null,
        };
    }

    private static string? NotRefused(ExpectedRefusal expected, ImmutableArray<Diagnostic> diagnostics)
    {
        if (diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is not { } found) return $"not refused; {expected.Rule} was expected";
        if (found.Id != expected.Rule) return $"refused with {found.Id} at '{TextAt(found)}' instead of {expected.Rule}: {found.GetMessage()}";
        return expected.Place is null || TextAt(found) == expected.Place ? null : $"refused at '{TextAt(found)}' instead of '{expected.Place}'";
    }

    private static string? NotSaid(ExpectedSibling expected, ImmutableArray<Diagnostic> diagnostics)
    {
        var notes = string.Join(" ", diagnostics.Where(d => d.Severity < DiagnosticSeverity.Error).Select(d => d.Id));
        return notes == (expected.Note ?? "") ? null : $"notes '{notes}' instead of '{expected.Note}'";
    }

    private static string TextAt(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree is { } tree ? tree.GetText().ToString(diagnostic.Location.SourceSpan) : "";

    private static string? NotEqual(ExpectedSibling expected, IMethodSymbol symbol, Assembly assembly, bool isQuick)
    {
        var naive = assembly.GetType(TypeName(symbol.ContainingType))!
            .GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance).First(m => m.Name == symbol.Name);
        if (Sibling(symbol, assembly) is not { } fast) return "no sibling was generated";

        // Sizes that were not derived for run the naive method: none at all, and an odd one.
        var isSingle = symbol.ToDisplayString().Contains("float") || symbol.DeclaringSyntaxReferences[0].GetSyntax().ToString() is var text && (text.Contains("float") || text.Contains("MathF"));
        if (expected.Calls.Count > 0) return expected.Calls.Select(c => Comparison.FirstDifference(naive, fast, c, isSingle)).FirstOrDefault(difference => difference is not null);
        var sizes = expected.Shape.Count > 0 ? [expected.Shape] : Lengths(expected, isQuick).Concat([0, 7]).Select(n => (IReadOnlyList<int>)[n]);
        return sizes.Select(s => Comparison.FirstDifference(naive, fast, s, isSingle)).FirstOrDefault(difference => difference is not null);
    }

    private static MethodInfo? Sibling(IMethodSymbol symbol, Assembly? assembly)
    {
        var type = assembly?.GetType(TypeName(symbol.ContainingType));
        var methods = type?.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance) ?? [];
        var naive = methods.FirstOrDefault(m => m.Name == symbol.Name);
        return methods.FirstOrDefault(m => m.Name == GeneratedName.For(symbol.Name)
            && m.GetParameters().Select(p => p.ParameterType).SequenceEqual(naive!.GetParameters().Select(p => p.ParameterType)));
    }

    private static string TypeName(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? TypeName(outer) + "+" + type.MetadataName
        : type.ContainingNamespace.IsGlobalNamespace ? type.MetadataName : type.ContainingNamespace.ToDisplayString() + "." + type.MetadataName;

    /// <summary>The least processor time of three runs or more after one for the JIT: how busy the machine is does not matter.</summary>
    private static (TimeSpan Time, long Allocated) CostOfReading(CorpusMethod method, IMethodSymbol symbol, Workbench bench, TimeSpan patience, CancellationToken cancellation)
    {
        var sizes = method.Expectation switch
        {
            ExpectedSibling { Shape: { Count: > 0 } shape } => InputSizes.OfShape(new(shape.ToImmutableArray())),
            ExpectedRefusal refusal => InputSizes.OfLength(refusal.Length),
            _ => InputSizes.OfLength(TimedLength),
        };
        var (least, allocated) = (TimeSpan.MaxValue, 0L);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; i < 4 || watch.Elapsed < patience; i++)
        {
            var (start, before) = (Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread());
            Reader.Read(bench.Lower(symbol, cancellation).Program, sizes, cancellation);
            var taken = Environment.CpuUsage.TotalTime - start;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (i > 0 && taken < least) least = taken;
        }

        return (least, allocated);
    }
}
