using Microsoft.CodeAnalysis;
using Twiddle.Compiler;
using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Reading;
using Twiddle.Compiler.Specs;
using Twiddle.Generator.Lowering;
using Twiddle.Generator.Targets;
using Twiddle.Generator.Usage;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>What a method would gain by the attribute.</summary>
/// <param name="Length">The number of points that the figures are for.</param>
/// <param name="Definition">The multiplications of the definition.</param>
/// <param name="Operations">The operations of the algorithm derived.</param>
internal sealed record TransformFigures(int Length, long Definition, long Operations)
{
    /// <summary>A length at which a method is read to be refused quickly: every loop is run, and the matrix is small.</summary>
    private const int Glimpse = 16;

    private const int StepsForGlimpse = 200_000;

    /// <summary>How many times fewer operations make it worth while, at the small length.</summary>
    private const int LeastGain = 2;

    private static readonly DerivationOptions Quickly = new(DiscoveredCodelets.With(new DiscoveryOptions(CostModel.Flops, Effort.Quick)));

    /// <summary>The figures, or null where the method is not understood completely, or has no structure worth deriving.</summary>
    public static TransformFigures? Of(IMethodSymbol method, Compilation compilation, int length, CancellationToken cancellation)
    {
        var name = GeneratedName.For(method.Name);
        if (MethodForms.WhyNot(method, cancellation) is not null || MethodForms.IsGeneric(method) || NameRules.Check(method, name) is not null) return null;
        var lowered = MethodLowering.Lower(method, compilation, cancellation);
        if (lowered.HasErrors || lowered.Program.Methods.Count == 0) return null;
        if (!HasStructure(lowered, cancellation)) return null;

        var usage = new TransformUsage(method, method, name, new[] { length }.ToEquatableArray(), EquatableArray<int>.Empty);
        var request = new TransformRequest(lowered.Program, TargetOf.Usage(usage, compilation, cancellation), usage.Lengths, usage.Shape);
        if (TransformCompiler.Check(request, cancellation).Count > 0) return null;
        var (specs, _) = Reader.ReadAll(lowered.Program, InputSizes.OfLength(length), cancellation);
        if (specs.Length == 0 || Deriver.Derive(specs[0], Quickly, cancellation) is not Derived { Counts: var counts }) return null;
        return counts.Total * LeastGain <= counts.DefinitionMultiplications ? new(length, counts.DefinitionMultiplications, counts.Total) : null;
    }

    /// <summary>Whether the map is dense, as sums over all of the input are, and yet has an algorithm with far fewer operations.</summary>
    private static bool HasStructure(LoweredMethod lowered, CancellationToken cancellation)
    {
        var options = new ReadingOptions(int.MaxValue, StepsForGlimpse);
        if (Reader.Read(lowered.Program, InputSizes.OfLength(Glimpse), options, cancellation) is not Understood { Spec: { Map: MatrixMap map } spec }) return false;
        var entries = 0;
        for (var row = 0; row < map.Matrix.Rows; row++)
            for (var column = 0; column < map.Matrix.Columns; column++)
                if (!map.Matrix[row, column].IsZero()) entries++;
        if (map.Matrix.Rows < 4 || entries * 2 < map.Matrix.Rows * map.Matrix.Columns) return false;
        return Deriver.Derive(spec, Quickly, cancellation) is Derived { Counts: var counts }
            && counts.Total * LeastGain <= counts.DefinitionTotal;
    }
}
