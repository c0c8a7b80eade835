using CsvHelper;

namespace Twiddle.Bench.AnyLength;

/// <summary>What a plan for any length costs.</summary>
/// <param name="Length">The number of points.</param>
/// <param name="PlanNanoseconds">How much longer the first transform takes than those that follow: the making of the plan, and of those that it needs.</param>
/// <param name="TransformNanoseconds">The median time of one transform.</param>
/// <param name="Ratio">How many transforms the plan costs.</param>
[CsvRecord]
internal sealed partial record PlanRow(
    [CsvColumn("n")] int Length,
    [CsvColumn("plan_ns")] double PlanNanoseconds,
    [CsvColumn("transform_ns")] double TransformNanoseconds,
    [CsvColumn("ratio")] double Ratio);
