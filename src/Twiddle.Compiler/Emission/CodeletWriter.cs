using System.Globalization;
using Twiddle.Compiler.Emission.Vectors;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission;

/// <summary>Writes the kernel of a matrix map: one straight-line method.</summary>
internal sealed class CodeletWriter(KernelContext context)
{
    /// <summary>Up to this many operations, code becomes part of the method that users call, if there is not too much in it already.</summary>
    private const int LongestInlined = 40;

    /// <summary>
    /// Operations that become part of one method. With more, the just-in-time compiler has too many locals and calls the rest, which is then not compiled for good before it
    /// has run for a while: on one core, for seconds.
    /// </summary>
    private const int MostInlined = 250;

    /// <summary>Which transforms become part of the method that users call: the shortest ones, for which a call would weigh most.</summary>
    public static HashSet<int> Inlined(IEnumerable<DerivedTransform> transforms)
    {
        var inlined = new HashSet<int>();
        var total = 0;
        var lengths = transforms.Select((transform, position) => (Length: transform.Algorithm is Codelet { Graph.Nodes.Length: var length } ? length : int.MaxValue, Position: position));
        foreach (var (length, position) in lengths.Where(l => l.Length <= LongestInlined).OrderBy(l => l.Length))
            if ((total += length) <= MostInlined) inlined.Add(position);
        return inlined;
    }

    /// <summary>Writes the kernel.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="transform">The transform.</param>
    /// <param name="graph">Its code.</param>
    /// <param name="plan">The writer of passes on vectors, where there is one.</param>
    /// <param name="folded">The writer of folded sums, where they are quicker.</param>
    /// <param name="cancellation">Ends the writing.</param>
    public void Write(CodeWriter writer, DerivedTransform transform, FlowGraph graph, VectorPlanWriter? plan, FoldedTransformWriter? folded, CancellationToken cancellation)
    {
        var map = (MatrixMap)transform.Spec.Map;
        var arithmetic = context.Arithmetic;
        var isShort = context.IsInlined;
        // One or two complex numbers in a vector are quicker than passes that fill no more, or many short ones.
        var columnPairs = ColumnPairsWriter.Of(context, transform.ColumnPairs);
        var pairs = folded is null && (columnPairs is not null || plan is null or { MostLanes: <= 2 }) ? PairedCodeletWriter.Of(context, map, graph, transform.RealCoefficients, isShort, columnPairs) : null;
        var blocks = folded is not null ? null : RowColumnWriter.Of(context, map, transform.RowColumnPlan);
        if (pairs is not null || blocks is not null) plan = null;
        if (plan is { CoversScalars: true })
        {
            writer.Line("/// <summary>Transforms on the widest vectors that the machine has.</summary>");
            context.WriteTransform(writer, plan);
            plan.WriteMethods(writer, cancellation);
            plan.Tables.Write(writer, cancellation);
            return;
        }

        var vectors = folded ?? blocks ?? pairs ?? (IVectorKernel?)plan;
        var flow = new FlowWriter(graph, arithmetic);
        var buffers = new BufferText(context.Layout, context.Spec, arithmetic);
        var stores = new StoreWriter(context.Spec, context.Layout, arithmetic, context.Language);
        writer.Line($"/// <summary>Straight-line code: {Text(graph.Additions)} + {Text(graph.Multiplications)} additions and multiplications.</summary>");
        context.WriteTransform(writer, vectors, isShort, () =>
        {
            flow.WriteConstants(writer);
            writer.Stage("Everything is read before anything is written, so the buffers may overlap.");
            flow.WriteLoads(writer, i => buffers.Read(Place(map, i), IndexText.Of(Slot(map, i).Element)));
            writer.Stage("The algorithm.");
            flow.WriteOperations(writer, cancellation);
            writer.Stage("The results.");
            stores.ClearGaps(writer);
            stores.Write(
                writer,
                context.Spec.Stores,
                value => flow.Output(value) is { } term ? SignedTerm.Sum([term], arithmetic.Zero) : arithmetic.Zero,
                target => IndexText.Of(target.Offset));
        });
        vectors?.WriteMethods(writer, cancellation);
        plan?.Tables.Write(writer, cancellation);
    }

    private static string Text(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static Slot Slot(MatrixMap map, int input)
    {
        if (map.Field != Field.Complex) return map.Inputs[input].Real;
        return input % 2 == 0 ? map.Inputs[input / 2].Real : map.Inputs[input / 2].Imaginary!.Value;
    }

    private static LaneComponent Place(MatrixMap map, int input)
    {
        var slot = Slot(map, input);
        return new(slot.Buffer, slot.Element, 0, slot.Component);
    }
}
