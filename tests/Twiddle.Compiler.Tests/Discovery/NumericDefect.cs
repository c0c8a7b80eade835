using System.Numerics;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Tests.Discovery;

/// <summary>Runs a flow graph on unit vectors in double precision.</summary>
internal static class NumericDefect
{
    /// <summary>The largest difference between an output of the graph and the entry of the matrix that it should be.</summary>
    public static double Of(FlowGraph graph, ExactMatrix matrix, Field field)
    {
        var inputWidth = field == Field.Complex ? 2 : 1;
        Assert.Equal(inputWidth * matrix.Columns, graph.InputCount);
        Assert.Equal((field == Field.Real ? 1 : 2) * matrix.Rows, graph.Outputs.Length);
        var defect = 0.0;
        for (var j = 0; j < graph.InputCount; j++)
        {
            var input = Complex.Pow(Complex.ImaginaryOne, j % inputWidth);
            var outputs = Evaluate(graph, unit: j);
            for (var k = 0; k < matrix.Rows; k++)
            {
                var expected = RoughValue.Of(matrix[k, j / inputWidth]) * input;
                var actual = field == Field.Real ? outputs[k] : new Complex(outputs[2 * k], outputs[2 * k + 1]);
                defect = Math.Max(defect, Complex.Abs(expected - actual));
            }
        }

        return defect;
    }

    private static double[] Evaluate(FlowGraph graph, int unit)
    {
        var values = new double[graph.Nodes.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = graph.Nodes[i] switch
            {
                InputNode input => input.Input == unit ? 1 : 0,
                AddNode { IsSubtraction: true } add => values[add.Left] - values[add.Right],
                AddNode add => values[add.Left] + values[add.Right],
                ScaleNode scale => Positive(RoughValue.Of(scale.Factor)) * values[scale.Operand],
                _ => throw new InvalidOperationException(),
            };
        return graph.Outputs.Select(o => o.IsZero ? 0 : o.IsNegated ? -values[o.Node] : values[o.Node]).ToArray();
    }

    private static double Positive(Complex factor)
    {
        Assert.True(factor.Real > 0 && Math.Abs(factor.Imaginary) < 1e-12, $"{factor} is no positive real number");
        return factor.Real;
    }
}
