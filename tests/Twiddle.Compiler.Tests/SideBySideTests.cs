namespace Twiddle.Compiler.Tests;

/// <summary>Work on several threads gives what it gives on one, whatever comes first.</summary>
public class SideBySideTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    public static TheoryData<int> Processors => [1, 2, 3, 16];

    [Theory]
    [MemberData(nameof(Processors))]
    public void Results_are_in_the_order_of_the_items(int processors)
    {
        int[] items = [.. Enumerable.Range(0, 40)];
        // The first items take the longest.
        var results = SideBySide.Select(items, (item, _) => Spin(40 - item) + item, processors, CancellationToken.None);
        Assert.Equal(items, results);
        Assert.Empty(SideBySide.Select(Array.Empty<int>(), (item, _) => item, processors, CancellationToken.None));

        static int Spin(int turns)
        {
            Thread.SpinWait(1000 * turns);
            return 0;
        }
    }

    [Fact]
    public void Items_run_at_the_same_time()
    {
        using var both = new Barrier(2);
        Assert.Equal([true, true], SideBySide.Select([0, 1], (_, _) => both.SignalAndWait(Long), processors: 2, CancellationToken.None));
    }

    [Fact]
    public void One_processor_runs_one_after_the_other_on_the_calling_thread()
    {
        var begun = new List<(int Item, int Thread)>();
        SideBySide.Select([0, 1, 2], (item, _) => Note(item), processors: 1, CancellationToken.None);
        using var part = SideBySide.Begin(_ => Note(3), processors: 1, CancellationToken.None);
        Note(4);
        part.Result();
        var here = Environment.CurrentManagedThreadId;
        Assert.Equal([(0, here), (1, here), (2, here), (4, here), (3, here)], begun);

        int Note(int item)
        {
            begun.Add((item, Environment.CurrentManagedThreadId));
            return item;
        }
    }

    [Fact]
    public void A_part_that_no_thread_is_free_for_is_run_by_who_needs_it()
    {
        // That the pool never comes to it is as if the pool was exhausted.
        var runs = 0;
        using var part = new SideBySide.Part<int>(_ => ++runs + Environment.CurrentManagedThreadId, CancellationToken.None);
        Assert.Equal(1 + Environment.CurrentManagedThreadId, part.Result());
        part.RunIfFree();
        Assert.Equal(1 + Environment.CurrentManagedThreadId, part.Result());
        Assert.Equal(1, runs);
    }

    [Fact]
    public void Parts_within_parts_come_to_an_end_however_many_there_are()
    {
        int[] items = [.. Enumerable.Range(0, 12)];
        Assert.Equal(12 * 12 * 12, Count(3));

        int Count(int depth) => depth == 0 ? 1 : SideBySide.Select(items, (_, _) => Count(depth - 1), processors: 8, CancellationToken.None).Sum();
    }

    [Theory]
    [MemberData(nameof(Processors))]
    public void The_exception_is_that_of_the_first_item_that_fails(int processors)
    {
        int[] items = [.. Enumerable.Range(0, 8)];
        for (var round = 0; round < 50; round++)
        {
            var failure = Assert.Throws<FormatException>(() => SideBySide.Select(items, Fail, processors, CancellationToken.None));
            Assert.Equal("3", failure.Message);
        }

        static int Fail(int item, CancellationToken cancellation)
        {
            if (item == 3) Thread.SpinWait(2000);
            return item < 3 ? item : throw new FormatException(item.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_exception_of_a_part_is_thrown_as_it_was(int processors)
    {
        using var part = SideBySide.Begin<int>(_ => throw new FormatException("as it was"), processors, CancellationToken.None);
        Assert.Equal("as it was", Assert.Throws<FormatException>(() => part.Result()).Message);
        Assert.Equal("as it was", Assert.Throws<FormatException>(() => part.Result()).Message);
    }

    [Theory]
    [MemberData(nameof(Processors))]
    public void Cancellation_reaches_all_items_and_is_the_caller_s(int processors)
    {
        using var source = new CancellationTokenSource();
        var begun = 0;
        var cancelled = Assert.Throws<OperationCanceledException>(() => SideBySide.Select([.. Enumerable.Range(0, 100)], Work, processors, source.Token));
        Assert.Equal(source.Token, cancelled.CancellationToken);
        Assert.InRange(begun, 1, processors);

        int Work(int item, CancellationToken cancellation)
        {
            Interlocked.Increment(ref begun);
            source.Cancel();
            Assert.True(cancellation.WaitHandle.WaitOne(Long));
            cancellation.ThrowIfCancellationRequested();
            return item;
        }
    }

    [Fact]
    public void Who_waits_for_a_part_stops_when_cancelled_whatever_the_part_does()
    {
        using var source = new CancellationTokenSource();
        using var isRunning = new ManualResetEventSlim();
        using var mayEnd = new ManualResetEventSlim();
        using var part = SideBySide.Begin(
            _ =>
            {
                isRunning.Set();
                return mayEnd.Wait(Long);
            },
            processors: 2,
            source.Token);
        Assert.True(isRunning.Wait(Long));
        var clock = new Thread(() => source.Cancel());
        clock.Start();
        Assert.Equal(source.Token, Assert.Throws<OperationCanceledException>(() => part.Result()).CancellationToken);
        clock.Join();
        mayEnd.Set();
    }

    [Fact]
    public void A_part_that_is_not_needed_is_not_begun()
    {
        var runs = 0;
        var part = new SideBySide.Part<int>(_ => ++runs, CancellationToken.None);
        part.Dispose();
        part.RunIfFree();
        Assert.Equal(0, runs);
    }

    [Fact]
    public void A_part_that_is_not_needed_any_more_is_told_to_end_and_not_waited_for()
    {
        using var isRunning = new ManualResetEventSlim();
        using var hasEnded = new ManualResetEventSlim();
        var part = SideBySide.Begin(
            cancellation =>
            {
                isRunning.Set();
                var isCancelled = cancellation.WaitHandle.WaitOne(Long);
                if (isCancelled) hasEnded.Set();
                return isCancelled;
            },
            processors: 2,
            CancellationToken.None);
        Assert.True(isRunning.Wait(Long));
        part.Dispose();
        Assert.True(hasEnded.Wait(Long));
    }

    [Fact]
    public void What_came_out_may_use_the_token_of_its_part()
    {
        using var source = new CancellationTokenSource();
        using var part = SideBySide.Begin(cancellation => cancellation, processors: 2, source.Token);
        var token = part.Result();
        Assert.False(token.IsCancellationRequested);
        source.Cancel();
        Assert.True(token.IsCancellationRequested);
    }
}
