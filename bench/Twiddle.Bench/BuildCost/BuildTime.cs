using System.Diagnostics;
using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Twiddle.Generator;

namespace Twiddle.Bench.BuildCost;

/// <summary>What a transform adds to the time of a build, in milliseconds: processor time of all threads, which other work on the machine does not add to, and how long it takes.</summary>
/// <param name="Bytes">The generated text.</param>
/// <param name="Generator">Reading, deriving and writing.</param>
/// <param name="Compiler">Compiling the text.</param>
/// <param name="Elapsed">Both, by the clock: parts run side by side.</param>
internal sealed record BuildTime(int Bytes, double Generator, double Compiler, double Elapsed)
{
    private const string Plain = "namespace Users; public static class Plain { public static double Twice(double[] x) { var s = 0.0; foreach (var v in x) s += 2 * v; return s; } }";

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest);
    private static readonly MetadataReference[] References = [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(FastTransformAttribute).Assembly.Location)];

    /// <summary>A compiler that has been used before, as a server has: otherwise much of the time is that of its own code being compiled.</summary>
    public static void WarmUp(CancellationToken cancellation)
    {
        for (var i = 0; i < 3; i++) Emit(Project(Plain), cancellation);
    }

    /// <summary>A generator that has been used before too, for other transforms.</summary>
    public static void WarmUpGenerator(CancellationToken cancellation)
    {
        foreach (var sample in BuildSample.Others) Measure(sample, cancellation);
    }

    public static BuildTime Measure(BuildSample sample, CancellationToken cancellation)
    {
        var project = Project(sample.Text);
        var (once, twice) = (Time(() => Emit(Project(sample.Text), cancellation)), Time(() => Emit(Project(sample.Text), cancellation)));
        Compilation output = project;
        var (generator, generating) = Time(() => CSharpGeneratorDriver.Create([new TransformGenerator().AsSourceGenerator()], parseOptions: Options)
            .RunGeneratorsAndUpdateCompilation(project, out output, out _, cancellation));
        var generated = output.SyntaxTrees.Where(tree => !project.ContainsSyntaxTree(tree)).ToList();
        if (generated.Count == 0) throw new InvalidOperationException($"Nothing was generated for {sample.Name}.");
        // The driver has parsed the texts already.
        var (compiler, compiling) = Time(() => Emit(output, cancellation));
        return new(
            generated.Sum(tree => Encoding.UTF8.GetByteCount(tree.ToString())),
            generator,
            Math.Max(0, compiler - Math.Min(once.Processor, twice.Processor)),
            generating + Math.Max(0, compiling - Math.Min(once.Elapsed, twice.Elapsed)));
    }

    private static CSharpCompilation Project(string text) => CSharpCompilation.Create(
        "user", [CSharpSyntaxTree.ParseText(text, Options, "User.cs")], References, new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));

    private static void Emit(Compilation compilation, CancellationToken cancellation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image, cancellationToken: cancellation);
        if (!result.Success) throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Take(5)));
    }

    private static (double Processor, double Elapsed) Time(Action action)
    {
        var (start, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        action();
        return ((Environment.CpuUsage.TotalTime - start).TotalMilliseconds, clock.Elapsed.TotalMilliseconds);
    }
}
