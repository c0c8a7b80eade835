namespace Twiddle.Bench.Lint.Cost;

/// <summary>Counts what an analyzer's actions allocate, without what the driver does around them.</summary>
internal sealed class AllocationMeter
{
    private long bytes;

    /// <summary>All bytes so far, of all threads.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    public Action<TContext> Around<TContext>(Action<TContext> action) => context =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action(context);
        Interlocked.Add(ref bytes, GC.GetAllocatedBytesForCurrentThread() - before);
    };
}
