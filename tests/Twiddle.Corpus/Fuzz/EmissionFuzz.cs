using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Twiddle.Corpus.Checking;

namespace Twiddle.Corpus.Fuzz;

/// <summary>What became of a run.</summary>
public sealed class EmissionFigures
{
    public int Methods { get; internal set; }

    /// <summary>The methods that code was generated for.</summary>
    public int Derived { get; internal set; }

    /// <summary>How often naive method and generated code were run on the same data: each with five kinds of numbers, and with one array in the place of two.</summary>
    public int Comparisons { get; internal set; }

    /// <summary>Differences, code that does not compile, and exceptions, each with the method.</summary>
    public List<string> Defects { get; } = [];
}

/// <summary>
/// Puts the attribute on random methods, compiles what the generator makes of them, and compares it with the methods on random and hostile data, at the lengths that were
/// derived for and at others.
/// </summary>
public static class EmissionFuzz
{
    private const int BatchSize = 20;

    /// <param name="seed">The same seed gives the same methods.</param>
    /// <param name="goesOn">Asked after every batch.</param>
    /// <param name="cancellation">Honoured between methods.</param>
    /// <param name="areObjects">Whether all methods work on objects; else every fourth.</param>
    public static EmissionFigures Run(int seed, Func<EmissionFigures, bool> goesOn, CancellationToken cancellation, bool areObjects = false)
    {
        var figures = new EmissionFigures();
        for (var batch = 0; ; batch++)
        {
            RunBatch(new Random(unchecked(seed * 1_000_003 + batch)), areObjects, figures, cancellation);
            if (!goesOn(figures)) return figures;
        }
    }

    private static void RunBatch(Random random, bool areObjects, EmissionFigures figures, CancellationToken cancellation)
    {
        var source = new StringBuilder(MethodGrammar.NumberClass + "public static partial class Random\n{\n");
        for (var i = 0; i < BatchSize; i++) 
        {
            source.Append((areObjects || i % 4 == 3 ? MethodGrammar.WriteOnObjects($"M{i}", random)
                : i % 4 == 2 ? MethodGrammar.WriteAtPlaces($"M{i}", random, isComplex: i % 3 == 0)
                : MethodGrammar.Write($"M{i}", random, isComplex: i % 3 == 0)).Text);
        }

        var plain = FuzzRun.WithoutErrors(Workbench.Parse(source.Append("}\n").ToString(), "Random.cs"));
        // One length for which loops are run, and sometimes one for which they are summarised.
        int[] lengths = random.Next(4) == 0 ? [random.Next(2, 10), random.Next(65, 72)] : [random.Next(2, 10), random.Next(10, 17)];
        var annotated = Annotation.Annotate(plain, method => IsRandom(method) ? Annotation.OfLengths(lengths) : null);
        var bench = Workbench.Of([annotated]);
        Assembly? assembly;
        IReadOnlyList<Diagnostic> errors;
        try
        {
            (assembly, errors) = bench.Load();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            figures.Defects.Add($"{failure.GetType().Name}: {failure.Message}\n{annotated}\n{failure.StackTrace}");
            return;
        }

        if (assembly is null)
        {
            figures.Defects.Add($"{errors[0]}\n{errors[0].Location.SourceTree}\n{annotated}");
            return;
        }

        foreach (var method in annotated.GetRoot(cancellation).DescendantNodes().OfType<MethodDeclarationSyntax>().Where(IsRandom))
        {
            cancellation.ThrowIfCancellationRequested();
            figures.Methods++;
            Judge(assembly.GetType("Random")!, method, lengths, figures);
        }
    }

    private static bool IsRandom(MethodDeclarationSyntax method) => method.Parent is ClassDeclarationSyntax { Identifier.ValueText: "Random" };

    private static void Judge(Type type, MethodDeclarationSyntax method, int[] lengths, EmissionFigures figures)
    {
        var naive = type.GetMethod(method.Identifier.Text)!;
        var parameters = naive.GetParameters().Select(p => p.ParameterType).ToArray();
        if (type.GetMethod(Twiddle.Generator.Targets.GeneratedName.For(naive.Name), BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static, parameters) is not { } fast) return;
        figures.Derived++;
        if (parameters.Contains(typeof(int)))
        {
            JudgeAtPlaces(naive, fast, method, figures);
            return;
        }

        foreach (var length in lengths.Concat([0, 1, 7]))
        {
            figures.Comparisons++;
            if (Comparison.FirstDifference(naive, fast, [length], isSingle: false) is { } difference) figures.Defects.Add($"lengths {string.Join(", ", lengths)}: {difference}\n{method.ToFullString()}");
        }
    }

    /// <summary>At places from before the arrays to beyond them.</summary>
    private static void JudgeAtPlaces(MethodInfo naive, MethodInfo fast, MethodDeclarationSyntax method, EmissionFigures figures)
    {
        foreach (var at in new[] { -1, 0, 1, 7, 12, 19, int.MaxValue })
        {
            figures.Comparisons++;
            int[] places = [at, at == int.MaxValue ? int.MinValue : (20 - at) / 2];
            if (Comparison.FirstDifference(naive, fast, [20], places, isSingle: false) is { } difference) figures.Defects.Add($"at {string.Join(", ", places)}: {difference}\n{method.ToFullString()}");
        }
    }
}
