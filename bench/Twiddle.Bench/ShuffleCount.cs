using CsvHelper;
using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Proofs;

namespace Twiddle.Bench;

/// <summary>What discovery found for a transform whose rows and columns are shuffled.</summary>
/// <param name="Transform">The transform.</param>
/// <param name="Size">Its size.</param>
/// <param name="Shuffle">The seed of the order.</param>
/// <param name="Flops">The flops found.</param>
/// <param name="IsProved">Whether the algorithm is proved.</param>
[CsvRecord]
internal sealed partial record ShuffleCount(
    [CsvColumn("transform")] string Transform,
    [CsvColumn("n")] string Size,
    [CsvColumn("shuffle")] int Shuffle,
    [CsvColumn("flops")] int Flops,
    [CsvColumn("proved")] bool IsProved)
{
    /// <summary>The counts of so many orders.</summary>
    public static IEnumerable<ShuffleCount> Measure(string transform, string size, int shuffles, CancellationToken cancellation)
    {
        var (ordered, field) = NamedMatrices.Get(transform, OperationCount.SideOf(size));
        for (var seed = 0; seed < shuffles; seed++)
        {
            var matrix = Variant.Shuffled(ordered, seed);
            var graph = DiscoveryEngine.Discover(matrix, field, new DiscoveryOptions(CostModel.Flops, Effort.Full), cancellation).Graph;
            yield return new(transform, size, seed, Variant.Flops(graph), CodeletProof.Verify(graph, matrix, field, cancellation) is Equal);
        }
    }
}
