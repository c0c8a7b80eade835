using CsvHelper;

namespace Twiddle.Bench.Speed;

/// <summary>How fast one contender is.</summary>
/// <param name="Kind">The transform.</param>
/// <param name="Length">The number of its input elements.</param>
/// <param name="Contender">Who computed it.</param>
/// <param name="Nanoseconds">The median time of a call.</param>
/// <param name="RatioToFftw">The median, over the rounds, of the time over FFTW's in the same round.</param>
/// <param name="Gflops">Nominal operations per nanosecond.</param>
[CsvRecord]
internal sealed partial record SpeedRow(
    [CsvColumn("kind")] string Kind,
    [CsvColumn("n")] int Length,
    [CsvColumn("contender")] string Contender,
    [CsvColumn("median_ns")] double Nanoseconds,
    [CsvColumn("ratio_to_fftw")] double? RatioToFftw,
    [CsvColumn("gflops")] double Gflops);
