using System.Runtime.ExceptionServices;

namespace Twiddle.Compiler;

/// <summary>
/// Runs parts of one piece of work side by side that need nothing of each other. What comes out is what comes out of running them one after the other, whenever
/// they run: results and exceptions are taken in the order in which the parts are asked for.
/// </summary>
/// <remarks>
/// A part is run by whoever comes first, a thread of the pool or the thread that needs the result. So nobody waits for a thread to become free, and a pool that is exhausted, or a machine
/// with one processor, only means that all is done by the caller.
/// </remarks>
internal static class SideBySide
{
    /// <summary>It decides who runs a part, never what comes out.</summary>
#pragma warning disable RS1035 // the number of processors is no setting of the compiler's
    private static readonly int Processors = Environment.ProcessorCount;
#pragma warning restore RS1035

    /// <summary>Begins a part, which is disposed of when its result is not needed any more.</summary>
    /// <param name="work">What to do; it shares nothing that changes with what runs beside it.</param>
    /// <param name="cancellation">Ends it; so does disposing of the part.</param>
    public static Part<T> Begin<T>(Func<CancellationToken, T> work, CancellationToken cancellation) => Begin(work, Processors, cancellation);

    /// <summary>The same on a machine of so many processors.</summary>
    public static Part<T> Begin<T>(Func<CancellationToken, T> work, int processors, CancellationToken cancellation)
    {
        var part = new Part<T>(work, cancellation);
        if (processors > 1) ThreadPool.QueueUserWorkItem(_ => part.RunIfFree());
        return part;
    }

    /// <summary>The results for all items, in their order. Where some fail, the exception is that of the first of them, and items behind it may not have been begun.</summary>
    public static TResult[] Select<T, TResult>(IReadOnlyList<T> items, Func<T, CancellationToken, TResult> work, CancellationToken cancellation) =>
        Select(items, work, Processors, cancellation);

    /// <summary>The same on a machine of so many processors.</summary>
    public static TResult[] Select<T, TResult>(IReadOnlyList<T> items, Func<T, CancellationToken, TResult> work, int processors, CancellationToken cancellation)
    {
        var results = new TResult[items.Count];
        var failures = new ExceptionDispatchInfo?[items.Count];
        var begun = 0;
        var others = new Part<bool>[Math.Max(0, Math.Min(processors, items.Count) - 1)];
        for (var i = 0; i < others.Length; i++) others[i] = Begin(Take, processors, cancellation);
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
            for (int item; (item = Interlocked.Increment(ref begun) - 1) < results.Length;)
            {
                try
                {
                    results[item] = work(items[item], either);
                }
                catch (Exception failure)
                {
                    failures[item] = ExceptionDispatchInfo.Capture(failure);
                    Volatile.Write(ref begun, results.Length);
                }
            }

            return true;
        }
    }

    /// <summary>Work that may be done already, is being done, or has yet to be.</summary>
    internal sealed class Part<T> : IDisposable
    {
        private readonly Func<CancellationToken, T> work;
        private readonly CancellationToken cancellation;
        private readonly CancellationTokenSource ending;
        private readonly ManualResetEventSlim done = new();
        private int claims;
        private int users = 2;
        private T? result;
        private ExceptionDispatchInfo? failure;

        public Part(Func<CancellationToken, T> work, CancellationToken cancellation)
        {
            this.work = work;
            this.cancellation = cancellation;
            ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        }

        /// <summary>What came out: runs the work where nobody has begun it, waits where somebody has. An exception of the work is thrown as it was.</summary>
        public T Result()
        {
            RunIfFree();
            done.Wait(cancellation);
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
