using System.Collections.Immutable;
using System.Numerics;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Proofs;

/// <summary>
/// A graph and a matrix side by side: all numbers of both on one tape, and the order of the cyclotomic field that holds them.
/// </summary>
internal sealed class ProofProblem
{
    private readonly int[,] entries;

    private ProofProblem(FlowGraph graph, ExactMatrix matrix, Field field, ConstantTape tape, int[] factors, int[,] entries, int order)
    {
        Graph = graph;
        Matrix = matrix;
        Field = field;
        Tape = tape;
        Factors = factors;
        this.entries = entries;
        Order = order;
    }

    public FlowGraph Graph { get; }

    public ExactMatrix Matrix { get; }

    public Field Field { get; }

    public ConstantTape Tape { get; }

    /// <summary>By node: the step of a scale node's factor, else −1.</summary>
    public int[] Factors { get; }

    /// <summary>A multiple of 4 (so that i is in the field) and of the order of every number.</summary>
    public int Order { get; }

    public bool HasComplexOutputs => Field != Field.Real;

    public bool HasComplexInputs => Field == Field.Complex;

    /// <summary>The step of a matrix entry.</summary>
    public int Entry(int row, int column) => entries[row, column];

    /// <summary>The steps of a row's entries, each once.</summary>
    public int[] DistinctEntries(int row) => Enumerable.Range(0, Matrix.Columns).Select(j => entries[row, j]).Distinct().ToArray();

    public int RowOf(int output) => HasComplexOutputs ? output / 2 : output;

    public int ColumnOf(int input) => HasComplexInputs ? input / 2 : input;

    /// <summary>The steps that are to be real numbers: the factors, and the entries of a real matrix.</summary>
    public IEnumerable<int> RealSteps()
    {
        var steps = Factors.Where(f => f >= 0);
        return (HasComplexOutputs ? steps : steps.Concat(entries.Cast<int>())).Distinct();
    }

    /// <summary>Lays out the comparison; a reason in words where graph and matrix do not fit together.</summary>
    public static (ProofProblem? Problem, string? Refusal) Create(FlowGraph graph, ExactMatrix matrix, Field field)
    {
        if (Misfit(graph, matrix, field) is { } misfit) return (null, misfit);

        var tape = new ConstantTape();
        var factors = graph.Nodes.Select(n => n is ScaleNode scale ? tape.Add(scale.Factor) : -1).ToArray();
        var entries = new int[matrix.Rows, matrix.Columns];
        for (var k = 0; k < matrix.Rows; k++)
            for (var j = 0; j < matrix.Columns; j++)
                entries[k, j] = tape.Add(matrix[k, j]);

        var order = new BigInteger(4);
        foreach (var value in tape.Exacts) order = order / BigInteger.GreatestCommonDivisor(order, value.Order) * value.Order;
        if (order > 1 << 20) return (null, $"the numbers lie in the cyclotomic field of order {order}, which is too large");
        return (new(graph, matrix, field, tape, factors, entries, (int)order), null);
    }

    private static string? Misfit(FlowGraph graph, ExactMatrix matrix, Field field)
    {
        var inputs = matrix.Columns * (field == Field.Complex ? 2 : 1);
        var outputs = matrix.Rows * (field == Field.Real ? 1 : 2);
        if (graph.InputCount != inputs) return $"the graph has {graph.InputCount} inputs, the matrix {inputs}";
        if (graph.Outputs.Length != outputs) return $"the graph has {graph.Outputs.Length} outputs, the matrix {outputs}";
        for (var n = 0; n < graph.Nodes.Length; n++)
            if (!IsInOrder(graph.Nodes[n], n, inputs)) return $"node {n} uses what does not come before it";
        return graph.Outputs.Any(o => o.Node >= graph.Nodes.Length) ? "an output refers to no node" : null;
    }

    private static bool IsInOrder(FlowNode node, int index, int inputs) => node switch
    {
        InputNode input => input.Input >= 0 && input.Input < inputs,
        AddNode add => add.Left >= 0 && add.Left < index && add.Right >= 0 && add.Right < index,
        ScaleNode scale => scale.Operand >= 0 && scale.Operand < index,
        _ => false,
    };
}
