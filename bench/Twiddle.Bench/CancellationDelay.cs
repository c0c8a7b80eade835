using System.Diagnostics;
using CsvHelper;
using Twiddle.Compiler.Discovery;

namespace Twiddle.Bench;

/// <summary>How long discovery goes on after it has been told to stop.</summary>
/// <param name="Transform">The transform.</param>
/// <param name="Size">Its size.</param>
/// <param name="Seconds">The time of the whole discovery.</param>
/// <param name="Moments">How often it was stopped on its way, at moments spread evenly over that time.</param>
/// <param name="MedianMilliseconds">The median time from the word to the end.</param>
/// <param name="LongestMilliseconds">The longest.</param>
[CsvRecord]
internal sealed partial record CancellationDelay(
    [CsvColumn("transform")] string Transform,
    [CsvColumn("n")] string Size,
    [CsvColumn("seconds")] double Seconds,
    [CsvColumn("moments")] int Moments,
    [CsvColumn("median_ms")] double MedianMilliseconds,
    [CsvColumn("longest_ms")] double LongestMilliseconds)
{
    /// <summary>Runs discovery to its end, and again for its time without the JIT compiler's; then stops it at so many moments.</summary>
    public static CancellationDelay Measure(string transform, string size, int moments, CancellationToken cancellation)
    {
        var (matrix, field) = NamedMatrices.Get(transform, OperationCount.SideOf(size));
        Discover(cancellation);
        var watch = Stopwatch.StartNew();
        Discover(cancellation);
        var whole = watch.Elapsed;
        var delays = Enumerable.Range(0, moments).Select(i => DelayAfter(whole * ((i + 0.5) / moments))).OfType<double>().Order().ToArray();
        return new(transform, size, Math.Round(whole.TotalSeconds, 3), delays.Length, Rounded(delays[delays.Length / 2]), Rounded(delays[^1]));

        void Discover(CancellationToken token) => DiscoveryEngine.Discover(matrix, field, new DiscoveryOptions(CostModel.Flops, Effort.Full), token);

        // Null where discovery came to its end before it was told to stop. A thread of its own, for a timer waits for the thread pool.
        double? DelayAfter(TimeSpan wait)
        {
            using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var told = 0L;
            var clock = new Thread(() =>
            {
                Thread.Sleep(wait);
                Volatile.Write(ref told, Stopwatch.GetTimestamp());
                source.Cancel();
            });
            clock.Start();
            try
            {
                Discover(source.Token);
                return null;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return Stopwatch.GetElapsedTime(Volatile.Read(ref told)).TotalMilliseconds;
            }
            finally
            {
                clock.Join();
            }
        }
    }

    private static double Rounded(double milliseconds) => Math.Round(milliseconds, 1);
}
