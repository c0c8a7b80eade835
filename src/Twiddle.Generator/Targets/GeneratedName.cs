namespace Twiddle.Generator.Targets;

/// <summary>The name of the method that is generated beside a naive one.</summary>
internal static class GeneratedName
{
    private static readonly string[] Prefixes = ["Naive", "Slow", "Direct"];

    /// <summary><c>Fast</c> + the name without a leading <c>Naive</c>, <c>Slow</c> or <c>Direct</c>.</summary>
    public static string For(string naive)
    {
        var prefix = Prefixes.FirstOrDefault(candidate => IsWord(naive, candidate)) ?? "";
        return "Fast" + naive.Substring(prefix.Length);
    }

    /// <summary>Whether a name starts with a whole word: <c>DirectDft</c> does with <c>Direct</c>, <c>Directory</c> does not.</summary>
    private static bool IsWord(string name, string word) =>
        name.StartsWith(word, StringComparison.Ordinal) && (name.Length == word.Length || !char.IsLower(name[word.Length]));
}
