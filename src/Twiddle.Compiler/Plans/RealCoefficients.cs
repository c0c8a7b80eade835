using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Proofs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Plans;

/// <summary>
/// A complex matrix M = A + i·B with real A and B: proved straight-line code for A above B, to be run on complex numbers, gives A·x and B·x; and M·x = A·x + i·(B·x).
/// </summary>
internal static class RealCoefficients
{
    /// <summary>Code with the rows of A as its first outputs, and those of B behind; null where none is found.</summary>
    public static FlowGraph? Of(ExactMatrix matrix, DerivationOptions options, CancellationToken cancellation)
    {
        var parts = ExactMatrix.Define(
            2 * matrix.Rows, matrix.Columns, (k, n) => k < matrix.Rows ? matrix[k, n].RealPart() : matrix[k - matrix.Rows, n].ImaginaryPart());
        return options.Codelets(parts, Field.Real, cancellation) is { Graph: var graph } && CodeletProof.Verify(graph, parts, Field.Real, cancellation) is Equal ? graph : null;
    }
}
