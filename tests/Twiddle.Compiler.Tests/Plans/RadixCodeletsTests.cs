using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Tests.Plans;

/// <summary>Codelets that plans share, whoever needs them first.</summary>
public class RadixCodeletsTests
{
    private static readonly CodeletSource Source = DiscoveredCodelets.With(new(CostModel.Flops, Effort.Full));

    [Fact]
    public void A_codelet_is_derived_once_however_many_need_it()
    {
        var (codelets, derived) = (new RadixCodelets(), 0);
        Assert.True(codelets.IsEmpty);
        var found = new SideBySide(8).Select([4, 8, 4, 8, 4, 8, 4, 8], (radix, cancellation) => codelets.Of(radix, -1, Counted, cancellation), CancellationToken.None);
        Assert.Equal(2, derived);
        Assert.False(codelets.IsEmpty);
        Assert.All(found.Select((codelet, i) => (codelet, i)), f => Assert.Same(found[f.i % 2], f.codelet));
        Assert.Equal([(4, -1), (8, -1)], found.Take(2).Select(codelet => (codelet!.Radix, codelet.Sign)));
        Assert.NotSame(found[0], codelets.Of(4, 1, Counted, CancellationToken.None));

        Codelet? Counted(Specs.ExactMatrix matrix, Specs.Field field, CancellationToken cancellation)
        {
            Interlocked.Increment(ref derived);
            Thread.Sleep(20);
            return Source(matrix, field, cancellation);
        }
    }

    [Fact]
    public void A_search_that_was_cancelled_leaves_nothing_behind()
    {
        var codelets = new RadixCodelets();
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => codelets.Of(8, -1, Source, source.Token));
        Assert.NotNull(codelets.Of(8, -1, Source, CancellationToken.None));
    }

    [Fact]
    public void Who_waits_for_somebody_else_stops_when_cancelled()
    {
        var codelets = new RadixCodelets();
        using var isSearching = new ManualResetEventSlim();
        using var mayEnd = new ManualResetEventSlim();
        var other = new Thread(() => codelets.Of(4, -1, (matrix, field, cancellation) =>
        {
            isSearching.Set();
            mayEnd.Wait();
            return Source(matrix, field, cancellation);
        }, CancellationToken.None));
        other.Start();
        isSearching.Wait();
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => codelets.Of(4, -1, Source, source.Token));
        mayEnd.Set();
        other.Join();
    }
}
