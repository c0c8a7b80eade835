namespace Twiddle.CodeFixes.Editing;

/// <summary>How names are written.</summary>
internal static class Identifiers
{
    /// <summary>The name of a variable, as code refers to it: <c>@in</c>, for its name is <c>in</c>.</summary>
    public static string Of(ISymbol variable) => SyntaxFacts.GetKeywordKind(variable.Name) == SyntaxKind.None ? variable.Name : "@" + variable.Name;
}
