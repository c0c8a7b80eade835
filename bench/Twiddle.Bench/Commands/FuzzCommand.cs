using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Twiddle.Corpus.Fuzz;

namespace Twiddle.Bench.Commands;

/// <summary><c>fuzz</c>: reads random methods and compares whatever is read with what they compute.</summary>
internal static class FuzzCommand
{
    public static Command Create()
    {
        var amount = new Argument<string>("amount") { Description = "How much: seconds (60s), or statements (1000000).", DefaultValueFactory = _ => "60s" };
        var seed = new Argument<int>("seed") { Description = "The same seed gives the same methods.", DefaultValueFactory = _ => 1 };
        var emit = new Option<bool>("--emit") { Description = "Compiles the code generated of random methods, and compares it with them; the amount is one of methods." };
        var objects = new Option<bool>("--objects") { Description = "With --emit: only methods on arrays of objects." };
        amount.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && Parse(result.Tokens[0].Value) is null) result.AddError("The amount is a number of seconds, such as 60s, or of statements.");
        });
        var command = new Command("fuzz", "Reads random methods, and compares what is read with what they compute.") { amount, seed, emit, objects };
        command.SetAction((parsed, cancellation) => Task.FromResult(parsed.GetValue(emit)
            ? RunEmitted(Parse(parsed.GetValue(amount)!)!.Value, parsed.GetValue(seed), parsed.GetValue(objects), cancellation)
            : Run(Parse(parsed.GetValue(amount)!)!.Value, parsed.GetValue(seed), cancellation)));
        return command;
    }

    private static (long Number, bool IsSeconds)? Parse(string text) =>
        long.TryParse(text.TrimEnd('s'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (number, text.EndsWith('s')) : null;

    /// <summary>Whether a run goes on, given its defects, which are told at once (a long run that is stopped has told what it found), and how much it has done.</summary>
    private static Func<IReadOnlyList<string>, long, bool> Until((long Number, bool IsSeconds) amount, Stopwatch watch)
    {
        var reported = 0;
        return (defects, done) =>
        {
            for (; reported < defects.Count; reported++) Console.WriteLine(defects[reported]);
            return amount.IsSeconds ? watch.Elapsed.TotalSeconds < amount.Number : done < amount.Number;
        };
    }

    private static int RunEmitted((long Number, bool IsSeconds) amount, int seed, bool areObjects, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var goesOn = Until(amount, watch);
        var figures = EmissionFuzz.Run(seed, soFar => goesOn(soFar.Defects, soFar.Methods), cancellation, areObjects);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{figures.Methods} methods, {figures.Derived} derived, compared at {figures.Comparisons} lengths, {figures.Defects.Count} defects, {watch.Elapsed.TotalSeconds:F0} s"));
        return figures.Defects.Count == 0 ? 0 : 1;
    }

    private static int Run((long Number, bool IsSeconds) amount, int seed, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var goesOn = Until(amount, watch);
        var figures = FuzzRun.Run(seed, soFar => goesOn(soFar.Defects, soFar.Statements), cancellation);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{figures.Statements} statements in {figures.Methods} methods: {figures.Agreed} readings agree, {figures.AgreedSummaries} summaries and {figures.AgreedFits} fits agree, {figures.Refused} refused, {figures.Defects.Count} defects, slowest {figures.Slowest.TotalMilliseconds:F0} ms, {watch.Elapsed.TotalSeconds:F0} s"));
        return figures.Defects.Count == 0 ? 0 : 1;
    }
}
