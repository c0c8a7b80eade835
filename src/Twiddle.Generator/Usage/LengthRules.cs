using System.Globalization;
using Microsoft.CodeAnalysis;
using Twiddle.Generator.Analyzers;

namespace Twiddle.Generator.Usage;

/// <summary>Which lengths and shapes can be derived for.</summary>
internal static class LengthRules
{
    private const int Maximum = 1 << 20;

    public static IEnumerable<UsageProblem> Check(IMethodSymbol method, AttributeArguments arguments)
    {
        if (!arguments.Lengths.IsEmpty && !arguments.Shape.IsEmpty) yield return new(Rules.LengthsAndShape, method.Name);

        foreach (var length in arguments.Lengths.Concat(arguments.Shape).Where(length => length is < 1 or > Maximum).Distinct())
            yield return new(Rules.LengthOutOfRange, length.ToString(CultureInfo.InvariantCulture));

        foreach (var group in arguments.Lengths.GroupBy(length => length).Where(group => group.Count() > 1))
            yield return new(Rules.DuplicateLength, group.Key.ToString(CultureInfo.InvariantCulture));
    }
}
