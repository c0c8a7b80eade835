using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Discovery;

/// <summary>A matrix to be factored, with what its searches remember, which no two threads may use at once.</summary>
internal sealed record DiscoveryProblem(NumberMatrix Matrix, Field Field, Proposals Proposals, NumberTable Numbers, DiscoveryOptions Options)
{
    /// <summary>The problem in numbers of its own.</summary>
    public static DiscoveryProblem Of(ExactMatrix matrix, Field field, DiscoveryOptions options, CancellationToken cancellation)
    {
        var numbers = NumberTable.For(matrix, cancellation);
        var ids = NumberMatrix.Of(matrix, field == Field.Real ? MatrixKind.Real : MatrixKind.Complex, numbers, cancellation);
        return new(ids, field, new(numbers, cancellation), numbers, options);
    }

    /// <summary>That of the matrix whose reversed flow graph computes this one, where it may be another problem; the transpose of re + i·im, written as real map, is the adjoint.</summary>
    public DiscoveryProblem? Transposed()
    {
        if (Field == Field.RealToComplex || Matrix.Rows == 1 || Matrix.Columns == 1) return null;
        if (Field == Field.Complex && Matrix.Rows == Matrix.Columns) return null;
        var transpose = Field == Field.Real ? Matrix.Transpose() : Matrix.Transpose().Map(Numbers.Conjugate);
        return transpose.Equals(Matrix) ? null : this with { Matrix = transpose };
    }
}
