using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery;

/// <summary>Writes a solved factorisation out as a flow graph.</summary>
internal sealed class FactorisationWriter
{
    private readonly FlowGraphBuilder graph;
    private readonly NumberTable numbers;

    private FactorisationWriter(FlowGraphBuilder graph, NumberTable numbers)
    {
        this.graph = graph;
        this.numbers = numbers;
    }

    /// <param name="factorisation">The algorithm.</param>
    /// <param name="inputCount">Its inputs, real or complex.</param>
    /// <param name="hasComplexInputs">Whether an input is a pair of real values.</param>
    /// <param name="hasComplexOutputs">Whether an output is.</param>
    /// <param name="numbers">The table of its coefficients.</param>
    /// <param name="isTransposed">Whether the algorithm is to be that of the transposed map.</param>
    public static (FlowGraphBuilder Graph, IReadOnlyList<SignedNode> Outputs) Write(
        Factorisation factorisation, int inputCount, bool hasComplexInputs, bool hasComplexOutputs, NumberTable numbers, bool isTransposed = false)
    {
        var width = hasComplexInputs ? 2 : 1;
        var graph = new FlowGraphBuilder(width * inputCount, numbers);
        var inputs = Enumerable.Range(0, inputCount)
            .Select(j => new Signal(graph.Input(width * j), hasComplexInputs ? graph.Input(2 * j + 1) : SignedNode.Zero))
            .ToArray();
        var outputs = new FactorisationWriter(graph, numbers).Write(factorisation, inputs);
        var values = outputs.SelectMany(y => hasComplexOutputs ? new[] { y.Real, y.Imaginary } : new[] { y.Real }).ToArray();
        return isTransposed ? graph.Transpose(values) : (graph, values);
    }

    private Signal[] Write(Factorisation factorisation, Signal[] inputs) => factorisation switch
    {
        Combination combination => Array.ConvertAll(combination.Rows, row => Combine(combination, row, inputs)),
        DirectSum sum => WriteSum(sum, inputs),
        Composition composition => composition.Layers.Aggregate(inputs, (values, layer) => Write(layer, values)),
        Realified realified => Join(Write(realified.Real, Apart(inputs))),
        PairedOutputs paired => Join(Write(paired.Real, inputs)),
        OutputParts parts => Apart(Write(parts.Complex, inputs)),
        Complexified complexified => WriteComplexified(complexified, inputs),
        Rescaled rescaled => WriteNetwork(rescaled.Network, inputs),
        UnitMap map => map.Outputs.Select(image => Turn(image, inputs)).ToArray(),
        _ => throw new InvalidOperationException("A factorisation with unsolved parts has no flow graph."),
    };

    private Signal[] WriteSum(DirectSum sum, Signal[] inputs)
    {
        var outputs = Enumerable.Repeat(Signal.Zero, sum.OutputCount).ToArray();
        foreach (var part in sum.Parts)
        {
            var values = Write(part.Factorisation, part.Inputs.Select(i => inputs[i]).ToArray());
            for (var k = 0; k < values.Length; k++) outputs[part.Outputs[k]] = values[k];
        }

        return outputs;
    }

    private Signal[] WriteNetwork(ScaledNetwork network, Signal[] inputs)
    {
        var values = inputs.Select(i => i.Real).ToList();
        foreach (var (left, right) in network.Sums) values.Add(graph.Add(Value(left), Value(right)));
        return network.Outputs.Select(o => new Signal(Value(o), SignedNode.Zero)).ToArray();

        SignedNode Value(ScaledTerm term) => graph.Scale(term.Factor, values[term.Source]);
    }

    private Signal[] WriteComplexified(Complexified complexified, Signal[] inputs)
    {
        var pairs = complexified.Inputs.Select(p => new Signal(inputs[p.First].Real, inputs[p.Second].Real.NegatedIf(p.IsNegated))).ToArray();
        var values = Write(complexified.Complex, pairs);
        var outputs = Enumerable.Repeat(Signal.Zero, 2 * values.Length).ToArray();
        for (var k = 0; k < values.Length; k++)
        {
            var pair = complexified.Outputs[k];
            outputs[pair.First] = new(values[k].Real, SignedNode.Zero);
            outputs[pair.Second] = new(values[k].Imaginary.NegatedIf(pair.IsNegated), SignedNode.Zero);
        }

        return outputs;
    }

    private Signal Combine(Combination combination, IReadOnlyList<Term> row, Signal[] inputs)
    {
        var result = Signal.Zero;
        if (combination.SharesProducts)
        {
            foreach (var term in row)
                result = Add(result, Turn(Scale(numbers.Canonical(term.Coefficient), inputs[term.Source]), numbers.UnitOf(term.Coefficient)));
            return result;
        }

        foreach (var group in row.GroupBy(t => numbers.Canonical(t.Coefficient)))
        {
            var sum = group.Aggregate(Signal.Zero, (s, term) => Add(s, Turn(inputs[term.Source], numbers.UnitOf(term.Coefficient))));
            result = Add(result, Scale(group.Key, sum));
        }

        return result;
    }

    private Signal Add(Signal a, Signal b) => new(graph.Add(a.Real, b.Real), graph.Add(a.Imaginary, b.Imaginary));

    /// <summary>A canonical factor (real and positive, or in the first quadrant) times a value.</summary>
    private Signal Scale(int factor, Signal value)
    {
        if (numbers.IsReal(factor)) return new(graph.Scale(factor, value.Real), graph.Scale(factor, value.Imaginary));
        var (re, im) = (numbers.RealPart(factor), numbers.ImaginaryPart(factor));
        if (re == im)
        {
            return new(
                graph.Scale(re, graph.Add(value.Real, value.Imaginary.Negated)),
                graph.Scale(re, graph.Add(value.Imaginary, value.Real)));
        }

        return new(
            graph.Add(graph.Scale(re, value.Real), graph.Scale(im, value.Imaginary).Negated),
            graph.Add(graph.Scale(im, value.Real), graph.Scale(re, value.Imaginary)));
    }

    private static Signal Turn(UnitImage image, Signal[] inputs)
    {
        var value = inputs[image.Source];
        return Turn(image.IsConjugated ? value with { Imaginary = value.Imaginary.Negated } : value, image.Unit);
    }

    private static Signal Turn(Signal value, int unit) => unit switch
    {
        0 => value,
        1 => new(value.Imaginary.Negated, value.Real),
        2 => new(value.Real.Negated, value.Imaginary.Negated),
        _ => new(value.Imaginary, value.Real.Negated),
    };

    private static IEnumerable<Signal> RealParts(Signal[] values) => values.Select(v => new Signal(v.Real, SignedNode.Zero));

    private static IEnumerable<Signal> ImaginaryParts(Signal[] values) => values.Select(v => new Signal(v.Imaginary, SignedNode.Zero));

    private static Signal[] Apart(Signal[] values) => RealParts(values).Concat(ImaginaryParts(values)).ToArray();

    /// <summary>All real parts, then all imaginary parts, as complex values.</summary>
    private static Signal[] Join(Signal[] parts)
    {
        var count = parts.Length / 2;
        return Enumerable.Range(0, count).Select(k => new Signal(parts[k].Real, parts[k + count].Real)).ToArray();
    }

    private readonly record struct Signal(SignedNode Real, SignedNode Imaginary)
    {
        public static Signal Zero => new(SignedNode.Zero, SignedNode.Zero);
    }
}
