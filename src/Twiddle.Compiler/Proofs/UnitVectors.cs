using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Proofs;

/// <summary>
/// Pushes unit vectors through a graph modulo p. Only the nodes that depend on the one input that is not zero are visited: in a fast algorithm
/// that is a small part of them.
/// </summary>
internal sealed class UnitVectors
{
    private readonly FlowGraph graph;
    private readonly NodeKind[] kinds;
    private readonly int[] left;
    private readonly int[] right;
    private readonly int[][] cones;
    private readonly uint[] values;

    public UnitVectors(FlowGraph graph)
    {
        this.graph = graph;
        var count = graph.Nodes.Length;
        kinds = new NodeKind[count];
        left = new int[count];
        right = new int[count];
        values = new uint[count];
        for (var n = 0; n < count; n++)
            (kinds[n], left[n], right[n]) = graph.Nodes[n] switch
            {
                AddNode { IsSubtraction: false } add => (NodeKind.Sum, add.Left, add.Right),
                AddNode add => (NodeKind.Difference, add.Left, add.Right),
                ScaleNode scale => (NodeKind.Scale, scale.Operand, scale.Operand),
                _ => (NodeKind.Input, -1, -1),
            };
        cones = Enumerable.Range(0, graph.InputCount).Select(Cone).ToArray();
    }

    private enum NodeKind : byte
    {
        Input,
        Sum,
        Difference,
        Scale,
    }

    /// <summary>The outputs for the unit vector of an input; <paramref name="factors"/> are the residues of the scale nodes' constants.</summary>
    public void Push(int input, ResidueField field, uint[] factors, uint[] outputs)
    {
        var cone = cones[input];
        foreach (var n in cone)
        {
            values[n] = kinds[n] switch
            {
                NodeKind.Sum => field.Add(values[left[n]], values[right[n]]),
                NodeKind.Difference => field.Subtract(values[left[n]], values[right[n]]),
                NodeKind.Scale => field.Multiply(factors[n], values[left[n]]),
                _ => 1,
            };
        }

        for (var o = 0; o < outputs.Length; o++)
        {
            var output = graph.Outputs[o];
            var value = output.IsZero ? 0 : values[output.Node];
            outputs[o] = output.IsNegated ? field.Negate(value) : value;
        }

        // Outside a cone everything is zero: leave it so for the next input.
        foreach (var n in cone) values[n] = 0;
    }

    private int[] Cone(int input)
    {
        var reached = new bool[kinds.Length];
        var cone = new List<int>();
        for (var n = 0; n < kinds.Length; n++)
        {
            reached[n] = kinds[n] == NodeKind.Input
                ? ((InputNode)graph.Nodes[n]).Input == input
                : reached[left[n]] || reached[right[n]];
            if (reached[n]) cone.Add(n);
        }

        return cone.ToArray();
    }
}
