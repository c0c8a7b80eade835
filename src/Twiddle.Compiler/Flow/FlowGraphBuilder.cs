using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Flow;

/// <summary>
/// Builds a flow graph so that nothing is computed twice: each operation is looked up before it is added (hash-consing), signs are kept on
/// the edges, products of products are one product, and what no output uses is left out.
/// </summary>
internal sealed class FlowGraphBuilder
{
    private readonly NumberTable numbers;
    private readonly int inputCount;
    private readonly List<Operation> operations = new();
    private readonly Dictionary<Operation, int> index = new();

    public FlowGraphBuilder(int inputCount, NumberTable numbers)
    {
        this.inputCount = inputCount;
        this.numbers = numbers;
        for (var i = 0; i < inputCount; i++) Node(new(OperationKind.Input, i, 0));
    }

    private enum OperationKind
    {
        Input,
        Sum,
        Difference,
        Product,
    }

    public SignedNode Input(int input) => new(input, false);

    public SignedNode Add(SignedNode a, SignedNode b)
    {
        if (a.IsZero) return b;
        if (b.IsZero) return a;
        var isDifference = a.IsNegated != b.IsNegated;
        if (a.Node == b.Node) return isDifference ? SignedNode.Zero : Scale(numbers.Add(NumberTable.One, NumberTable.One), a);
        // ±(first ± second), the older node first
        var (first, second) = a.Node < b.Node ? (a, b) : (b, a);
        return new(Node(new(isDifference ? OperationKind.Difference : OperationKind.Sum, first.Node, second.Node)), first.IsNegated);
    }

    /// <summary>A real number, by its id, times a node.</summary>
    public SignedNode Scale(int factor, SignedNode a)
    {
        if (a.IsZero || factor == NumberTable.Zero) return SignedNode.Zero;
        if (numbers.UnitOf(factor) != 0) a = a.Negated;
        factor = numbers.Canonical(factor);
        if (factor == NumberTable.One) return a;
        var operation = operations[a.Node];
        if (operation.Kind == OperationKind.Product)
            return Scale(numbers.Multiply(factor, operation.Right), new(operation.Left, a.IsNegated));
        return new(Node(new(OperationKind.Product, a.Node, factor)), a.IsNegated);
    }

    /// <summary>The graph of these outputs.</summary>
    public FlowGraph Build(IReadOnlyList<SignedNode> outputs)
    {
        var (factored, factoredOutputs) = FactorOut(outputs);
        return factored.Export(factoredOutputs);
    }

    /// <summary>
    /// The algorithm of the transposed map, with every edge reversed: where a value was used several times, what comes back is added. It takes the same
    /// multiplications, and as many more additions as it has more inputs (Tellegen; Bordewijk).
    /// </summary>
    public (FlowGraphBuilder Graph, IReadOnlyList<SignedNode> Outputs) Transpose(IReadOnlyList<SignedNode> outputs)
    {
        var (forward, forwardOutputs) = FactorOut(outputs);
        var result = new FlowGraphBuilder(outputs.Count, numbers);
        var values = Enumerable.Repeat(SignedNode.Zero, forward.operations.Count).ToArray();
        for (var k = 0; k < outputs.Count; k++)
            if (!forwardOutputs[k].IsZero) Accumulate(forwardOutputs[k].Node, result.Input(k).NegatedIf(forwardOutputs[k].IsNegated));
        for (var i = values.Length - 1; i >= inputCount; i--)
        {
            var operation = forward.operations[i];
            if (values[i].IsZero) continue;
            if (operation.Kind == OperationKind.Product)
            {
                Accumulate(operation.Left, result.Scale(operation.Right, values[i]));
                continue;
            }

            Accumulate(operation.Left, values[i]);
            Accumulate(operation.Right, values[i].NegatedIf(operation.Kind == OperationKind.Difference));
        }

        return (result, values.Take(inputCount).ToArray());

        void Accumulate(int node, SignedNode value) => values[node] = result.Add(values[node], value);
    }

