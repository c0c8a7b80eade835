using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Twiddle.Generator.Analyzers;
using Twiddle.Generator.Targets;

namespace Twiddle.Generator.Usage;

/// <summary>Whether the generated method can have its name.</summary>
internal static class NameRules
{
    public static UsageProblem? Check(IMethodSymbol naive, string name)
    {
        if (!SyntaxFacts.IsValidIdentifier(name) || SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None) return new(Rules.InvalidName, name);

        var type = naive.ContainingType;
        if (type.Name == name) return Taken(naive, name, "that is the name of its type");
        foreach (var member in type.GetMembers(name).Where(member => !GeneratedFiles.Declare(member)))
        {
            if (member is not IMethodSymbol method) return Taken(naive, name, "the type has a member of that name");
            if (SharesSignature(method, naive)) return Taken(naive, name, "the type has a method of that name and signature");
        }

        var rival = type.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(other =>
            !SymbolEqualityComparer.Default.Equals(other, naive) && SiblingName(other) == name && Overlap(other, naive));
        return rival is null ? null : Taken(naive, name, $"so would that of '{rival.Name}'");
    }

    private static UsageProblem Taken(IMethodSymbol naive, string name, string why) => new(Rules.NameTaken, naive.Name, name, why);

    /// <summary>The name of the sibling that a method gets, or null where it gets none.</summary>
    private static string? SiblingName(IMethodSymbol method) =>
        TransformUsage.AttributeOf(method) is { } attribute && AttributeArguments.Read(attribute) is { Of: null } arguments
            ? arguments.Name ?? GeneratedName.For(method.Name)
            : null;

    private static bool SharesSignature(IMethodSymbol existing, IMethodSymbol naive) =>
        Signature(existing) is var taken && (taken == Signature(naive) || taken == SpanSignature(naive));

    /// <summary>Whether the siblings of two methods, their span overloads included, have a signature in common.</summary>
    private static bool Overlap(IMethodSymbol first, IMethodSymbol second) => SharesSignature(first, second) || SpanSignature(first) == SpanSignature(second);

    private static string Signature(IMethodSymbol method) => string.Join(",", method.Parameters.Select(Text));

    /// <summary>The overload on spans: of inputs to read, and of an output to write.</summary>
    private static string SpanSignature(IMethodSymbol method)
    {
        var parameters = method.Parameters.Select(parameter => parameter is { RefKind: RefKind.None, Type: IArrayTypeSymbol { Rank: 1 } array }
            ? "global::System.ReadOnlySpan<" + TypeText.Of(array.ElementType) + ">"
            : Text(parameter));
        var result = method.ReturnType is IArrayTypeSymbol { Rank: 1 } output
            ? new[] { "global::System.Span<" + TypeText.Of(output.ElementType) + ">" }
            : [];
        return string.Join(",", parameters.Concat(result));
    }

    private static string Text(IParameterSymbol parameter) => (parameter.RefKind == RefKind.None ? "" : "ref ") + TypeText.Of(parameter.Type);
}
