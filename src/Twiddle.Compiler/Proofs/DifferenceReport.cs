using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Proofs;

/// <summary>Tells a refuted entry in numbers a reader can check.</summary>
internal static class DifferenceReport
{
    public static Different Create(ProofProblem problem, int output, int input)
    {
        var row = problem.RowOf(output);
        var column = problem.ColumnOf(input);
        var found = ValueOf(problem.Graph, output, input);
        var expected = Expected(problem, output, input);
        var comparison = found == expected ? ", right to machine precision, but not exactly" : " instead of " + Text(expected);
        return new(row, column, $"{OutputName(problem, output)} depends on {InputName(problem, input)} with the factor {Text(found)}{comparison}");
    }

    private static string Text(double value) => double.IsNaN(value) || double.IsInfinity(value) ? "∞" : NumberText.Of(value);

    private static string OutputName(ProofProblem problem, int output)
    {
        if (!problem.HasComplexOutputs) return $"output {output}";
        return $"the {(output % 2 == 0 ? "real" : "imaginary")} part of output {output / 2}";
    }

    private static string InputName(ProofProblem problem, int input)
    {
        if (!problem.HasComplexInputs) return $"input {input}";
        return $"the {(input % 2 == 0 ? "real" : "imaginary")} part of input {input / 2}";
    }

    private static double Expected(ProofProblem problem, int output, int input)
    {
        var entry = problem.Matrix[problem.RowOf(output), problem.ColumnOf(input)];
        if (!problem.HasComplexOutputs) return Rounding.ToDouble(entry);
        var isImaginaryOutput = output % 2 == 1;
        var isImaginaryInput = problem.HasComplexInputs && input % 2 == 1;
        var part = isImaginaryOutput == isImaginaryInput ? entry.RealPart() : entry.ImaginaryPart();
        return Rounding.ToDouble(isImaginaryInput && !isImaginaryOutput ? -part : part);
    }

    /// <summary>The entry that the graph computes, in machine precision.</summary>
    private static double ValueOf(FlowGraph graph, int output, int input)
    {
        var values = new double[graph.Nodes.Length];
        for (var n = 0; n < values.Length; n++)
        {
            values[n] = graph.Nodes[n] switch
            {
                InputNode unit => unit.Input == input ? 1 : 0,
                AddNode { IsSubtraction: true } add => values[add.Left] - values[add.Right],
                AddNode add => values[add.Left] + values[add.Right],
                ScaleNode scale when values[scale.Operand] != 0 => Rounding.ToDouble(scale.Factor) * values[scale.Operand],
                _ => 0,
            };
        }

        var (node, isNegated) = graph.Outputs[output];
        if (node < 0) return 0;
        return isNegated ? -values[node] : values[node];
    }
}
