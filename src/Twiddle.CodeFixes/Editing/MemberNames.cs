namespace Twiddle.CodeFixes.Editing;

/// <summary>Names for new members of a type.</summary>
internal static class MemberNames
{
    /// <summary>The name, or the name with the first number that nothing in the type, nor in its file, has.</summary>
    public static string Free(SemanticModel model, SyntaxNode place, string name)
    {
        var taken = new HashSet<string>(model.LookupSymbols(place.SpanStart).Select(symbol => symbol.Name), StringComparer.Ordinal);
        if (place.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type)
            foreach (var token in type.DescendantTokens())
                if (token.IsKind(SyntaxKind.IdentifierToken)) taken.Add(token.ValueText);
        var fresh = name;
        for (var number = 1; taken.Contains(fresh) || taken.Contains("Fast" + fresh); number++) fresh = name + number;
        return fresh;
    }
}
