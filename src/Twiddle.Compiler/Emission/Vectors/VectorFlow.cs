using Twiddle.Compiler.Flow;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>
/// Turns a flow graph into vector code, the same operations in all lanes. A multiplication whose product is only added or subtracted becomes part of
/// these sums: one fused instruction each, with one rounding less.
/// </summary>
internal sealed class VectorFlow
{
    private readonly FlowGraph graph;
    private readonly VectorCode code;
    private readonly Func<int, int> load;
    private readonly string[] constants;
    private readonly int[] values;
    private readonly int[] uses;
    private readonly bool[] isOutput;

    /// <param name="graph">The graph; outputs that are zero cannot be asked for.</param>
    /// <param name="code">Where the operations go.</param>
    /// <param name="constants">The name of each node's factor.</param>
    /// <param name="load">Loads a real input.</param>
    public VectorFlow(FlowGraph graph, VectorCode code, string[] constants, Func<int, int> load)
    {
        this.graph = graph;
        this.code = code;
        this.load = load;
        this.constants = constants;
        values = Enumerable.Repeat(-1, graph.Nodes.Length).ToArray();
        uses = new int[graph.Nodes.Length];
        isOutput = new bool[graph.Nodes.Length];
        foreach (var output in graph.Outputs.Where(o => !o.IsZero))
        {
            uses[output.Node]++;
            isOutput[output.Node] = true;
        }

        foreach (var node in graph.Nodes)
        {
            if (node is ScaleNode scale) uses[scale.Operand]++;
            if (node is not AddNode add) continue;
            uses[add.Left]++;
            uses[add.Right]++;
        }
    }

    /// <summary>A real output.</summary>
    public SignedVector Output(int index)
    {
        var output = graph.Outputs[index];
        // −(a − b) costs nothing as b − a.
        var isReversed = output.IsNegated && uses[output.Node] == 1 && graph.Nodes[output.Node] is AddNode { IsSubtraction: true };
        if (!isReversed) return new(ValueOf(output.Node), output.IsNegated);
        var difference = (AddNode)graph.Nodes[output.Node];
        return new(Sum(difference with { Left = difference.Right, Right = difference.Left }), false);
    }

    private int ValueOf(int node)
    {
        if (values[node] < 0)
        {
            values[node] = graph.Nodes[node] switch
            {
                InputNode input => load(input.Input),
                ScaleNode scale => code.Scale(constants[node], ValueOf(scale.Operand)),
                var sum => Sum((AddNode)sum),
            };
        }

        return values[node];
    }

    private int Sum(AddNode add)
    {
        if (Product(add.Left) is { } left) return code.ScaleAdd(constants[add.Left], ValueOf(left.Operand), false, ValueOf(add.Right), add.IsSubtraction);
        if (Product(add.Right) is { } right) return code.ScaleAdd(constants[add.Right], ValueOf(right.Operand), add.IsSubtraction, ValueOf(add.Left), false);
        return add.IsSubtraction ? code.Subtract(ValueOf(add.Left), ValueOf(add.Right)) : code.Add(ValueOf(add.Left), ValueOf(add.Right));
    }

    /// <summary>A product that need not be computed for itself: nothing but sums uses it.</summary>
    private ScaleNode? Product(int node) => isOutput[node] ? null : graph.Nodes[node] as ScaleNode;
}
