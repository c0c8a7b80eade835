using System.Globalization;
using Twiddle.Compiler.Emission.Vectors;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission;

/// <summary>Writes the kernel of a matrix map: one straight-line method.</summary>
internal sealed class CodeletWriter(KernelContext context)
{
    /// <summary>Up to this many operations the code goes into the method that users call.</summary>
    private const int LongestInlined = 40;

    public void Write(CodeWriter writer, MatrixMap map, FlowGraph graph, VectorPlanWriter? vectors, FoldedTransformWriter? folded, CancellationToken cancellation)
    {
        var arithmetic = context.Arithmetic;
        var flow = new FlowWriter(graph, arithmetic);
        var buffers = new BufferText(context.Layout, context.Spec, arithmetic);
        var stores = new StoreWriter(context.Spec, context.Layout, arithmetic, context.Language);
        writer.Line($"/// <summary>Straight-line code: {Text(graph.Additions)} + {Text(graph.Multiplications)} additions and multiplications.</summary>");
        Action<string>? branch = folded is not null ? otherwise => folded.WriteBranch(writer, otherwise) : vectors is not null ? otherwise => vectors.WriteBranch(writer, otherwise) : null;
        context.WriteTransform(writer, branch, graph.Nodes.Length <= LongestInlined, () =>
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
        folded?.WriteMethods(writer);
        if (vectors is null) return;
        vectors.WriteMethods(writer, cancellation);
        vectors.Tables.Write(writer, cancellation);
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
