using System.Globalization;
using CsvHelper;

namespace Twiddle.Bench;

/// <summary>A count beside those of other work, with what it is against each: below, at or above.</summary>
/// <param name="Count">What was found.</param>
/// <param name="Genfft">Flops of FFTW's codelet, or of its generator.</param>
/// <param name="FftwFma">Instructions of FFTW's variant for fused multiply-add.</param>
/// <param name="BestKnown">The least number of flops found in print.</param>
/// <param name="Prototype">Flops that a prototype of the rules reached.</param>
/// <param name="Reference">Against the smaller one of generator and prototype: the count that must be reached.</param>
/// <param name="Best">Against the best known.</param>
/// <param name="Fma">The instructions with fused multiply-add against FFTW's.</param>
[CsvRecord]
internal sealed partial record ReferencedCount(
    OperationCount Count,
    [CsvColumn("genfft_flops")] int? Genfft,
    [CsvColumn("fftw_fma_instructions")] int? FftwFma,
    [CsvColumn("best_known_flops")] int? BestKnown,
    [CsvColumn("prototype_flops")] int? Prototype,
    [CsvColumn("reference")] string Reference,
    [CsvColumn("best")] string Best,
    [CsvColumn("fma")] string Fma)
{
    public ReferencedCount(OperationCount count, ReferenceCount reference)
        : this(
            count,
            reference.Genfft,
            reference.FftwFma,
            reference.BestKnown,
            reference.Prototype,
            Standing.Of(count.Flops, reference.Least),
            Standing.Of(count.Flops, reference.BestKnown),
            Standing.Of(count.FmaInstructions, reference.FftwFma))
    {
    }

    /// <summary>Whether a count that must be reached is not.</summary>
    public bool IsShort => Reference == Standing.Above || Fma == Standing.Above;

    /// <summary>The heads of a table of <see cref="Cells"/>.</summary>
    public static IReadOnlyCollection<string> Heads { get; } =
        ["transform", "n", "adds + muls", "flops", "genfft", "prototype", "best known", "", "FMA instructions", "FFTW", ""];

    public IEnumerable<string> Cells() =>
    [
        Count.Transform,
        Count.Size,
        $"{Count.Additions} + {Count.Multiplications}",
        Text(Count.Flops),
        Text(Genfft),
        Text(Prototype),
        Text(BestKnown),
        Remark(Best) + (Reference == Standing.Above ? ", and above the reference" : ""),
        Text(Count.FmaInstructions),
        Text(FftwFma),
        Remark(Fma),
    ];

    private static string Text(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Remark(string standing) => standing switch
    {
        Standing.Below => "**below**",
        Standing.Above => "above",
        _ => "",
    };
}
