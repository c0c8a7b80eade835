using Twiddle.Bench;
using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Tests.Discovery;

/// <summary>What is found does not depend on what a search has met before, or runs beside.</summary>
public class StartsTests
{
    private static readonly DiscoveryOptions Full = new(CostModel.Flops, Effort.Full);

    [Theory]
    [InlineData("dct2", 15)]
    [InlineData("dct2", 24)]
    [InlineData("mdct", 48)]
    [InlineData("dft-real-output", 20)]
    [InlineData("toeplitz_shuffled", 9)]
    [InlineData("dct2d", 4)]
    public void Numbers_of_its_own_change_nothing_for_the_transpose(string name, int n)
    {
        var (matrix, field) = NamedMatrices.Get(name, n);
        var shared = DiscoveryProblem.Of(matrix, field, Full, CancellationToken.None);
        new Starts(shared, CancellationToken.None).Best();
        var after = new Starts(shared.Transposed()!, CancellationToken.None).Best();
        var alone = new Starts(DiscoveryProblem.Of(matrix, field, Full, CancellationToken.None).Transposed()!, CancellationToken.None).Best();
        Assert.Equal((after.Cost, after.Spent, after.IsComplete), (alone.Cost, alone.Spent, alone.IsComplete));
        Assert.Equal(StepList.Of(after.Found).AsEnumerable(), StepList.Of(alone.Found));
    }

    [Theory]
    [InlineData("dct2", 32)]
    [InlineData("mdct", 40)]
    public void What_runs_beside_changes_nothing(string name, int n)
    {
        var (matrix, field) = NamedMatrices.Get(name, n);
        var alone = Text(DiscoveryEngine.Discover(matrix, field, Full, CancellationToken.None));
        // Four at once take the threads of the pool from each other.
        var together = new SideBySide(4).Select(
            [0, 1, 2, 3],
            (_, cancellation) => Text(DiscoveryEngine.Discover(matrix, field, Full, cancellation)),
            CancellationToken.None);
        Assert.All(together, text => Assert.Equal(alone, text));

        static string Text(DiscoveryResult found) => string.Join("\n", found.Graph.Nodes.Select(node => node.ToString()).Concat(found.Graph.Outputs.Select(o => o.ToString())).Concat(found.Steps));
    }

    [Fact]
    public void Both_searches_stop_when_cancelled_on_the_way()
    {
        var (matrix, field) = NamedMatrices.Get("dct2", 64);
        using var source = new CancellationTokenSource();
        var clock = new Thread(() =>
        {
            Thread.Sleep(20);
            source.Cancel();
        });
        clock.Start();
        var cancelled = Assert.Throws<OperationCanceledException>(() => DiscoveryEngine.Discover(matrix, field, Full, source.Token));
        Assert.Equal(source.Token, cancelled.CancellationToken);
        clock.Join();
    }
}
