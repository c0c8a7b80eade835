using Twiddle.Bench;
using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Tests.Discovery;

/// <summary>What is found does not depend on the order of rows and columns.</summary>
public class OrderIndependenceTests
{
    private const int Shuffles = 5;

    [Theory]
    [InlineData("dft-complex", 15, 196)]
    [InlineData("dft-complex", 21, 352)]
    [InlineData("dft-complex", 24, 288)]
    [InlineData("dft-complex", 30, 452)]
    [InlineData("toeplitz", 8, 84)]
    [InlineData("toeplitz", 7, 73)]
    public void Every_order_has_one_count(string name, int n, int flops)
    {
        var (matrix, field) = NamedMatrices.Get(name, n);
        for (var seed = 0; seed < Shuffles; seed++)
        {
            var graph = DiscoveryEngine.Discover(Shuffled(matrix, seed), field, new(CostModel.Flops, Effort.Full), CancellationToken.None).Graph;
            Assert.Equal(flops, graph.Additions + graph.Multiplications);
        }
    }

    private static ExactMatrix Shuffled(ExactMatrix matrix, int seed)
    {
        var random = new Random(seed);
        var (rows, columns) = (Enumerable.Range(0, matrix.Rows).ToArray(), Enumerable.Range(0, matrix.Columns).ToArray());
        random.Shuffle(rows);
        random.Shuffle(columns);
        return ExactMatrix.Define(matrix.Rows, matrix.Columns, (k, j) => matrix[rows[k], columns[j]]);
    }
}
