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
            // Capacities given afterwards count, and those given first are forgotten.
            var numbers = edges.Select(e => cut.AddEdge(e.Item1, e.Item2, 3 - e.Item3)).ToArray();
            Start();
            var costs = Enumerable.Range(0, 1 << (Nodes - 2)).Select(set => Cost(i => i == MinimumCut.Source || (i != MinimumCut.Sink && (set >> (i - 2) & 1) != 0)));
            var least = costs.Min();
            Assert.False(cut.IsBelow(least, CancellationToken.None));
            Start();
            Assert.True(cut.IsBelow(least + 1, CancellationToken.None));
            Assert.Equal(least, Cost(cut.IsOnSourceSide));

            void Start()
            {
                cut.Reset();
                for (var i = 0; i < edges.Length; i++) cut.SetCapacity(numbers[i], edges[i].Item3);
            }

            int Cost(Func<int, bool> isOnSourceSide) => edges.Where(e => isOnSourceSide(e.Item1) && !isOnSourceSide(e.Item2)).Sum(e => e.Item3);
        });
}
