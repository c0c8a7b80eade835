using System.Numerics;
using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Proofs;

namespace Twiddle.Compiler.Tests.Discovery;

/// <summary>The same rules over the integers modulo a prime: number-theoretic transforms.</summary>
public class ModularDiscoveryTests
{
    private static readonly DiscoveryOptions Full = new(CostModel.Flops, Effort.Full);

    /// <summary>Radix 2: N/2·lg N additions twice, and a multiplication for each twiddle factor that is not ±1.</summary>
    [Theory]
    [InlineData(2, 2)]
    [InlineData(4, 9)]
    [InlineData(8, 29)]
    [InlineData(16, 81)]
    [InlineData(32, 209)]
    public void Finds_the_fast_number_theoretic_transform(int n, int most) => Assert.InRange(CountOf(Transform(n, 998_244_353, 3), 998_244_353), 1, most);

    [Theory]
    [InlineData(7, 337, 10)]
    [InlineData(12, 337, 10)]
    public void Finds_odd_sizes(int n, int modulus, int generator) => Assert.InRange(CountOf(Transform(n, modulus, generator), modulus), 1, n * (2 * n - 1) / 2);

    [Fact]
    public void The_proof_rejects_another_matrix()
    {
        var matrix = Transform(8, 17, 3);
        var graph = DiscoveryEngine.DiscoverModular(matrix, 17, Full, CancellationToken.None).Graph;
        matrix[3, 5]++;
        Assert.IsType<Different>(ModularProof.Verify(graph, matrix, 17, CancellationToken.None));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(15)]
    [InlineData(1L << 40)]
    public void Only_an_odd_prime_is_a_modulus(long modulus) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DiscoveryEngine.DiscoverModular(new long[2, 2], modulus, Full, CancellationToken.None));

    private static int CountOf(long[,] matrix, long modulus)
    {
        var graph = DiscoveryEngine.DiscoverModular(matrix, modulus, Full, CancellationToken.None).Graph;
        Assert.IsType<Equal>(ModularProof.Verify(graph, matrix, modulus, CancellationToken.None));
        return graph.Additions + graph.Multiplications;
    }

    private static long[,] Transform(int n, int modulus, int generator)
    {
        var root = BigInteger.ModPow(generator, (modulus - 1) / n, modulus);
        var matrix = new long[n, n];
        for (var k = 0; k < n; k++)
            for (var j = 0; j < n; j++)
                matrix[k, j] = (long)BigInteger.ModPow(root, j * k % n, modulus);
        return matrix;
    }
}
