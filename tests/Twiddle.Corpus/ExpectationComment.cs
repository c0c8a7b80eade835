using System.Globalization;

namespace Twiddle.Corpus;

/// <summary>
/// The line above a specimen: <c>//: capability; derived</c>, or <c>//: capability; refused TWD022 at x[n] > 0</c>; with <c>lengths 4 6 9</c>,
/// <c>shape 4 4</c>, <c>small</c> (loops that can only be run), <c>any</c> (the attribute names no lengths) and <c>note TWD040</c> after it.
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
            return (parts[0], new ExpectedSibling(lengths.Count > 0 ? lengths : UsualLengths, Numbers(parts, "shape "), !parts.Contains("small") && !isForAnyLength, note) { IsForAnyLength = isForAnyLength });
        }

        var refusal = parts[1].Split(' ', 4);
        if (refusal[0] != "refused") throw new FormatException(line);
        return (parts[0], new ExpectedRefusal(refusal[1], refusal.Length > 3 ? refusal[3] : null, lengths.Count > 0 ? lengths[0] : 8) { IsForAnyLength = isForAnyLength });
    }

    private static List<int> Numbers(string[] parts, string word) =>
        parts.Where(p => p.StartsWith(word, StringComparison.Ordinal))
            .SelectMany(p => p[word.Length..].Split(' '))
            .Select(number => int.Parse(number, CultureInfo.InvariantCulture))
            .ToList();
}
