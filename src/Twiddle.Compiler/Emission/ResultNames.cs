using System.Globalization;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Emission;

/// <summary>The values that a method returns: none, one, or the elements of a tuple, each with the name its buffer gets.</summary>
internal static class ResultNames
{
    public static (string Name, ProgramType Type)[] Of(MethodSignature signature)
    {
        var taken = signature.Parameters.Select(p => p.Name).ToList();
        switch (signature.ReturnType)
        {
            case VoidType:
                return [];
            case TupleType tuple:
                var names = TupleNames(signature.ReturnTypeText);
                return tuple.Elements.Select((type, i) => (LocalNames.Fresh(Name(i, names), taken), type)).ToArray();
            default:
                return [(LocalNames.Fresh("result", taken), signature.ReturnType)];
        }
    }

    private static string Name(int index, IReadOnlyList<string?> names) =>
        index < names.Count && names[index] is { } name
            ? "result" + char.ToUpperInvariant(name[0]) + name.Substring(1)
            : "result" + (index + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>The names in the text of a tuple type, <c>(double[] Re, double[] Im)</c>.</summary>
    private static List<string?> TupleNames(string text)
    {
        var names = new List<string?>();
        if (text.Length < 2 || text[0] != '(') return names;
        var (depth, start) = (0, 1);
        for (var i = 1; i < text.Length; i++)
        {
            var isEnd = depth == 0 && text[i] is ',' or ')';
            if (isEnd && depth == 0)
            {
                names.Add(NameIn(text.Substring(start, i - start)));
                start = i + 1;
            }

            depth += text[i] switch { '<' or '[' or '(' => 1, '>' or ']' or ')' => -1, _ => 0 };
        }

        return names;
    }

    private static string? NameIn(string element)
    {
        var trimmed = element.Trim();
        var space = trimmed.LastIndexOf(' ');
        var name = space < 0 ? "" : trimmed.Substring(space + 1).TrimStart('@');
        return name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c == '_') ? name : null;
    }
}
