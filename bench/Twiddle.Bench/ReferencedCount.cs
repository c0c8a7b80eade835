using CsvHelper;

namespace Twiddle.Bench;

/// <summary>A count beside those of other work.</summary>
[CsvRecord]
internal sealed partial record ReferencedCount(
    OperationCount Count,
    [CsvColumn("genfft_flops")] int? Genfft,
    [CsvColumn("fftw_fma_instructions")] int? FftwFma,
    [CsvColumn("best_known_flops")] int? BestKnown,
    [CsvColumn("prototype_flops")] int? Prototype)
{
    public ReferencedCount(OperationCount count, ReferenceCount reference)
        : this(count, reference.Genfft, reference.FftwFma, reference.BestKnown, reference.Prototype)
    {
    }
}
