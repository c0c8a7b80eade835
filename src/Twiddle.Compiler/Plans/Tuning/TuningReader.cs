using System.Collections.Immutable;
using System.Globalization;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Plans.Tuning;

/// <summary>
/// Reads a file of choices: <c>{ "format": 1, "plans": [ { "precision": "double", "lanes": 8, "length": 1024, "radices": [8, 8, 16] } ] }</c>. What is not
/// understood, or cannot be a plan, is told of and left out; the rest holds.
/// </summary>
public static class TuningReader
{
    private const int Format = 1;

    private const int LargestLength = 1 << 20;

    /// <summary>The largest radix that a file may name.</summary>
    public const int LargestRadix = 20;

    public static TuningFile Read(string text, CancellationToken cancellation)
    {
        var (value, place, problem) = FlatJson.Parse(text, cancellation);
        if (value is null) return Foreign(place, 1, problem);
        if (value is not FlatJson.Object file || file["format"] is not FlatJson.Number { Value: Format } || file["plans"] is not FlatJson.List plans)
            return Foreign(value.Start, 1, "it is not written in format 1, with a list 'plans'");

        var choices = new List<TunedPlan>();
        var known = new HashSet<(ScalarKind, int, int)>();
        var problems = file.Members.Where(m => m.Name.Value is not ("format" or "plans")).Select(m => Problem(m.Name, $"'{m.Name.Value}' has no meaning here")).ToList();
        foreach (var item in plans.Items)
        {
            cancellation.ThrowIfCancellationRequested();
            var (plan, reason) = PlanOf(item);
            if (plan is not null && !known.Add((plan.Precision, plan.Lanes, plan.Length))) (plan, reason) = (null, "there is a choice for this length already");
            if (plan is not null) choices.Add(plan);
            else problems.Add(Problem(item, reason));
        }

        return new(choices.ToEquatableArray(), problems.ToEquatableArray());
    }

    private static TuningFile Foreign(int start, int length, string problem) =>
        new(EquatableArray<TunedPlan>.Empty, ImmutableArray.Create(new TuningProblem(start, length, problem)));

    private static TuningProblem Problem(FlatJson at, string problem) => new(at.Start, at.Length, problem);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static (TunedPlan? Plan, string Problem) PlanOf(FlatJson item)
    {
        if (item is not FlatJson.Object members || members.Members.Length != 4) return (null, "a choice has the members 'precision', 'lanes', 'length' and 'radices'");
        if (members["precision"] is not FlatJson.Text { Value: "double" or "float" } precision) return (null, "'precision' is either 'double' or 'float'");
        var kind = precision.Value == "float" ? ScalarKind.Single : ScalarKind.Double;
        int[] widths = kind == ScalarKind.Single ? [4, 8, 16] : [2, 4, 8];
        if (members["lanes"] is not FlatJson.Number { Value: var lanes } || !widths.Contains(lanes)) return (null, $"'lanes' is one of {string.Join(", ", widths.Select(Text))}");
        if (members["length"] is not FlatJson.Number { Value: > 1 and <= LargestLength and var length }) return (null, $"'length' is between 2 and {Text(LargestLength)}");
        if (members["radices"] is not FlatJson.List { Items: var items } || !items.All(i => i is FlatJson.Number)) return (null, "'radices' is a list of numbers");
        var radices = items.Select(i => ((FlatJson.Number)i).Value).ToImmutableArray();
        return WhyNot(radices, length, lanes) is { } reason ? (null, reason) : (new(kind, lanes, length, radices), "");
    }

    /// <summary>Why radices are no plan on vectors; null where they are one, or where there are none.</summary>
    private static string? WhyNot(ImmutableArray<int> radices, int length, int lanes)
    {
        if (radices.IsEmpty) return null;
        if (radices.Any(r => r is < 2 or > LargestRadix)) return $"radices are between 2 and {Text(LargestRadix)}";
        if (radices.Length < 2) return "a transform on vectors has two passes or more";
        if (radices.Aggregate(1L, (product, r) => Math.Min(product * r, int.MaxValue)) != length) return $"the product of the radices is not {Text(length)}";
        return LaneFit.Fits(radices, lanes) || LaneFit.FitsUnevenly(radices, lanes, mayBeShort: false) ? null : $"these radices do not fill vectors of {Text(lanes)} lanes in every pass";
    }
}
