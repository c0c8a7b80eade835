using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Twiddle.Compiler;

/// <summary>
/// Runs parts of one piece of work side by side that need nothing of each other. What comes out is what comes out of running them one after the other, whenever
/// they run: results and exceptions are taken in the order in which the parts are asked for.
/// </summary>
/// <remarks>
/// A part is run by whoever comes first, a thread of the pool or the thread that needs the result. So nobody waits for a thread to become free, and a pool that is exhausted, or a machine
/// with one processor, only means that all is done by the caller. Beside those who wait no more threads of the pool are taken than there are other processors, however many compilations
/// run in the process: parts wait in the order in which they were begun.
/// </remarks>
/// <param name="processors">The threads that run at the same time, the caller's included: it decides who runs a part, never what comes out.</param>
internal sealed class SideBySide(int processors)
{
#pragma warning disable RS1035 // the number of processors is no setting of the compiler's
    /// <summary>For all work in this process.</summary>
    public static SideBySide InProcess { get; } = new(Environment.ProcessorCount);
#pragma warning restore RS1035

    private readonly ConcurrentQueue<Action> begun = new();

    /// <summary>Threads of the pool that run parts, less the threads that wait for one.</summary>
    private int running;

    /// <summary>Begins a part, which is disposed of when its result is not needed any more.</summary>
    /// <param name="work">What to do; it shares nothing that changes with what runs beside it.</param>
    /// <param name="cancellation">Ends it; so does disposing of the part.</param>
    public Part<T> Begin<T>(Func<CancellationToken, T> work, CancellationToken cancellation)
    {
        var part = new Part<T>(this, work, cancellation);
        if (processors <= 1) return part;
        begun.Enqueue(part.RunIfFree);
        RunNext();
        return part;
    }

    /// <summary>The results for all items, in their order. Where some fail, the exception is that of the first of them, and items behind it may not have been begun.</summary>
    public TResult[] Select<T, TResult>(IReadOnlyList<T> items, Func<T, CancellationToken, TResult> work, CancellationToken cancellation)
    {
        var results = new TResult[items.Count];
        var failures = new ExceptionDispatchInfo?[items.Count];
        var next = 0;
        var others = new Part<bool>[Math.Max(0, Math.Min(processors, items.Count) - 1)];
        for (var i = 0; i < others.Length; i++) others[i] = Begin(Take, cancellation);
        try
        {
            Take(cancellation);
            foreach (var other in others) other.Result();
        }
        finally
        {
            foreach (var other in others) other.Dispose();
        }

        cancellation.ThrowIfCancellationRequested();
        foreach (var failure in failures) failure?.Throw();
        return results;

        // Items are begun in their order, so those before one that fails are done, or being done.
        bool Take(CancellationToken either)
        {
            for (int item; (item = Interlocked.Increment(ref next) - 1) < results.Length;)
            {
                try
                {
                    results[item] = work(items[item], either);
                }
                catch (Exception failure)
                {
                    failures[item] = ExceptionDispatchInfo.Capture(failure);
                    Volatile.Write(ref next, results.Length);
                }
            }

            return true;
        }
    }

    /// <summary>Takes a thread of the pool for the parts that have been begun, where a processor is free.</summary>
    private void RunNext()
    {
        if (begun.IsEmpty) return;
        if (Interlocked.Increment(ref running) < processors) ThreadPool.QueueUserWorkItem(_ => RunAll());
        else Interlocked.Decrement(ref running);
    }

    private void RunAll()
    {
        while (begun.TryDequeue(out var part)) part();
        Interlocked.Decrement(ref running);
        // Somebody may have begun a part in this moment, and found no processor free.
        RunNext();
    }

    /// <summary>Waits, and leaves the processor to another part meanwhile.</summary>
    private void Wait(ManualResetEventSlim done, CancellationToken cancellation)
    {
        if (done.IsSet) return;
        Interlocked.Decrement(ref running);
        RunNext();
        try
        {
            done.Wait(cancellation);
        }
        finally
        {
            Interlocked.Increment(ref running);
        }
    }

    /// <summary>Work that may be done already, is being done, or has yet to be.</summary>
    internal sealed class Part<T> : IDisposable
    {
        private readonly SideBySide all;
        private readonly Func<CancellationToken, T> work;
        private readonly CancellationToken cancellation;
        private readonly CancellationTokenSource ending;
        private readonly ManualResetEventSlim done = new();
        private int claims;
        private int users = 2;
        private T? result;
        private ExceptionDispatchInfo? failure;

        internal Part(SideBySide all, Func<CancellationToken, T> work, CancellationToken cancellation)
        {
            this.all = all;
            this.work = work;
            this.cancellation = cancellation;
            ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        }

        /// <summary>What came out: runs the work where nobody has begun it, waits where somebody has. An exception of the work is thrown as it was.</summary>
        public T Result()
        {
            RunIfFree();
            all.Wait(done, cancellation);
            // The exception of a cancelled part names a token that nobody else knows.
            if (failure?.SourceException is OperationCanceledException) cancellation.ThrowIfCancellationRequested();
            failure?.Throw();
            return result!;
        }

        /// <summary>Runs the work unless somebody else does.</summary>
        public void RunIfFree()
        {
            if (!IsClaimed()) Run();
        }

        /// <summary>Work that has not begun never will; work that has is told to end, and not waited for. Until then what came out may use its token.</summary>
        public void Dispose()
        {
            if (IsClaimed())
            {
                if (!done.IsSet) ending.Cancel();
                Leave();
            }
            else ending.Dispose();
        }

        /// <summary>Who runs the work and who began it: the last of them puts the token away.</summary>
        private void Leave()
        {
            if (Interlocked.Decrement(ref users) == 0) ending.Dispose();
        }

        private bool IsClaimed() => Interlocked.Exchange(ref claims, 1) != 0;

        private void Run()
        {
            try
            {
                ending.Token.ThrowIfCancellationRequested();
                result = work(ending.Token);
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }

            done.Set();
            Leave();
        }
    }
}
