using System.Globalization;
using System.Numerics;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Proofs;

/// <summary>Proves that a flow graph computes a matrix modulo a prime: runs it on every unit vector, exactly.</summary>
public static class ModularProof
{
    /// <param name="graph">A graph whose constants are integers.</param>
    /// <param name="matrix">The entries; any representatives of their residue classes.</param>
    /// <param name="modulus">The modulus.</param>
    /// <param name="cancellationToken">Ends the comparison with an <see cref="OperationCanceledException"/>.</param>
    public static ProofResult Verify(FlowGraph graph, long[,] matrix, long modulus, CancellationToken cancellationToken)
    {
        var (rows, columns) = (matrix.GetLength(0), matrix.GetLength(1));
        if (graph.InputCount != columns || graph.Outputs.Length != rows) return new Unproved("the graph has not the inputs and outputs of the matrix");
        for (var j = 0; j < columns; j++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Run(graph, j, modulus) is not { } values) return new Unproved("a constant is not an integer");
            for (var k = 0; k < rows; k++)
            {
                var output = graph.Outputs[k];
                var value = output.IsZero ? 0 : output.IsNegated ? -values[output.Node] : values[output.Node];
                if (!((value - matrix[k, j]) % modulus).IsZero) return new Different(k, j, $"output {k} depends on input {j} with a wrong factor modulo {modulus}");
            }
        }

        return new Equal(new(1, 1, 0, string.Format(
            CultureInfo.InvariantCulture, "Each of the {0} entries of the straight-line code is the definition's modulo {1}.", rows * columns, modulus)));
    }

    /// <summary>All nodes' values where one input is 1 and the others are 0.</summary>
    private static BigInteger[]? Run(FlowGraph graph, int input, long modulus)
    {
        var values = new BigInteger[graph.Nodes.Length];
        for (var i = 0; i < values.Length; i++)
            switch (graph.Nodes[i])
            {
                case InputNode node:
                    values[i] = node.Input == input ? 1 : 0;
                    break;
                case AddNode add:
                    values[i] = (add.IsSubtraction ? values[add.Left] - values[add.Right] : values[add.Left] + values[add.Right]) % modulus;
                    break;
                case ScaleNode { Factor: ExactConstant { Value: var factor } } scale when factor.AsRational is { IsInteger: true } integer:
                    values[i] = integer.Numerator * values[scale.Operand] % modulus;
                    break;
                default:
                    return null;
            }

        return values;
    }
}
