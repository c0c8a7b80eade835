using CsCheck;
using Twiddle.Compiler.Flow;

namespace Twiddle.Compiler.Tests.Flow;

public class MinimumCutTests
{
    private const int Nodes = 8;

    /// <summary>No partition is cheaper, and the one that is returned costs what is said.</summary>
    [Fact]
    public void Is_the_cheapest_of_all_partitions() =>
        Gen.Select(Gen.Int[0, Nodes - 1], Gen.Int[0, Nodes - 1], Gen.Int[0, 3]).Array[0, 30].Sample(edges =>
        {
            var cut = new MinimumCut(2);
            for (var i = 2; i < Nodes; i++) Assert.Equal(i, cut.AddNode());
            foreach (var (from, to, capacity) in edges) cut.AddEdge(from, to, capacity);
            var flow = cut.Solve(CancellationToken.None);
            var costs = Enumerable.Range(0, 1 << (Nodes - 2)).Select(set => Cost(i => i == MinimumCut.Source || (i != MinimumCut.Sink && (set >> (i - 2) & 1) != 0)));
            Assert.Equal(costs.Min(), flow);
            Assert.Equal(flow, Cost(cut.IsOnSourceSide));

            int Cost(Func<int, bool> isOnSourceSide) => edges.Where(e => isOnSourceSide(e.Item1) && !isOnSourceSide(e.Item2)).Sum(e => e.Item3);
        });
}
