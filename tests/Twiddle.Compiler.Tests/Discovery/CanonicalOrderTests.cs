using CsCheck;
using Twiddle.Bench;
using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Discovery.Symmetry;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Proofs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Tests.Discovery;

public class CanonicalOrderTests
{
    private static readonly (string Name, int Size, MatrixKind Kind)[] Transforms =
    [
        ("dft-complex", 9, MatrixKind.Complex), ("dft-complex", 15, MatrixKind.Complex), ("dct2", 8, MatrixKind.Real), ("dct4", 8, MatrixKind.Real),
        ("circconv", 7, MatrixKind.Real), ("wht", 8, MatrixKind.Real), ("random_dense", 6, MatrixKind.Real),
    ];

    /// <summary>Rows and columns shuffled and multiplied by units: the canonical matrix is the same.</summary>
    [Fact]
    public void Every_order_has_one_canonical_order() =>
        Gen.Select(Gen.Int[0, Transforms.Length - 1], Gen.ULong).Sample(
            (index, seed) =>
            {
                var (name, n, kind) = Transforms[index];
                var (matrix, numbers) = Matrix(name, n, kind);
                var shuffled = Turned(Shuffling.None(matrix).Shuffled(seed).Matrix, seed, numbers);
                Assert.Equal(Canonical(matrix, numbers).Matrix, Canonical(shuffled, numbers).Matrix);
            },
            iter: 60,
            threads: 1);

    [Fact]
    public void Undoing_the_order_gives_the_matrix_back()
    {
        var (exact, _) = NamedMatrices.Get("dct2", 8);
        var (matrix, numbers) = Matrix("dct2", 8, MatrixKind.Real);
        Assert.IsType<Equal>(Verify(Canonical(matrix, numbers), exact, numbers));
    }

    /// <summary>A slip in the order: two rows take each other's place, or one takes the other sign.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_proof_rejects_a_wrong_order(bool isSwap)
    {
        var (exact, _) = NamedMatrices.Get("dct2", 8);
        var (matrix, numbers) = Matrix("dct2", 8, MatrixKind.Real);
        var order = Canonical(matrix, numbers);
        var rows = order.Rows.ToArray();
        if (isSwap) (rows[0], rows[1]) = (rows[1], rows[0]);
        else rows[0] = rows[0] with { Unit = (rows[0].Unit + 2) % 4 };
        Assert.IsType<Different>(Verify(order with { Rows = rows }, exact, numbers));
    }

    private static ProofResult Verify(Shuffling order, ExactMatrix exact, NumberTable numbers)
    {
        var factorisation = order.Undo(Combination.Of(numbers, order.Matrix));
        var (graph, outputs) = FactorisationWriter.Write(factorisation, exact.Columns, hasComplexInputs: false, hasComplexOutputs: false, numbers);
        return CodeletProof.Verify(graph.Build(outputs), exact, Field.Real, CancellationToken.None);
    }

    private static Shuffling Canonical(NumberMatrix matrix, NumberTable numbers) => Shuffling.ToCanonical(matrix, hasFreeUnits: true, numbers, CancellationToken.None);

    private static (NumberMatrix Matrix, NumberTable Numbers) Matrix(string name, int n, MatrixKind kind)
    {
        var (matrix, _) = NamedMatrices.Get(name, n);
        var numbers = NumberTable.For(matrix);
        return (NumberMatrix.Of(matrix, kind, numbers), numbers);
    }

    private static NumberMatrix Turned(NumberMatrix matrix, ulong seed, NumberTable numbers)
    {
        var quarters = matrix.Kind == MatrixKind.Real ? 2 : 1;
        return NumberMatrix.Define(matrix.Kind, matrix.Rows, matrix.Columns, (k, j) =>
            numbers.TimesUnit(matrix[k, j], quarters * (Turn(0, k) + Turn(1, j)) % 4));

        int Turn(int side, int index) => (int)(Mixing.Mix(seed, (ulong)(2 * index + side)) % 4);
    }
}
