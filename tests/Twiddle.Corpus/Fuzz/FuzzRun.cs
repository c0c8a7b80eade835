using System.Diagnostics;
using System.Numerics;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Reading;
using Twiddle.Corpus.Checking;

namespace Twiddle.Corpus.Fuzz;

/// <summary>What became of a run.</summary>
public sealed class FuzzFigures
{
    public long Statements { get; internal set; }

    public int Methods { get; internal set; }

    /// <summary>How often a method was read at some length, and agreed with what it computes.</summary>
    public int Agreed { get; internal set; }

    public int AgreedSummaries { get; internal set; }

    /// <summary>The same of methods whose loops were run, and harmonics found in what came of it.</summary>
    public int AgreedFits { get; internal set; }

    public int Refused { get; internal set; }

    public TimeSpan Slowest { get; internal set; }

    /// <summary>Wrong readings, exceptions and hangs, each with the method.</summary>
    public List<string> Defects { get; } = [];
}

/// <summary>Reads random methods, with loops run and with loops summarised, and compares whatever is read with what the method computes.</summary>
public static class FuzzRun
{
    private const int BatchSize = 80;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <param name="seed">The same seed gives the same methods.</param>
    /// <param name="goesOn">Asked after every batch.</param>
    /// <param name="cancellation">Honoured between methods.</param>
    public static FuzzFigures Run(int seed, Func<FuzzFigures, bool> goesOn, CancellationToken cancellation)
    {
        var figures = new FuzzFigures();
        for (var batch = 0; ; batch++)
        {
            RunBatch(new Random(unchecked(seed * 1_000_003 + batch)), figures, cancellation);
            if (!goesOn(figures)) return figures;
        }
    }

    private static void RunBatch(Random random, FuzzFigures figures, CancellationToken cancellation)
    {
        var source = new StringBuilder("public static class Random\n{\n");
        for (var i = 0; i < BatchSize; i++)
        {
            var (text, statements) = MethodGrammar.Write($"M{i}", random, isComplex: i % 3 == 0);
            source.Append(text);
            figures.Statements += statements;
        }

        var tree = Workbench.Parse(source.Append("}\n").ToString(), "Random.cs");
        var bench = Workbench.Of([WithoutErrors(tree)]);
        var (assembly, errors) = bench.Load();
        if (assembly is null) throw new InvalidOperationException("The grammar makes code that does not compile: " + errors[0]);
        var model = bench.Compilation.GetSemanticModel(bench.Compilation.SyntaxTrees[1]);
        foreach (var declaration in bench.Compilation.SyntaxTrees[1].GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
        {
            cancellation.ThrowIfCancellationRequested();
            figures.Methods++;
            var symbol = (IMethodSymbol)((SemanticModel)model).GetDeclaredSymbol(declaration, cancellation)!;
            var naive = assembly.GetType("Random")!.GetMethod(symbol.Name)!;
            Judge(bench, symbol, naive, declaration.ToFullString(), random, figures);
        }
    }

    /// <summary>Leaves out the methods that do not compile: a variable used before it is set, a branch that is never reached.</summary>
    internal static SyntaxTree WithoutErrors(SyntaxTree tree)
    {
        var bench = Workbench.Of([tree]);
        var broken = bench.Compilation.GetDiagnostics()
            .Where(d => d.Severity == DiagnosticSeverity.Error && d.Location.SourceTree == tree)
            .Select(d => tree.GetRoot().FindNode(d.Location.SourceSpan).FirstAncestorOrSelf<MethodDeclarationSyntax>())
            .OfType<MethodDeclarationSyntax>()
            .Distinct();
        return tree.WithRootAndOptions(tree.GetRoot().RemoveNodes(broken, SyntaxRemoveOptions.KeepNoTrivia)!, tree.Options);
    }

    private static void Judge(Workbench bench, IMethodSymbol symbol, MethodInfo naive, string text, Random random, FuzzFigures figures)
    {
        using var limit = new CancellationTokenSource(Patience);
        var watch = Stopwatch.StartNew();
        try
        {
            var program = bench.Lower(symbol, limit.Token).Program;
            foreach (var (length, options) in new[]
            {
                (random.Next(1, 6), ReadingOptions.RunLoops), (random.Next(2, 7), ReadingOptions.RunLoops),
                (random.Next(3, 9), ReadingOptions.SummariseLoops with { LongestRun = 1 }),
                (random.Next(8, 15), ReadingOptions.RunLongLoops with { MaximumSteps = 100_000 }),
            })
            {
                watch.Restart();
                var result = Reader.Read(program, InputSizes.OfLength(length), options, limit.Token);
                if (watch.Elapsed > figures.Slowest) figures.Slowest = watch.Elapsed;
                if (result is not Understood { Spec: var spec })
                {
                    figures.Refused++;
                    continue;
                }

                if (ReadingComparison.Difference(naive, spec, length, random) is { } difference)
                    figures.Defects.Add($"length {length}, {(options.IsFitted ? "fitted" : options.LongestRun == 1 ? "summarised" : "run")}: {difference}\n{text}");
                else if (options.LongestRun == 1) figures.AgreedSummaries++;
                else if (options.IsFitted) figures.AgreedFits++;
                else figures.Agreed++;
            }
        }
        catch (Exception failure)
        {
            figures.Defects.Add($"{failure.GetType().Name}: {failure.Message}\n{text}\n{failure.StackTrace}");
        }
    }
}
