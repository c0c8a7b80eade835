using Twiddle.Bench;
using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Discovery.Symmetry;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Tests.Discovery;

public class AutomorphismSearchTests
{
    /// <summary>Powers of a generator of the exponents modulo 7 permute the entries of the DFT with order 3 (and 2).</summary>
    [Fact]
    public void Exponents_of_a_prime_DFT_are_cyclic()
    {
        var (matrix, numbers) = Matrix("dft-complex", 7, MatrixKind.Complex);
        var powers = new AutomorphismSearch(matrix, numbers, CancellationToken.None).FindPrimePowers(4);
        Assert.Contains(powers, p => p.Prime == 3);
        Assert.All(powers, p => AssertMapsToItself(matrix, numbers, p.Map));
    }

    [Fact]
    public void The_DCT_IV_has_a_complex_structure()
    {
        var (matrix, numbers) = Matrix("dct4", 8, MatrixKind.Real);
        var map = Assert.Single(new AutomorphismSearch(matrix, numbers, CancellationToken.None).FindComplexStructures(1));
        Assert.True(map.SquaresTo(1));
        AssertMapsToItself(matrix, numbers, map);
    }

    [Fact]
    public void A_circulant_has_an_involution()
    {
        var (matrix, numbers) = Matrix("circconv", 6, MatrixKind.Real);
        var maps = new AutomorphismSearch(matrix, numbers, CancellationToken.None).FindInvolutions(2);
        Assert.NotEmpty(maps);
        Assert.All(maps, map => Assert.True(map.SquaresTo(0)));
        Assert.All(maps, map => AssertMapsToItself(matrix, numbers, map));
    }

    [Fact]
    public void A_dense_matrix_has_none()
    {
        var (matrix, numbers) = Matrix("random_dense", 6, MatrixKind.Real);
        var search = new AutomorphismSearch(matrix, numbers, CancellationToken.None);
        Assert.Empty(search.FindComplexStructures(1));
        Assert.Empty(search.FindInvolutions(1));
        Assert.Empty(search.FindPrimePowers(4));
    }

    private static (NumberMatrix Matrix, NumberTable Numbers) Matrix(string name, int n, MatrixKind kind)
    {
        var (matrix, _) = NamedMatrices.Get(name, n);
        var numbers = NumberTable.For(matrix);
        return (NumberMatrix.Of(matrix, kind, numbers), numbers);
    }

    private static void AssertMapsToItself(NumberMatrix matrix, NumberTable numbers, Automorphism map)
    {
        for (var k = 0; k < matrix.Rows; k++)
            for (var j = 0; j < matrix.Columns; j++)
            {
                var image = matrix[map.Rows[k].Index, map.Columns[j].Index];
                var unit = (map.Rows[k].Unit + map.Columns[j].Unit) * (4 / map.Units) % 4;
                Assert.Equal(matrix[k, j], numbers.TimesUnit(image, unit));
            }
    }
}
