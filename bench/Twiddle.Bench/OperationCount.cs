using System.Diagnostics;
using System.Globalization;
using CsvHelper;
using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Proofs;

namespace Twiddle.Bench;

/// <summary>What discovery found for one matrix.</summary>
[CsvRecord]
internal sealed partial record OperationCount(
    [CsvColumn("transform")] string Transform,
    [CsvColumn("n")] string Size,
    [CsvColumn("adds")] int Additions,
    [CsvColumn("muls")] int Multiplications,
    [CsvColumn("flops")] int Flops,
    [CsvColumn("fma_instructions")] int FmaInstructions,
    [CsvColumn("seconds")] double Seconds,
    [CsvColumn("proved")] string Proved)
{
    public const string IsProved = "yes";

    /// <summary>Discovers, times the search for the fewest flops, and proves both algorithms.</summary>
    public static OperationCount Measure(string transform, string size, CancellationToken cancellation)
    {
        var (matrix, field) = NamedMatrices.Get(transform, SideOf(size));
        var watch = Stopwatch.StartNew();
        var graph = Discover(CostModel.Flops);
        var seconds = watch.Elapsed.TotalSeconds;
        var fused = Discover(CostModel.FusedMultiplyAdd);
        return new(
            transform,
            size,
            graph.Additions,
            graph.Multiplications,
            graph.Additions + graph.Multiplications,
            Math.Min(FusedMultiplyAdd.Count(graph), FusedMultiplyAdd.Count(fused)),
            Math.Round(seconds, 3),
            Verdict(CodeletProof.Verify(graph, matrix, field, cancellation), CodeletProof.Verify(fused, matrix, field, cancellation)));

        FlowGraph Discover(CostModel cost) => DiscoveryEngine.Discover(matrix, field, new DiscoveryOptions(cost, Effort.Full), cancellation).Graph;
    }

    /// <summary>The same, or null where it takes longer than so many seconds.</summary>
    public static OperationCount? TryMeasure(string transform, string size, double seconds, CancellationToken cancellation)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (seconds < TimeSpan.MaxValue.TotalSeconds) source.CancelAfter(TimeSpan.FromSeconds(seconds));
        try
        {
            return Measure(transform, size, source.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Whether a text is a size: points, or points by as many points.</summary>
    public static bool IsSize(string text)
    {
        var sides = text.Split('x');
        if (sides.Length > 2 || sides[0] != sides[^1]) return false;
        return int.TryParse(sides[0], NumberStyles.None, CultureInfo.InvariantCulture, out var side) && side is > 0 and <= 1024;
    }

    /// <summary>The number of points of a size: 8x8 has 64.</summary>
    public static int PointsOf(string size) => size.Contains('x', StringComparison.Ordinal) ? SideOf(size) * SideOf(size) : SideOf(size);

    /// <summary>The number by which <see cref="NamedMatrices"/> knows a size: 8 for 8, and for 8x8.</summary>
    public static int SideOf(string size) => int.Parse(size.Split('x')[0], CultureInfo.InvariantCulture);

    private static string Verdict(params ProofResult[] results) => results.FirstOrDefault(r => r is not Equal) switch
    {
        Different different => "different: " + different.Message,
        Unproved unproved => "unproved: " + unproved.Reason,
        _ => IsProved,
    };
}