    /// <summary>The algorithm as a network of sums of scaled values.</summary>
    public ScaledNetwork ToNetwork(IReadOnlyList<SignedNode> outputs)
    {
        var (factored, factoredOutputs) = FactorOut(outputs);
        var sums = new List<(ScaledTerm Left, ScaledTerm Right)>();
        var values = new ScaledTerm[factored.operations.Count];
        var uses = factored.CountUses(factoredOutputs);
        for (var i = 0; i < values.Length; i++)
        {
            var operation = factored.operations[i];
            if (operation.Kind == OperationKind.Input) values[i] = new(i, NumberTable.One);
            else if (uses[i] == 0) continue;
            else if (operation.Kind == OperationKind.Product) values[i] = new(values[operation.Left].Source, operation.Right);
            else
            {
                sums.Add((values[operation.Left], Signed(values[operation.Right], operation.Kind == OperationKind.Difference)));
                values[i] = new(inputCount + sums.Count - 1, NumberTable.One);
            }
        }

        return new(inputCount, sums, factoredOutputs.Select(o => o.IsZero ? new(0, NumberTable.Zero) : Signed(values[o.Node], o.IsNegated)).ToArray());

        ScaledTerm Signed(ScaledTerm term, bool isNegated) => isNegated ? term with { Factor = numbers.Negate(term.Factor) } : term;
    }

    /// <summary>Rewrites c·x ± c·y, where neither product is used elsewhere, to c·(x ± y).</summary>
    private (FlowGraphBuilder Graph, IReadOnlyList<SignedNode> Outputs) FactorOut(IReadOnlyList<SignedNode> outputs)
    {
        var uses = CountUses(outputs);
        var result = new FlowGraphBuilder(inputCount, numbers);
        var images = new SignedNode[operations.Count];
        for (var i = 0; i < operations.Count; i++)
        {
            var operation = operations[i];
            if (operation.Kind == OperationKind.Input) images[i] = result.Input(operation.Left);
            else if (uses[i] == 0) continue;
            else if (operation.Kind == OperationKind.Product) images[i] = result.Scale(operation.Right, images[operation.Left]);
            else images[i] = Sum(operation);
        }

        return (result, outputs.Select(o => o.IsZero ? o : images[o.Node].NegatedIf(o.IsNegated)).ToArray());

        SignedNode Sum(Operation operation)
        {
            var (left, right) = (operations[operation.Left], operations[operation.Right]);
            var isDifference = operation.Kind == OperationKind.Difference;
            var hasCommonFactor = left.Kind == OperationKind.Product && right.Kind == OperationKind.Product && left.Right == right.Right
                && uses[operation.Left] == 1 && uses[operation.Right] == 1;
            return hasCommonFactor
                ? result.Scale(left.Right, result.Add(images[left.Left], images[right.Left].NegatedIf(isDifference)))
                : result.Add(images[operation.Left], images[operation.Right].NegatedIf(isDifference));
        }
    }

    private int[] CountUses(IReadOnlyList<SignedNode> outputs)
    {
        var uses = new int[operations.Count];
        foreach (var output in outputs)
            if (!output.IsZero) uses[output.Node]++;
        for (var i = operations.Count - 1; i >= inputCount; i--)
        {
            if (uses[i] == 0) continue;
            uses[operations[i].Left]++;
            if (operations[i].Kind != OperationKind.Product) uses[operations[i].Right]++;
        }

        return uses;
    }

    private FlowGraph Export(IReadOnlyList<SignedNode> outputs)
    {
        var uses = CountUses(outputs);
        var nodes = ImmutableArray.CreateBuilder<FlowNode>();
        var places = new int[operations.Count];
        for (var i = 0; i < operations.Count; i++)
        {
            if (i >= inputCount && uses[i] == 0) continue;
            places[i] = nodes.Count;
            nodes.Add(ToNode(operations[i], places));
        }

        return new(
            inputCount,
            nodes.ToImmutable(),
            outputs.Select(o => o.IsZero ? FlowOutput.Zero : new(places[o.Node], o.IsNegated)).ToImmutableArray());
    }

    private FlowNode ToNode(Operation operation, int[] places) => operation.Kind switch
    {
        OperationKind.Input => new InputNode(operation.Left),
        OperationKind.Product => new ScaleNode(numbers.ConstantOf(operation.Right), places[operation.Left]),
        _ => new AddNode(places[operation.Left], places[operation.Right], operation.Kind == OperationKind.Difference),
    };

    private int Node(Operation operation)
    {
        if (index.TryGetValue(operation, out var known)) return known;
        operations.Add(operation);
        index.Add(operation, operations.Count - 1);
        return operations.Count - 1;
    }

    /// <summary>Left is an input's number or an operand's node; Right is an operand's node, or the id of a positive factor.</summary>
    private readonly record struct Operation(OperationKind Kind, int Left, int Right);
}
