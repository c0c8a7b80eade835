using Twiddle.Compiler.Flow;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>
/// Turns a flow graph on complex numbers into code on vectors of two real values: where the real and the imaginary part of something are computed alike, by
/// operations of the same kind on operands that pair up again, one vector operation does both. An exchange of the two is a shuffle; signs of one of
/// them, as in a product with i, go into the constant of a fused multiply-add.
/// </summary>
/// <remarks>Larsen and Amarasinghe, <i>Exploiting superword level parallelism with multimedia instruction sets</i>, 2000.</remarks>
internal sealed class PairedFlow(FlowGraph graph, VectorCode code, Func<ScaleNode, string> literal, IPairVocabulary words)
{
    private const double Impossible = 1e12;

    private readonly Dictionary<(int A, int B), double> costs = [];
    private readonly Dictionary<(int A, int B), SignedPair> values = [];

    /// <summary>A vector with a sign for each of its two values.</summary>
    /// <param name="Value">The vector.</param>
    /// <param name="A">Whether the first value is negated.</param>
    /// <param name="B">Whether the second value is negated.</param>
    private readonly record struct SignedPair(int Value, bool A, bool B)
    {
        public SignedPair With(bool a, bool b) => new(Value, A != a, B != b);
    }

    /// <summary>Whether all outputs can be computed in pairs.</summary>
    public bool IsPossible
    {
        get
        {
            for (var k = 0; k < graph.Outputs.Length; k += 2)
            {
                var (re, im) = (graph.Outputs[k], graph.Outputs[k + 1]);
                if (re.IsZero || im.IsZero || Cost(re.Node, im.Node) >= Impossible) return false;
            }

            return true;
        }
    }

    /// <summary>Complex output k.</summary>
    public int Output(int k)
    {
        var (re, im) = (graph.Outputs[2 * k], graph.Outputs[2 * k + 1]);
        return Plain(Pair(re.Node, im.Node).With(re.IsNegated, im.IsNegated));
    }

    private int Plain(SignedPair pair)
    {
        if (pair.A && pair.B) return code.Apply("-{0}", pair.Value);
        return pair.A || pair.B ? code.Multiply(code.Constant(words.Signs(pair.A, pair.B)), pair.Value) : pair.Value;
    }

    /// <summary>The operations for a pair, were none shared: enough to tell good pairs from bad ones.</summary>
    private double Cost(int a, int b)
    {
        if (costs.TryGetValue((a, b), out var known)) return known;
        // Against a turn through the exchanged pair.
        costs[(a, b)] = Impossible;
        var direct = DirectCost(a, b);
        costs[(b, a)] = Impossible;
        var exchanged = 1 + DirectCost(b, a);
        costs.Remove((b, a));
        return costs[(a, b)] = Math.Min(Impossible, Math.Min(direct, exchanged));
    }

    private double DirectCost(int a, int b) => (graph.Nodes[a], graph.Nodes[b]) switch
    {
        (InputNode x, InputNode y) => x.Input % 2 == 0 && y.Input == x.Input + 1 ? 1 : Impossible,
        (ScaleNode x, ScaleNode y) => 1 + Cost(x.Operand, y.Operand),
        (AddNode x, AddNode y) => 1 + Math.Min(Straight(x, y), Crossed(x, y)),
        _ => Impossible,
    };

    private double Straight(AddNode x, AddNode y) => Cost(x.Left, y.Left) + Cost(x.Right, y.Right) + (x.IsSubtraction == y.IsSubtraction ? 0 : 0.1);

    private double Crossed(AddNode x, AddNode y) => Cost(x.Left, y.Right) + Cost(x.Right, y.Left) + (x.IsSubtraction == y.IsSubtraction ? 0 : 0.1);

    private SignedPair Pair(int a, int b)
    {
        if (values.TryGetValue((a, b), out var known)) return known;
        if (values.TryGetValue((b, a), out var other) || DirectCost(a, b) > 1 + DirectCost(b, a))
        {
            other = Pair(b, a);
            return values[(a, b)] = new(code.Apply(words.Exchange, other.Value), other.B, other.A);
        }

        return values[(a, b)] = (graph.Nodes[a], graph.Nodes[b]) switch
        {
            (InputNode x, InputNode) => new(code.LoadOnce(words.Load(x.Input / 2)), false, false),
            (ScaleNode x, ScaleNode y) => Scaled(x, y),
            var (x, y) => Sum((AddNode)x, (AddNode)y),
        };
    }

    private SignedPair Scaled(ScaleNode x, ScaleNode y)
    {
        var operand = Pair(x.Operand, y.Operand);
        return operand with { Value = code.Multiply(code.Constant(words.Constants(literal(x), literal(y))), operand.Value) };
    }

    private SignedPair Sum(AddNode x, AddNode y)
    {
        var isStraight = Straight(x, y) <= Crossed(x, y);
        var (first, second) = isStraight ? ((x.Left, y.Left), (x.Right, y.Right)) : ((x.Left, y.Right), (x.Right, y.Left));
        var (firstB, secondB) = isStraight ? (false, y.IsSubtraction) : (y.IsSubtraction, false);
        // A product becomes part of the sum.
        if (IsProduct(first) && !IsProduct(second)) return Sum(second, x.IsSubtraction, secondB, first, false, firstB);
        return Sum(first, false, firstB, second, x.IsSubtraction, secondB);
    }

    private bool IsProduct((int A, int B) pair) => graph.Nodes[pair.A] is ScaleNode && graph.Nodes[pair.B] is ScaleNode && !values.ContainsKey(pair);

    /// <summary>A pair with signs, plus another.</summary>
    private SignedPair Sum((int A, int B) first, bool firstA, bool firstB, (int A, int B) second, bool secondA, bool secondB)
    {
        var sum = Pair(first.A, first.B).With(firstA, firstB);
        if (IsProduct(second))
        {
            var (x, y) = ((ScaleNode)graph.Nodes[second.A], (ScaleNode)graph.Nodes[second.B]);
            var operand = Pair(x.Operand, y.Operand).With(secondA, secondB);
            return sum with { Value = MultiplyAdd(operand.A != sum.A, operand.B != sum.B, literal(x), literal(y), operand.Value, sum.Value) };
        }

        var term = Pair(second.A, second.B).With(secondA, secondB);
        var (a, b) = (term.A != sum.A, term.B != sum.B);
        if (a != b) return sum with { Value = code.MultiplyAdd(code.Constant(words.Signs(a, b)), term.Value, false, sum.Value, false) };
        return sum with { Value = a ? code.Subtract(sum.Value, term.Value) : code.Add(sum.Value, term.Value) };
    }

    private int MultiplyAdd(bool a, bool b, string x, string y, int operand, int sum)
    {
        if (a == b) return code.MultiplyAdd(code.Constant(words.Constants(x, y)), operand, a, sum, false);
        return code.MultiplyAdd(code.Constant(words.Constants(a ? "-" + x : x, b ? "-" + y : y)), operand, false, sum, false);
    }
}

/// <summary>The texts of operations on vectors of two values.</summary>
internal interface IPairVocabulary
{
    /// <summary>Exchanges the two values.</summary>
    string Exchange { get; }

    /// <summary>0 in all places.</summary>
    string Zero { get; }

    /// <summary>Loads a complex input.</summary>
    string Load(int input);

    /// <summary>1 or −1 for each.</summary>
    string Signs(bool a, bool b);

    /// <summary>Two constants.</summary>
    string Constants(string a, string b);
}
