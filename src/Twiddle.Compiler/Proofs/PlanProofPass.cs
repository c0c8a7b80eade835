using System.Runtime.CompilerServices;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Proofs;

/// <summary>
/// Runs a pass of a plan in a prime field: its codelet on all columns of all blocks, many of them side by side, so that a node of the codelet is looked at once for all of these.
/// </summary>
internal sealed class PlanProofPass
{
    /// <summary>The columns that are side by side.</summary>
    private const int Width = 16;

    private readonly PlanProofField field;
    private readonly Pass pass;
    private readonly Step[] steps;
    private readonly FlowOutput[] outputs;

    /// <summary>The exponent of the root that is the first twiddle factor of block 1.</summary>
    private readonly long unit;

    /// <summary>By node, the values for all columns.</summary>
    private readonly uint[] values;

    /// <summary>By column the block that it is in, and where its first operand and its first result are.</summary>
    private readonly (int Block, int Source, int Target)[] places = new (int Block, int Source, int Target)[Width];

    public PlanProofPass(PlanProofField field, Pass pass, FlowGraph codelet, uint[] factors, CoreInput core)
    {
        this.field = field;
        this.pass = pass;
        steps = Steps(codelet, factors);
        outputs = codelet.Outputs.ToArray();
        unit = (long)core.Sign * (field.Order / core.Length) * pass.TwiddleStep % field.Order;
        values = new uint[steps.Length * Width];
    }

    private enum StepKind
    {
        Real,
        Imaginary,
        Add,
        Subtract,
        Scale,
    }

    /// <summary>What the pass makes of the values in front of it.</summary>
    public ComplexResidue[] Run(ComplexResidue[] source, CancellationToken cancellation)
    {
        var target = new ComplexResidue[source.Length];
        var twiddles = new ComplexResidue[pass.Radix];
        var columns = pass.Blocks * pass.Columns;
        for (var first = 0; first < columns; first += Width)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(Width, columns - first);
            for (var c = 0; c < count; c++)
            {
                var block = Math.DivRem(first + c, pass.Columns, out var column);
                places[c] = (block, pass.Source.Block * block + pass.Source.Column * column, pass.Target.Block * block + pass.Target.Column * column);
            }

            Compute(source, count);
            Store(target, count, twiddles);
        }

        return target;
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    private void Compute(ComplexResidue[] source, int count)
    {
        var arithmetic = field.Field;
        for (var i = 0; i < steps.Length; i++)
        {
            var step = steps[i];
            var result = values.AsSpan(i * Width, count);
            if (step.Kind is StepKind.Real or StepKind.Imaginary)
            {
                var lane = pass.Source.Lane * step.Left;
                for (var c = 0; c < result.Length; c++)
                {
                    var operand = source[places[c].Source + lane];
                    result[c] = step.Kind == StepKind.Real ? operand.Real : operand.Imaginary;
                }

                continue;
            }

            var left = values.AsSpan(step.Left * Width, count);
            if (step.Kind == StepKind.Scale)
            {
                for (var c = 0; c < result.Length; c++) result[c] = arithmetic.Multiply(step.Right, left[c]);
                continue;
            }

            var right = values.AsSpan((int)step.Right * Width, count);
            if (step.Kind == StepKind.Add)
                for (var c = 0; c < result.Length; c++) result[c] = arithmetic.Add(left[c], right[c]);
            else
                for (var c = 0; c < result.Length; c++) result[c] = arithmetic.Subtract(left[c], right[c]);
        }
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    private void Store(ComplexResidue[] target, int count, ComplexResidue[] twiddles)
    {
        var hasTwiddles = pass.HasTwiddles;
        for (var c = 0; c < count; c++)
        {
            var (block, _, place) = places[c];
            if (hasTwiddles && (c == 0 || block != places[c - 1].Block))
                for (var v = 0; v < pass.Radix; v++) twiddles[v] = field.Root(unit * block % field.Order * v);
            for (var v = 0; v < pass.Radix; v++)
            {
                var result = new ComplexResidue(Output(outputs[2 * v], c), Output(outputs[2 * v + 1], c));
                target[place + pass.Target.Lane * v] = hasTwiddles ? field.Multiply(twiddles[v], result) : result;
            }
        }
    }

    private uint Output(FlowOutput output, int column)
    {
        if (output.IsZero) return 0;
        var value = values[output.Node * Width + column];
        return output.IsNegated ? field.Field.Negate(value) : value;
    }

    private static Step[] Steps(FlowGraph graph, uint[] factors) => graph.Nodes.Select((node, i) => node switch
    {
        InputNode input => new Step(input.Input % 2 == 0 ? StepKind.Real : StepKind.Imaginary, input.Input / 2, 0),
        AddNode add => new Step(add.IsSubtraction ? StepKind.Subtract : StepKind.Add, add.Left, (uint)add.Right),
        ScaleNode scale => new Step(StepKind.Scale, scale.Operand, factors[i]),
        _ => throw new InvalidOperationException("Unknown node."),
    }).ToArray();

    /// <summary>A node of a graph: what it is, and the numbers of its operands, or of one and its factor.</summary>
    private readonly record struct Step(StepKind Kind, int Left, uint Right);
}
