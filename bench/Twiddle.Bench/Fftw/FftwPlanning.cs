namespace Twiddle.Bench.Fftw;

/// <summary>How hard FFTW looks for a plan.</summary>
/// <param name="Plans">How many times: the planner measures, so noise leads it astray, and the best of several counts.</param>
/// <param name="Seconds">For how long each time; then the best plan so far is taken.</param>
internal sealed record FftwPlanning(int Plans, double Seconds)
{
    /// <summary>The longest transform that FFTW_PATIENT is asked for; beyond, FFTW_MEASURE.</summary>
    public const int LongestPatient = 65536;

    /// <summary>The different plans found.</summary>
    public IReadOnlyList<FftwPlan> Find(FftwLibrary library, int length, Func<uint, nint> plan)
    {
        var plans = new Dictionary<string, FftwPlan>();
        for (var i = 0; i < Plans; i++)
        {
            library.StartPlanning(Seconds);
            var handle = plan(length <= LongestPatient ? FftwLibrary.Patient : FftwLibrary.Measure);
            if (handle == 0) break;
            var found = new FftwPlan(library, handle);
            if (!plans.TryAdd(found.Description, found)) found.Dispose();
        }

        return [.. plans.Values];
    }
}
