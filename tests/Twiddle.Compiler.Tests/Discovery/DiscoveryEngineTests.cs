using Twiddle.Bench;
using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Tests.Discovery;

public class DiscoveryEngineTests
{
    private static readonly DiscoveryOptions Full = new(CostModel.Flops, Effort.Full);

    [Fact]
    public void Finds_the_same_graph_each_time()
    {
        var (matrix, field) = NamedMatrices.Get("dft-complex", 21);
        var first = DiscoveryEngine.Discover(matrix, field, Full, CancellationToken.None);
        var second = DiscoveryEngine.Discover(matrix, field, Full, CancellationToken.None);
        Assert.Equal(first.Steps.AsEnumerable(), second.Steps);
        Assert.Equal(first.Graph.Outputs.AsEnumerable(), second.Graph.Outputs);
        Assert.Equal(first.Graph.Nodes.Select(n => n.ToString()), second.Graph.Nodes.Select(n => n.ToString()));
    }

    [Fact]
    public void Stops_when_cancelled()
    {
        var (matrix, field) = NamedMatrices.Get("dft-complex", 31);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => DiscoveryEngine.Discover(matrix, field, Full, source.Token));
    }

    [Fact]
    public void Stops_when_cancelled_on_the_way()
    {
        // Some seconds of search, told to stop by a thread of its own: the timer of a token source waits for a thread pool that other tests keep busy.
        var (matrix, field) = NamedMatrices.Get("dft-complex", 127);
        using var source = new CancellationTokenSource();
        var clock = new Thread(() =>
        {
            Thread.Sleep(20);
            source.Cancel();
        });
        clock.Start();
        Assert.Throws<OperationCanceledException>(() => DiscoveryEngine.Discover(matrix, field, Full, source.Token));
        clock.Join();
    }

    [Fact]
    public void Settles_for_the_best_so_far_when_the_budget_ends()
    {
        var (matrix, field) = NamedMatrices.Get("dft-complex", 100);
        var result = DiscoveryEngine.Discover(matrix, field, new(CostModel.Flops, Effort.Quick), CancellationToken.None);
        Assert.False(result.IsComplete);
        Assert.InRange(NumericDefect.Of(result.Graph, matrix, field), 0, 1e-11);
    }

    [Fact]
    public void A_zero_matrix_takes_nothing()
    {
        var zero = ExactMatrix.Define(3, 4, (_, _) => Cyclotomic.Zero);
        foreach (var field in new[] { Field.Real, Field.Complex, Field.RealToComplex })
        {
            var graph = DiscoveryEngine.Discover(zero, field, Full, CancellationToken.None).Graph;
            Assert.All(graph.Outputs, output => Assert.True(output.IsZero));
            Assert.Equal(0, graph.Additions + graph.Multiplications);
        }
    }

    [Fact]
    public void Imaginary_parts_that_are_zero_are_no_outputs()
    {
        var (matrix, field) = NamedMatrices.Get("dft-real-input", 8);
        var graph = DiscoveryEngine.Discover(matrix, field, Full, CancellationToken.None).Graph;
        Assert.Equal(new[] { 1, 9 }, Enumerable.Range(0, 10).Where(i => graph.Outputs[i].IsZero));
    }

    /// <summary>Roots of an order beyond every prime field of the table: signs and symmetries are still found.</summary>
    [Fact]
    public void Folds_roots_of_enormous_order()
    {
        var turns = new Rational(1, System.Numerics.BigInteger.Pow(10, 20) + 39);
        var matrix = ExactMatrix.Define(4, 4, (k, j) => Cyclotomic.Cos((k / 2 + 1) * (j / 2 + 1) * turns) * (k % 2 == 1 && j % 2 == 1 ? -1 : 1));
        var result = DiscoveryEngine.Discover(matrix, Field.Real, Full, CancellationToken.None);
        Assert.InRange(NumericDefect.Of(result.Graph, matrix, Field.Real), 0, 1e-12);
        Assert.InRange(result.Graph.Additions + result.Graph.Multiplications, 1, 16);
    }

    [Fact]
    public void Tells_what_was_found_from_the_outside()
    {
        var (matrix, field) = NamedMatrices.Get("dct4", 8);
        var steps = DiscoveryEngine.Discover(matrix, field, Full, CancellationToken.None).Steps;
        Assert.Equal("8×8 real transform as a complex one of half the size", steps[0]);
    }

    [Fact]
    public void A_dense_matrix_is_given_up_at_its_definition()
    {
        var (matrix, field) = NamedMatrices.Get("random_dense", 64);
        var graph = DiscoveryEngine.Discover(matrix, field, Full, CancellationToken.None).Graph;
        Assert.Equal(64 * 63, graph.Additions);
        Assert.InRange(graph.Multiplications, 64 * 63, 64 * 64);
    }
}
