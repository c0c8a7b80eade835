namespace Twiddle.CodeFixes.Editing;

/// <summary>Names for new locals that mean nothing yet where the locals are to be.</summary>
internal sealed class FreshNames
{
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> inScope = new(StringComparer.Ordinal);

    /// <summary>Names that are free in the block, or other home of a statement, and around it.</summary>
    public FreshNames(SemanticModel model, SyntaxNode statement)
    {
        foreach (var symbol in model.LookupSymbols(statement.SpanStart)) inScope.Add(symbol.Name);
        foreach (var token in (statement.Parent ?? statement).DescendantTokens())
            if (token.IsKind(SyntaxKind.IdentifierToken)) taken.Add(token.ValueText);

        // A local of a block around is in scope in all of the block, also before its declaration.
        foreach (var block in statement.Ancestors().OfType<BlockSyntax>())
            foreach (var declaration in block.Statements.OfType<LocalDeclarationStatementSyntax>())
                foreach (var variable in declaration.Declaration.Variables) inScope.Add(variable.Identifier.ValueText);
        taken.UnionWith(inScope);
    }

    /// <summary>The name, or the name with the first number that makes it new. It is taken from then on.</summary>
    public string Take(string name)
    {
        var fresh = name;
        for (var number = 1; !IsFree(fresh); number++) fresh = name + number;
        taken.Add(fresh);
        return fresh;
    }

    /// <summary>The name, with a number if need be, for the counter of a loop before the statement: the loops beside it may use it as well.</summary>
    public string TakeForLoop(string name)
    {
        var fresh = name;
        for (var number = 1; inScope.Contains(fresh); number++) fresh = name + number;
        return fresh;
    }

    private bool IsFree(string name) => !taken.Contains(name) && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None;
}
