using Twiddle.Bench;
using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Discovery.Rules;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Tests.Discovery;

public class PhaseRowsTests
{
    [Theory]
    [InlineData("dht", 25)]
    [InlineData("dct2", 25)]
    [InlineData("dct4", 9)]
    public void Finds_the_parts_of_phases(string name, int n) => Assert.NotNull(Propose(name, n));

    /// <summary>Half of the rows of an even size are parts of the phases of two rows: which one cannot be said.</summary>
    [Theory]
    [InlineData("random_dense", 8)]
    [InlineData("wht", 8)]
    [InlineData("dht", 4)]
    public void Leaves_other_rows_alone(string name, int n) => Assert.Null(Propose(name, n));

    private static Factorisation? Propose(string name, int n)
    {
        var (matrix, _) = NamedMatrices.Get(name, n);
        var numbers = NumberTable.For(matrix);
        return PhaseRows.TryPropose(NumberMatrix.Of(matrix, MatrixKind.Real, numbers), numbers);
    }
}
