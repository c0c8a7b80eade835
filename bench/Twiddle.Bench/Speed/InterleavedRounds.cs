namespace Twiddle.Bench.Speed;

/// <summary>
/// Times contenders in turns: every round takes one sample of each, so that whatever disturbs the machine disturbs them alike.
/// </summary>
/// <param name="Now">The time in nanoseconds.</param>
/// <param name="Rounds">The number of rounds, and so of samples.</param>
/// <param name="SampleTime">The least nanoseconds of a sample: so many calls are made in a row.</param>
internal sealed record InterleavedRounds(Func<double> Now, int Rounds, double SampleTime)
{
    /// <summary>A call that takes longer is sampled in the first few rounds only.</summary>
    private const double SlowCall = 30e6;
    private const int SlowRounds = 3;

    /// <summary>Long enough for the JIT to have compiled what is called often with all its optimisations.</summary>
    private const double WarmUpTime = 60e6;
    private const int WarmUpCalls = 60;
    private const double LongestWarmUp = 300e6;

    /// <summary>Nanoseconds per call: one list of samples for each contender, by round.</summary>
    /// <param name="contenders">Each makes the given number of calls.</param>
    /// <param name="settle">Waits for compilation in the background, between two warm-ups.</param>
    /// <param name="cancellation">Ends the measurement between two samples.</param>
    public IReadOnlyList<IReadOnlyList<double>> Measure(IReadOnlyList<Action<int>> contenders, Action settle, CancellationToken cancellation)
    {
        for (var pass = 0; pass < 2; pass++)
        {
            foreach (var run in contenders) WarmUp(run, cancellation);
            settle();
        }

        int[] calls = [.. contenders.Select(CallsPerSample)];
        bool[] isSlow = [.. contenders.Select((run, i) => calls[i] == 1 && Time(run, 1) > SlowCall)];
        List<double>[] samples = [.. contenders.Select(_ => new List<double>(Rounds))];
        for (var round = 0; round < Rounds; round++)
            for (var i = 0; i < contenders.Count; i++)
            {
                if (isSlow[i] && round >= SlowRounds) continue;
                cancellation.ThrowIfCancellationRequested();
                // The buffers and the code come back into the caches before the clock starts.
                if (!isSlow[i]) contenders[i](Math.Max(1, calls[i] / 8));
                samples[i].Add(Time(contenders[i], calls[i]) / calls[i]);
            }

        return samples;
    }

    private void WarmUp(Action<int> run, CancellationToken cancellation)
    {
        var start = Now();
        for (var calls = 0; calls < WarmUpCalls || Now() - start < WarmUpTime; calls++)
        {
            cancellation.ThrowIfCancellationRequested();
            run(1);
            if (Now() - start > LongestWarmUp) return;
        }
    }

    private int CallsPerSample(Action<int> run)
    {
        var calls = 1;
        while (true)
        {
            var time = Time(run, calls);
            if (time >= SampleTime) return calls;
            // Not by the measured factor at once: the first few calls may have been the slow ones.
            calls = (int)Math.Ceiling(calls * Math.Clamp(1.1 * SampleTime / Math.Max(time, 1), 1.1, 10));
        }
    }

    private double Time(Action<int> run, int calls)
    {
        var start = Now();
        run(calls);
        return Now() - start;
    }
}
