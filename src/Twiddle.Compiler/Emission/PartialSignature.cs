using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Emission;

/// <summary>
/// Matches a user's partial method with its specification: the same parameters in the same order, where an array may become a span; the
/// results returned as there, or in further parameters at the end.
/// </summary>
internal static class PartialSignature
{
    /// <summary>Why the two do not match, in plain words; null where they do.</summary>
    public static string? Problem(MethodSignature naive, MethodSignature partial)
    {
        if (partial.Parameters.Count < naive.Parameters.Count)
            return $"'{partial.Name}' has fewer parameters than '{naive.Name}'; it needs the same ones in the same order";
        for (var i = 0; i < naive.Parameters.Count; i++)
            if (Problem(naive.Parameters[i], partial.Parameters[i], naive.Name) is { } problem) return problem;

        var results = ResultNames.Of(naive);
        var extra = partial.Parameters.Skip(naive.Parameters.Count).ToList();
        if (extra.Count == 0)
        {
            return Equals(partial.ReturnType, naive.ReturnType)
                ? null
                : $"'{partial.Name}' has to return what '{naive.Name}' returns, or take parameters for it at the end";
        }

        if (partial.ReturnType is not VoidType) return $"'{partial.Name}' has parameters for the result and must return nothing else";
        if (extra.Count != results.Length)
            return $"'{naive.Name}' gives {Count(results.Length)}, but '{partial.Name}' has {Count(extra.Count)} at the end to take them";
        return extra.Zip(results, (p, r) => ResultProblem(p, r.Type)).FirstOrDefault(p => p is not null);
    }

    private static string Count(int count) => count switch
    {
        0 => "nothing",
        1 => "one value",
        _ => count.ToString(System.Globalization.CultureInfo.InvariantCulture) + " values",
    };

    private static string? Problem(SignatureParameter naive, SignatureParameter partial, string naiveName)
    {
        var isSame = Equals(naive.Type, partial.Type) && naive.Mode == partial.Mode;
        var becomesSpan = partial.Type is SpanType && partial.Mode == PassingMode.Value
            && naive.Type is ArrayType { Rank: 1 } or SpanType
            && Equals(ElementShape.ElementOf(naive.Type), ElementShape.ElementOf(partial.Type));
        return isSame || becomesSpan
            ? null
            : $"parameter '{partial.Name}' has to be of the same type as '{naive.Name}' of '{naiveName}', or a span of the same elements";
    }

    private static string? ResultProblem(SignatureParameter parameter, ProgramType result)
    {
        var fits = result switch
        {
            ArrayType { Rank: 1, Element: not (ArrayType or ClassType) } array => parameter.Mode == PassingMode.Value && Equals(array.Element, ElementShape.ElementOf(parameter.Type))
                && parameter.Type is ArrayType { Rank: 1 } or SpanType { IsReadOnly: false },
            ArrayType => parameter.Mode == PassingMode.Value && Equals(result, parameter.Type),
            _ => parameter.Mode == PassingMode.Out && Equals(result, parameter.Type),
        };
        if (fits) return null;
        return result is ArrayType
            ? $"parameter '{parameter.Name}' has to be an array or a writable span of the elements of the result"
            : $"parameter '{parameter.Name}' has to be an 'out' parameter of the type of the result";
    }
}
