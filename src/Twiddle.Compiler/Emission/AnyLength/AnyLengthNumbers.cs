namespace Twiddle.Compiler.Emission.AnyLength;

/// <summary>The types of numbers that the engine reads and writes.</summary>
internal readonly record struct AnyLengthNumbers(bool HasSingles)
{
    /// <summary>A text for each, with the type in the place of <c>@Number</c>.</summary>
    public string ForEach(string text) => HasSingles ? text.Replace("@Number", "double") + "\n\n" + text.Replace("@Number", "float") : text.Replace("@Number", "double");

    /// <summary>A text without its choices between two types, where there is only one: the line that asks, and the word before the other.</summary>
    public string Chosen(string text)
    {
        if (HasSingles) return text;
        var lines = new List<string>();
        var isOther = false;
        foreach (var line in text.Split('\n'))
        {
            var content = line.TrimStart();
            var asks = content.StartsWith("if (typeof(T) == typeof(float))", StringComparison.Ordinal) || content.StartsWith("if (IsSingle<T>())", StringComparison.Ordinal);
            if (!asks) lines.Add(isOther ? line.Substring(0, line.Length - content.Length) + content.Substring("else ".Length) : line);
            isOther = asks;
        }

        return string.Join("\n", lines);
    }
}
