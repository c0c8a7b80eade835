using System.Reflection;

namespace Twiddle.Corpus.Checking;

/// <summary>Runs a naive method and its fast sibling on equal arguments, and says where they differ.</summary>
internal static class Comparison
{
    private const string HugeAndTiny = "huge and tiny";

    /// <summary>As huge and as tiny as a <c>float</c> can be: 1e100 would be infinite.</summary>
    private static readonly Func<Random, int, double> HugeAndTinySingles = (random, i) => (random.NextDouble() - 0.5) * (i % 3 == 0 ? 1e30 : 1e-30);

    /// <summary>Data of every size and sign; what is exact in the reader's eyes must not depend on it.</summary>
    private static readonly (string Name, Func<Random, int, double> Number)[] Kinds =
    [
        ("random", (random, _) => random.NextDouble() * 2 - 1),
        ("an impulse", (random, i) => i == 1 ? 1 : 0),
        (HugeAndTiny, (random, i) => (random.NextDouble() - 0.5) * (i % 3 == 0 ? 1e100 : 1e-100)),
        ("zeros", (_, _) => 0),
        ("not numbers", (random, i) => (i % 5) switch { 0 => double.NaN, 1 => double.PositiveInfinity, 2 => double.NegativeInfinity, 3 => -0.0, _ => random.NextDouble() }),
    ];

    /// <summary>The first difference, or null.</summary>
    public static string? FirstDifference(MethodInfo naive, MethodInfo fast, IReadOnlyList<int> sizes, bool isSingle) => FirstDifference(naive, fast, sizes, [], isSingle);

    /// <summary>The first difference, or that the algorithm does not run where it should, or runs where it should not.</summary>
    public static string? FirstDifference(MethodInfo naive, MethodInfo fast, CorpusCall call, bool isSingle)
    {
        if (FirstDifference(naive, fast, call.Sizes, call.Integers, isSingle) is { } difference) return $"called with {string.Join(", ", call.Integers)}: {difference}";
        // An algorithm rounds in other places than the definition.
        var (expected, _) = Run(naive, naive, call.Sizes, call.Integers, Kinds[0].Number, false);
        var (actual, _) = Run(fast, naive, call.Sizes, call.Integers, Kinds[0].Number, false);
        return expected.SequenceEqual(actual) != call.IsFast ? null : $"called with {string.Join(", ", call.Integers)}: {(call.IsFast ? "the definition" : "the algorithm")} is run";
    }

    /// <summary>The first difference with these sizes and integers, or null.</summary>
    public static string? FirstDifference(MethodInfo naive, MethodInfo fast, IReadOnlyList<int> sizes, IReadOnlyList<int> integers, bool isSingle)
    {
        foreach (var (name, number) in Kinds)
            if (Difference(naive, fast, sizes, integers, isSingle && name == HugeAndTiny ? HugeAndTinySingles : number, name, isSingle) is { } difference) return $"{string.Join("×", sizes)}, {name}: {difference}";
        if (SharedParameters(naive).Count > 0 && Difference(naive, fast, sizes, integers, Kinds[0].Number, "shared", isSingle) is { } ofShared)
            return $"{string.Join("×", sizes)}, one array for two parameters: {ofShared}";
        return null;
    }

    private static string? Difference(MethodInfo naive, MethodInfo fast, IReadOnlyList<int> sizes, IReadOnlyList<int> integers, Func<Random, int, double> kind, string name, bool isSingle)
    {
        var (expected, thrown) = Run(naive, naive, sizes, integers, kind, name == "shared");
        var (actual, alsoThrown) = Run(fast, naive, sizes, integers, kind, name == "shared");
        if (thrown != alsoThrown) return $"naive {thrown ?? "returns"}, fast {alsoThrown ?? "returns"}";

        // How not-a-number spreads depends on the order of summing, which is the algorithm's own.
        if (name == "not numbers" || thrown is not null) return null;
        if (expected.Count != actual.Count) return $"naive gives {expected.Count} numbers, fast {actual.Count}";
        var scale = expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        var tolerance = (isSingle ? 2e-4 : 1e-9) * (scale > 0 ? scale : 1);
        for (var i = 0; i < expected.Count; i++)
        {
            // The phase of zero is 0 or π by the sign of the zero, which is the algorithm's own too.
            if (name == "zeros" && Math.Abs(Math.Abs(expected[i] - actual[i]) - Math.PI) < 1e-12) continue;
            if (double.IsFinite(expected[i]) ? Math.Abs(expected[i] - actual[i]) <= tolerance : !double.IsFinite(actual[i])) continue;
            return FormattableString.Invariant($"number {i}: naive {expected[i]:R}, fast {actual[i]:R}");
        }

        return null;
    }

    /// <summary>The parameters that can be given the same object as an earlier one, which is the other number.</summary>
    private static List<(int Parameter, int Earlier)> SharedParameters(MethodInfo method)
    {
        var types = method.GetParameters().Select(p => p.ParameterType).ToList();
        return [.. types.Select((type, i) => (i, types.IndexOf(type))).Where(p => p.Item2 < p.i && typeof(System.Collections.IEnumerable).IsAssignableFrom(types[p.i]))];
    }

    private static (IReadOnlyList<double> Numbers, string? Thrown) Run(MethodInfo method, MethodInfo naive, IReadOnlyList<int> sizes, IReadOnlyList<int> integers, Func<Random, int, double> kind, bool isShared)
    {
        var random = new Random(sizes.Sum());
        var count = 0;
        var specimen = new Specimen(sizes, integers, () => kind(random, count++));
        var instance = specimen.InstanceFor(naive);
        var arguments = specimen.ArgumentsOf(naive);
        if (isShared) foreach (var (parameter, earlier) in SharedParameters(naive)) arguments[parameter] = arguments[earlier];
        try
        {
            var result = method.Invoke(instance, arguments);
            return (Numbers.Of([result, .. arguments, instance]), null);
        }
        catch (TargetInvocationException failure)
        {
            return ([], failure.InnerException!.GetType().Name);
        }
    }
}
