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
        var results = new SideBySide(processors).Select(items, (item, _) => Spin(40 - item) + item, CancellationToken.None);
        Assert.Equal(items, results);
        Assert.Empty(new SideBySide(processors).Select(Array.Empty<int>(), (item, _) => item, CancellationToken.None));

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
        Assert.Equal([true, true], new SideBySide(2).Select([0, 1], (_, _) => both.SignalAndWait(Long), CancellationToken.None));
    }

    [Fact]
    public void One_processor_runs_one_after_the_other_on_the_calling_thread()
    {
        var begun = new List<(int Item, int Thread)>();
        new SideBySide(1).Select([0, 1, 2], (item, _) => Note(item), CancellationToken.None);
        using var part = new SideBySide(1).Begin(_ => Note(3), CancellationToken.None);
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
        using var part = new SideBySide.Part<int>(new(2), _ => ++runs + Environment.CurrentManagedThreadId, CancellationToken.None);
        Assert.Equal(1 + Environment.CurrentManagedThreadId, part.Result());
        part.RunIfFree();
        Assert.Equal(1 + Environment.CurrentManagedThreadId, part.Result());
        Assert.Equal(1, runs);
    }

    [Fact]
    public void Parts_within_parts_come_to_an_end_however_many_there_are()
    {
        int[] items = [.. Enumerable.Range(0, 12)];
        var all = new SideBySide(3);
        Assert.Equal(12 * 12 * 12, Count(3));

        int Count(int depth) => depth == 0 ? 1 : all.Select(items, (_, _) => Count(depth - 1), CancellationToken.None).Sum();
    }

    [Theory]
    [MemberData(nameof(Processors))]
    public void The_exception_is_that_of_the_first_item_that_fails(int processors)
    {
        int[] items = [.. Enumerable.Range(0, 8)];
        for (var round = 0; round < 50; round++)
        {
            var failure = Assert.Throws<FormatException>(() => new SideBySide(processors).Select(items, Fail, CancellationToken.None));
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
        using var part = new SideBySide(processors).Begin<int>(_ => throw new FormatException("as it was"), CancellationToken.None);
        Assert.Equal("as it was", Assert.Throws<FormatException>(() => part.Result()).Message);
        Assert.Equal("as it was", Assert.Throws<FormatException>(() => part.Result()).Message);
    }

    [Theory]
    [MemberData(nameof(Processors))]
    public void Cancellation_reaches_all_items_and_is_the_caller_s(int processors)
    {
        using var source = new CancellationTokenSource();
        var begun = 0;
        var cancelled = Assert.Throws<OperationCanceledException>(() => new SideBySide(processors).Select([.. Enumerable.Range(0, 100)], Work, source.Token));
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
        using var part = new SideBySide(2).Begin(
            _ =>
            {
                isRunning.Set();
                return mayEnd.Wait(Long);
            },
            source.Token);
        Assert.True(isRunning.Wait(Long));
        var clock = new Thread(() => source.Cancel());
        clock.Start();
        Assert.Equal(source.Token, Assert.Throws<OperationCanceledException>(() => part.Result()).CancellationToken);
        clock.Join();
        mayEnd.Set();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void No_more_parts_run_at_once_than_there_are_processors(int processors)
    {
        // A pool that gives all threads that it is asked for.
        ThreadPool.GetMinThreads(out var threads, out var ports);
        ThreadPool.SetMinThreads(Math.Max(threads, 32), ports);
        var all = new SideBySide(processors);
        int running = 0, most = 0;
        using var mayEnd = new ManualResetEventSlim();
        var parts = Enumerable.Range(0, 8).Select(number => all.Begin(_ => Run(number), CancellationToken.None)).ToArray();
        // The caller takes one processor, and gives it back while it waits.
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref running) == processors - 1, Long));
        Thread.Sleep(50);
        Assert.Equal(processors - 1, most);
        var waiting = new Thread(() => parts[0].Result());
        waiting.Start();
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref running) == processors, Long));
        mayEnd.Set();
        waiting.Join();
        Assert.Equal(Enumerable.Range(0, 8), parts.Select(part => part.Result()));
        Assert.Equal(processors, most);

        int Run(int number)
        {
            var now = Interlocked.Increment(ref running);
            lock (all) most = Math.Max(most, now);
            Assert.True(mayEnd.Wait(Long));
            Interlocked.Decrement(ref running);
            return number;
        }
    }

    [Fact]
    public void A_part_that_is_not_needed_is_not_begun()
    {
        var runs = 0;
        var part = new SideBySide.Part<int>(new(2), _ => ++runs, CancellationToken.None);
        part.Dispose();
        part.RunIfFree();
        Assert.Equal(0, runs);
    }

    [Fact]
    public void A_part_that_is_not_needed_any_more_is_told_to_end_and_not_waited_for()
    {
        using var isRunning = new ManualResetEventSlim();
        using var hasEnded = new ManualResetEventSlim();
        var part = new SideBySide(2).Begin(
            cancellation =>
            {
                isRunning.Set();
                var isCancelled = cancellation.WaitHandle.WaitOne(Long);
                if (isCancelled) hasEnded.Set();
                return isCancelled;
            },
            CancellationToken.None);
        Assert.True(isRunning.Wait(Long));
        part.Dispose();
        Assert.True(hasEnded.Wait(Long));
    }

    [Fact]
    public void What_came_out_may_use_the_token_of_its_part()
    {
        using var source = new CancellationTokenSource();
        using var part = new SideBySide(2).Begin(cancellation => cancellation, source.Token);
        var token = part.Result();
        Assert.False(token.IsCancellationRequested);
        source.Cancel();
        Assert.True(token.IsCancellationRequested);
    }
}
