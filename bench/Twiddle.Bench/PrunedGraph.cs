using Twiddle.Compiler.Flow;

namespace Twiddle.Bench;

/// <summary>What is left of a flow graph when some inputs are zero and some outputs are not wanted.</summary>
internal static class PrunedGraph
{
    private const int Zero = -1;

    /// <summary>The operations of a graph that outputs still need; sums with zero are no operations.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="isUsed">Whether a real input may be other than zero.</param>
    /// <param name="isWanted">Whether a real output is wanted.</param>
    public static int Flops(FlowGraph graph, Predicate<int> isUsed, Predicate<int> isWanted)
    {
        var values = new int[graph.Nodes.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = graph.Nodes[i] switch
            {
                InputNode input => isUsed(input.Input) ? i : Zero,
                AddNode add => values[add.Left] == Zero ? values[add.Right] : values[add.Right] == Zero ? values[add.Left] : i,
                ScaleNode scale => values[scale.Operand] == Zero ? Zero : i,
                _ => throw new ArgumentException("Unknown node", nameof(graph)),
            };
        var isNeeded = new bool[values.Length];
        for (var k = 0; k < graph.Outputs.Length; k++)
            if (isWanted(k)) Need(graph.Outputs[k].Node);
        for (var i = values.Length - 1; i >= 0; i--)
        {
            if (!isNeeded[i]) continue;
            if (graph.Nodes[i] is AddNode add)
            {
                Need(add.Left);
                Need(add.Right);
            }
            else if (graph.Nodes[i] is ScaleNode scale) Need(scale.Operand);
        }

        return Enumerable.Range(0, values.Length).Count(i => isNeeded[i] && graph.Nodes[i] is not InputNode);

        void Need(int node)
        {
            if (node >= 0 && values[node] != Zero) isNeeded[values[node]] = true;
        }
    }
}
