using CsvHelper;

namespace Twiddle.Bench;

/// <summary>A row of the table of operation counts known elsewhere; null where none is known.</summary>
/// <param name="Transform">The name in <see cref="NamedMatrices"/>.</param>
/// <param name="Size">The number of points, or points by points.</param>
/// <param name="Genfft">Flops of FFTW's codelet, or of its generator run on that size.</param>
/// <param name="FftwFma">Instructions of FFTW's variant for fused multiply-add.</param>
/// <param name="BestKnown">The least number of flops found in print.</param>
/// <param name="Prototype">Flops that a prototype of the rules reached.</param>
[CsvRecord]
internal sealed partial record ReferenceCount(
    [CsvColumn("transform")] string Transform,
    [CsvColumn("N")] string Size,
    [CsvColumn("genfft_flops")] int? Genfft,
    [CsvColumn("fftw_fma_instructions")] int? FftwFma,
    [CsvColumn("best_known_flops")] int? BestKnown,
    [CsvColumn("prototype_flops")] int? Prototype)
{
    /// <summary>What must be reached: the smaller of the generator's and the prototype's flops.</summary>
    public int? Least => Genfft is { } genfft && Prototype is { } prototype ? Math.Min(genfft, prototype) : Genfft ?? Prototype;

    /// <summary>The table embedded in this assembly.</summary>
    public static IReadOnlyList<ReferenceCount> Table()
    {
        using var csv = CsvReader.Create(typeof(ReferenceCount).Assembly.GetManifestResourceStream("op-counts.csv")!);
        return csv.GetRecords<ReferenceCount>().ToList();
    }
}
