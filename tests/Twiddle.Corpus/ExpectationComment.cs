using System.Globalization;

namespace Twiddle.Corpus;

/// <summary>
/// The line above a specimen: <c>//: capability; derived</c>, or <c>//: capability; refused TWD022 at x[n] > 0</c>; with <c>lengths 4 6 9</c>,
/// <c>shape 4 4</c>, <c>small</c> (loops that can only be run, and not for long), <c>large 256</c> (another long length than 600), <c>any</c> (the attribute names no lengths), <c>note TWD040</c>, and calls with arrays of these sizes and these integers, in which the algorithm
/// runs, <c>fast 24 24 : 3 8</c>, or the definition does, <c>naive 24 24 : 17 8</c>, after it.
/// </summary>
internal static class ExpectationComment
{
    public const string Mark = "//:";

    private static readonly int[] UsualLengths = [4, 6, 9];

    public static (string Capability, Expectation Expectation) Parse(string line)
    {
        var parts = line[Mark.Length..].Split(';', StringSplitOptions.TrimEntries);
        var lengths = Numbers(parts, "lengths ");
        var isForAnyLength = parts.Contains("any");
        if (parts[1] == "derived")
        {
            var note = parts.FirstOrDefault(p => p.StartsWith("note ", StringComparison.Ordinal))?["note ".Length..];
            return (parts[0], new ExpectedSibling(lengths.Count > 0 ? lengths : UsualLengths, Numbers(parts, "shape "), !parts.Contains("small") && !isForAnyLength, note) { IsForAnyLength = isForAnyLength, LargeLength = Numbers(parts, "large ").DefaultIfEmpty(600).First(), Calls = [.. Calls(parts)] });
        }

        var refusal = parts[1].Split(' ', 4);
        if (refusal[0] != "refused") throw new FormatException(line);
        return (parts[0], new ExpectedRefusal(refusal[1], refusal.Length > 3 ? refusal[3] : null, lengths.Count > 0 ? lengths[0] : 8) { IsForAnyLength = isForAnyLength });
    }

    private static IEnumerable<CorpusCall> Calls(string[] parts)
    {
        foreach (var part in parts)
        {
            if (part.Split(' ') is not [("fast" or "naive") and var word, ..]) continue;
            var numbers = part[word.Length..].Split(':');
            yield return new(All(numbers[0]), numbers.Length > 1 ? All(numbers[1]) : [], word == "fast");
        }

        static List<int> All(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
    }

    private static List<int> Numbers(string[] parts, string word) =>
        parts.Where(p => p.StartsWith(word, StringComparison.Ordinal))
            .SelectMany(p => p[word.Length..].Split(' '))
            .Select(number => int.Parse(number, CultureInfo.InvariantCulture))
            .ToList();
}
