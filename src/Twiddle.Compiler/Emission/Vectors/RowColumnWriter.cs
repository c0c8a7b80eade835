using System.Collections.Immutable;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>Writes a Kronecker product of two matrices as straight-line code on vectors: along all columns at once, transposed, along all rows at once.</summary>
internal sealed class RowColumnWriter : IVectorKernel
{
    private const int Row = 0, Column = 32;

    private readonly KernelContext context;
    private readonly RowColumnPlan plan;
    private readonly NumberStream source;
    private readonly NumberStream target;
    private readonly ImmutableArray<VectorShape> shapes;

    private RowColumnWriter(KernelContext context, RowColumnPlan plan, NumberStream source, NumberStream target, ImmutableArray<VectorShape> shapes)
    {
        this.context = context;
        this.plan = plan;
        this.source = source;
        this.target = target;
        this.shapes = shapes;
    }

    /// <summary>The writer, where all numbers lie in order in one buffer on each side; else null.</summary>
    public static RowColumnWriter? Of(KernelContext context, MatrixMap map, RowColumnPlan? plan)
    {
        if (!context.Language.HasVector256 || plan is null || context.Spec.Stores.Count != map.Matrix.Rows) return null;
        var flat = new FlatBuffers(context);
        var inputs = map.Inputs.Select(i => flat.OfInput(new(i.Real.Buffer, i.Real.Element, 0, i.Real.Component))).ToList();
        var outputs = new NumberStream?[map.Matrix.Rows];
        foreach (var store in context.Spec.Stores)
            if (store.Range.Count == 1 && store.Value is LinearValue value) outputs[value.Index] = flat.OfOutput(store.Target);
        if (InOrder(inputs) is not { } source || InOrder(outputs) is not { } target) return null;
        if (new StoreWriter(context.Spec, context.Layout, context.Arithmetic, context.Language).HasGaps) return null;
        var shapes = VectorShape.Of(context.Spec.Precision).Where(s => !s.IsOnlyForShort && plan.Rows % s.Lanes == 0 && plan.Columns % s.Lanes == 0).ToImmutableArray();
        return shapes.IsEmpty ? null : new(context, plan, source, target, shapes);
    }

    public void WriteBranch(CodeWriter writer, string otherwise)
    {
        var arguments = string.Join(", ", context.Layout.Parameters.Select(p => (p.Passing + " " + p.Name).TrimStart()));
        var other = "";
        foreach (var shape in shapes)
        {
            writer.Line($"{other}if ({shape.Condition}) TransformVectors{shape.Suffix}({arguments});");
            other = "else ";
        }

        writer.Line($"else {otherwise}({arguments});");
    }

    public void WriteMethods(CodeWriter writer, CancellationToken cancellation)
    {
        foreach (var shape in shapes)
        {
            writer.Line();
            writer.Comment("/// ", $"<summary>The same on vectors of {shape.Lanes} numbers: first along all columns, then along all rows.</summary>");
            context.WriteKernelAttribute(writer);
            var parameters = context.Layout.Parameters.Select(p => p.Declaration(context.Language)).ToList();
            writer.Method("private static void TransformVectors" + shape.Suffix, parameters, () =>
            {
                new FlatBuffers(context).WriteReferences(writer);
                writer.Line();
                Code(shape).Write(writer, cancellation);
            });
        }
    }

    private static NumberStream? InOrder(IReadOnlyList<NumberStream?> places)
    {
        for (var i = 0; i < places.Count; i++)
            if (places[i] is not { } place || place.Reference != places[0]!.Value.Reference || place.Base != places[0]!.Value.Base + i) return null;
        return places[0];
    }

    private VectorCode Code(VectorShape shape)
    {
        var code = new VectorCode(shape);
        var lanes = shape.Lanes;
        // Along columns: vectors over columns in, vectors over rows out.
        var between = new Dictionary<(int Column, int Row), int>();
        for (var column = 0; column < plan.Columns; column += lanes)
        {
            var first = Flow(code, plan.First, i => code.LoadOnce(Place(shape, source, i * plan.Columns + column)));
            for (var row = 0; row < plan.Rows; row += lanes)
            {
                var transposed = Transpose(code, shape, i => code.Plain(first.Output(row + i)));
                for (var j = 0; j < lanes; j++) between[(column + j, row)] = transposed[j];
            }
        }

        // Everything is read before anything is written.
        foreach (var value in between.OrderBy(b => b.Key)) code.Keep(value.Value);
        for (var row = 0; row < plan.Rows; row += lanes)
        {
            var second = Flow(code, plan.Second, j => between[(j, row)]);
            for (var column = 0; column < plan.Columns; column += lanes)
            {
                var transposed = Transpose(code, shape, j => code.Plain(second.Output(column + j)));
                for (var i = 0; i < lanes; i++) code.Store(Place(shape, target, (row + i) * plan.Columns + column), transposed[i]);
            }
        }

        return code;
    }

    private VectorFlow Flow(VectorCode code, FlowGraph graph, Func<int, int> load)
    {
        var literals = graph.Nodes.Select(n => n is ScaleNode scale ? context.Arithmetic.Literal(scale.Factor) : "").ToArray();
        return new(graph, code, literals, load);
    }

    private static int[] Transpose(VectorCode code, VectorShape shape, Func<int, int> row)
    {
        var columns = Enumerable.Range(Column, shape.LaneBits).ToImmutableArray();
        var rows = Enumerable.Range(Row, shape.LaneBits).ToImmutableArray();
        var transposed = ShuffleNetwork.Arrange(code, shape, new(columns, rows, Enumerable.Range(0, shape.Lanes).Select(row).ToArray()), rows);
        return Enumerable.Range(0, shape.Lanes).Select(j => transposed.At(label => j >> (label - Column) & 1)).ToArray();
    }

    private static string Place(VectorShape shape, NumberStream stream, int number)
    {
        var at = VectorCode.At(stream.Reference, stream.Base + number);
        return $"SimdUnsafe.As<{shape.Scalar}, {shape.Vector}>(ref {at})";
    }
}
