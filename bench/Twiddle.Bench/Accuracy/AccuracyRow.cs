using CsvHelper;

namespace Twiddle.Bench.Accuracy;

/// <summary>How exact one contender is.</summary>
/// <param name="Kind">The transform.</param>
/// <param name="Length">The number of its input elements.</param>
/// <param name="Contender">Who computed it.</param>
/// <param name="Error">The root of the mean square error over that of the exact result, averaged over inputs.</param>
[CsvRecord]
internal sealed partial record AccuracyRow(
    [CsvColumn("kind")] string Kind,
    [CsvColumn("n")] int Length,
    [CsvColumn("contender")] string Contender,
    [CsvColumn("rms_relative_error")] double Error);
