using System.Globalization;
using Twiddle.Compiler.Plans.Tuning;
using Twiddle.Compiler.Programs;

namespace Twiddle.Bench.Tuning;

/// <summary>The text of a file of choices, a choice on each line.</summary>
internal static class TuningText
{
    public static string Of(IEnumerable<TunedPlan> plans)
    {
        var lines = plans
            .OrderBy(p => p.Precision)
            .ThenBy(p => p.Length)
            .ThenByDescending(p => p.Lanes)
            .Select(p => string.Create(
                CultureInfo.InvariantCulture,
                $"    {{ \"precision\": \"{(p.Precision == ScalarKind.Single ? "float" : "double")}\", \"lanes\": {p.Lanes}, \"length\": {p.Length}, \"radices\": [{string.Join(", ", p.Radices)}] }}"));
        var list = string.Join(",\n", lines);
        return $"{{\n  \"format\": 1,\n  \"plans\": [{(list.Length == 0 ? "" : $"\n{list}\n  ")}]\n}}\n";
    }
}
