using System.Globalization;

namespace Twiddle.Compiler.Emission;

/// <summary>Keeps the user's names apart from those of generated locals.</summary>
internal static class LocalNames
{
    private static readonly string[] Reserved =
        ["t", "k", "block", "column", "from", "to", "twiddles", "pool", "work", "Tables", "Roots", "Transform", "Clear",
            "source", "target", "scratch", "first", "address", "other", "TransformVectors", "i", "group", "spare", "second", "start",
            "sourceRe", "sourceIm", "targetRe", "targetIm", "stage", "part", "parts", "begin", "end", "isPinned"];

    private static readonly string[] Prefixes = ["t", "C", "re", "im", "x", "p", "f", "w", "g", "y", "a", "d", "factors", "parts", "source", "target"];

    /// <summary>A kernel's name for a parameter: the user's own, unless the kernel uses it.</summary>
    public static string ForKernel(string name) => IsGenerated(name.TrimStart('@')) ? name.TrimStart('@') + "Data" : name;

    /// <summary>The name of a local for what a member holds: <c>samples</c> for <c>Samples</c> and <c>_samples</c>.</summary>
    public static string OfMember(string member)
    {
        var name = member.TrimStart('_', '@');
        if (name.Length == 0 || !char.IsLetter(name[0])) return "buffer" + name;
        // A keyword in small letters is none with a word behind it.
        return char.ToLowerInvariant(name[0]) + name.Substring(1) + "Data";
    }

    /// <summary>A name that none of the given ones is.</summary>
    public static string Fresh(string name, IEnumerable<string> taken)
    {
        var others = taken.Select(t => t.TrimStart('@')).ToList();
        var fresh = name;
        for (var i = 2; others.Contains(fresh); i++) fresh = name + i.ToString(CultureInfo.InvariantCulture);
        return fresh;
    }

    /// <summary>Whether a kernel may use this name for itself: <c>t12</c>, <c>C3</c>, <c>re0</c>, <c>w1r</c>, …</summary>
    private static bool IsGenerated(string name)
    {
        if (Reserved.Contains(name)) return true;
        var letters = name.TakeWhile(char.IsLetter).Count();
        var digits = name.Skip(letters).TakeWhile(char.IsDigit).Count();
        var rest = name.Substring(letters + digits);
        return Prefixes.Contains(name.Substring(0, letters)) && digits > 0 && (rest is "" or "r" or "i" or "Re" or "Im");
    }
}
