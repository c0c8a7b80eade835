using System.Diagnostics;
using CsvHelper;
using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Proofs;

namespace Twiddle.Bench;

/// <summary>What discovery found for a variant of a transform.</summary>
/// <param name="Transform">The transform.</param>
/// <param name="Size">Its size.</param>
/// <param name="Variant">What is changed in it.</param>
/// <param name="Plain">The flops found for the transform itself.</param>
/// <param name="Permitted">Those and what the change costs.</param>
/// <param name="Flops">The flops found for the variant.</param>
/// <param name="Standing">Those against what is permitted.</param>
/// <param name="Seconds">The time it took to find them.</param>
/// <param name="IsProved">Whether the algorithm is proved.</param>
[CsvRecord]
internal sealed partial record VariantCount(
    [CsvColumn("transform")] string Transform,
    [CsvColumn("n")] string Size,
    [CsvColumn("variant")] string Variant,
    [CsvColumn("plain")] int Plain,
    [CsvColumn("permitted")] int Permitted,
    [CsvColumn("flops")] int Flops,
    [CsvColumn("standing")] string Standing,
    [CsvColumn("seconds")] double Seconds,
    [CsvColumn("proved")] bool IsProved)
{
    private static readonly DiscoveryOptions Full = new(CostModel.Flops, Effort.Full);

    /// <summary>All variants of a transform.</summary>
    public static IEnumerable<VariantCount> Measure(string transform, string size, CancellationToken cancellation)
    {
        var (matrix, field) = NamedMatrices.Get(transform, OperationCount.SideOf(size));
        var plain = DiscoveryEngine.Discover(matrix, field, Full, cancellation).Graph;
        foreach (var variant in Bench.Variant.All)
        {
            var changed = variant.Change(matrix);
            var watch = Stopwatch.StartNew();
            var graph = DiscoveryEngine.Discover(changed, field, Full, cancellation).Graph;
            var seconds = Math.Round(watch.Elapsed.TotalSeconds, 3);
            var (flops, permitted) = (Bench.Variant.Flops(graph), variant.Permitted(plain, matrix, field));
            var isProved = CodeletProof.Verify(graph, changed, field, cancellation) is Equal;
            yield return new(transform, size, variant.Name, Bench.Variant.Flops(plain), permitted, flops, Bench.Standing.Of(flops, permitted), seconds, isProved);
        }
    }
}
