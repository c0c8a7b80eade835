using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Proofs;

/// <summary>Checks that a plan reads and writes only what exists, and each output once.</summary>
internal static class PlanProofRanges
{
    public static string? Problem(PassPlan plan, HarmonicMap map)
    {
        foreach (var core in plan.Cores)
        {
            foreach (var source in core.Input.Sources)
            {
                if (source.Lane < 0 || source.Lane >= map.Inputs.Count || !IsWithin(source.First, source.Step, source.Count, map.Inputs[source.Lane].Count))
                    return "an input index is out of range";
                if (!IsIndex(source.Stride, core.Input.Length) || !IsIndex(source.Offset, core.Input.Length)) return "an index of a work vector is out of range";
            }
        }

        var seen = map.Outputs.Select(lane => new bool[lane.Count]).ToArray();
        foreach (var segment in plan.Segments)
        {
            foreach (var sum in segment.Sums)
            {
                if (sum.Lane < 0 || sum.Lane >= map.Outputs.Count || !IsWithin(segment.First, segment.Step, segment.Count, map.Outputs[sum.Lane].Count))
                    return "an output index is out of range";
                for (var k = segment.First; k < segment.First + segment.Step * segment.Count; k += segment.Step)
                {
                    if (seen[sum.Lane][k]) return "an output is computed twice";
                    seen[sum.Lane][k] = true;
                }

                foreach (var use in sum.Uses)
                {
                    if (use.Core < 0 || use.Core >= plan.Cores.Length) return "a transform that does not exist is used";
                    var length = plan.Cores[use.Core].Input.Length;
                    if (!IsIndex(use.Stride, length) || !IsIndex(use.Offset, length)) return "an index of a result is out of range";
                }
            }
        }

        return null;
    }

    private static bool IsWithin(int first, int step, int count, int size) => count > 0 && first >= 0 && step > 0 && first + (long)step * (count - 1) < size;

    private static bool IsIndex(int index, int length) => index >= 0 && index < length;
}
