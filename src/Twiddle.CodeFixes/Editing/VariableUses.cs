namespace Twiddle.CodeFixes.Editing;

/// <summary>Where a method uses its locals and parameters.</summary>
internal sealed class VariableUses
{
    private readonly List<(ISymbol Variable, SyntaxNode Place)> all;

    public VariableUses(SyntaxNode method, SemanticModel model)
    {
        all = method.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Select(name => (Variable: model.GetSymbolInfo(name).Symbol, Place: (SyntaxNode)name))
            .Where(use => use.Variable is ILocalSymbol or IParameterSymbol)
            .Select(use => (use.Variable!, use.Place))
            .ToList();
    }

    /// <summary>Whether a variable is used anywhere but in these parts.</summary>
    public bool IsUsedOutside(ISymbol variable, IEnumerable<SyntaxNode> parts) =>
        all.Any(use => SymbolEqualityComparer.Default.Equals(use.Variable, variable) && !parts.Any(part => part.Span.Contains(use.Place.Span)));

    /// <summary>The variables used in these parts, each once.</summary>
    public IEnumerable<ISymbol> In(IEnumerable<SyntaxNode> parts) =>
        all.Where(use => parts.Any(part => part.Span.Contains(use.Place.Span))).Select(use => use.Variable).Distinct(SymbolEqualityComparer.Default).OfType<ISymbol>();
}
