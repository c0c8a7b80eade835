using Twiddle.Compiler.Programs;
using Twiddle.Generator.Lowering;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Twiddle.CodeFixes.Editing;

/// <summary>
/// Takes a nest of loops out of its method, into one of its own right after it. Declarations directly before the nest that only it needs go with it, and so do the new
/// arrays that it fills: it returns those.
/// </summary>
internal static class NestExtraction
{
    private const string Indent = "    ";

    /// <summary>
    /// The tree with the new method marked, or null where it is not certain that the methods together do what the one did. Whether the new one is a transform is to be asked
    /// there.
    /// </summary>
    public static SyntaxNode? Apply(SyntaxNode root, LoopNest nest, SemanticModel model, SyntaxAnnotation mark)
    {
        if (nest.Statement.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { Parent: TypeDeclarationSyntax type } method || HasDirectivesInside(nest.Statement)) return null;
        if (nest.Statement.DescendantTokens().Any(token => token.Text.Contains('\n'))) return null;
        var uses = new VariableUses(method, model);
        var taken = Taken(nest, uses, model);
        var first = taken.Count == 0 ? nest.Statement : taken[0];
        var moved = taken.SelectMany(declaration => declaration.Declaration.Variables).Select(variable => model.GetDeclaredSymbol(variable)!).ToList();
        var results = moved.Where(variable => uses.IsUsedOutside(variable, taken.Append(nest.Statement))).ToList();

        // What only the loops use, though it is declared elsewhere, would be left without a use there.
        if (nest.Variables.Own.Any(own => !moved.Contains(own, SymbolEqualityComparer.Default))) return null;
        var definitions = nest.Variables.Definitions.Where(definition => !taken.Any(declaration => declaration.Span.Contains(definition.Span))).ToList();
        var parameters = nest.Variables.Parameters.Where(variable => !moved.Contains(variable.Symbol, SymbolEqualityComparer.Default)).ToList();
        foreach (var mentioned in uses.In(taken).Where(symbol => !moved.Contains(symbol, SymbolEqualityComparer.Default)))
        {
            if (parameters.Any(parameter => SymbolEqualityComparer.Default.Equals(parameter.Symbol, mentioned))) continue;
            if (definitions.Any(definition => SymbolEqualityComparer.Default.Equals(model.GetDeclaredSymbol(definition), mentioned))) continue;
            parameters.Add(new(mentioned, PassingMode.Value, false));
        }

        if (parameters.Any(parameter => parameter.Mode is not (PassingMode.Value or PassingMode.Ref))) return null;
        var name = MemberNames.Free(model, method, method.Identifier.ValueText + "Transform");
        var place = nest.Statement.SpanStart;
        var newLine = Introduction.NewLine(root);
        var isStatic = !nest.Statement.DescendantNodes().Concat(taken.SelectMany(declaration => declaration.DescendantNodes())).Any(node => UsesInstance(node, model));
        if (!isStatic && method.Modifiers.Any(SyntaxKind.StaticKeyword)) return null;

        var outer = Introduction.Indentation(method.GetLeadingTrivia()).ToFullString();
        var inner = Introduction.Indentation(first.GetLeadingTrivia()).ToFullString();
        var indent = outer.Contains('\t') ? "\t" : Indent;
        var head = $"private {(isStatic ? "static " : "")}{ResultType(results, model, place)} {name}({string.Join(", ", parameters.Select(parameter => Parameter(parameter, model, place)))})";
        var lines = definitions.Select(definition => Declaration(definition, outer + indent)).Concat(taken.Append(nest.Statement).Select(statement => Shifted(statement, statement == first, inner, outer + indent, newLine))).ToList();
        if (results.Count > 0) lines.Add($"{outer}{indent}return {Returned(results)};{newLine}");
        var text = $"{outer}{head}{newLine}{outer}{{{newLine}{string.Concat(lines)}{outer}}}{newLine}";
        if (ParseMemberDeclaration(text) is not MethodDeclarationSyntax extracted || extracted.ContainsDiagnostics) return null;

        var call = $"{name}({string.Join(", ", parameters.Select(parameter => (parameter.Mode == PassingMode.Ref ? "ref " : "") + Identifiers.Of(parameter.Symbol)))});";
        var statementText = results.Count == 0 ? call : $"{Target(results, taken)} = {call}";
        var leading = Staying(first).AddRange(Introduction.Indentation(first.GetLeadingTrivia()));
        var replacement = ParseStatement(statementText).WithLeadingTrivia(leading).WithTrailingTrivia(nest.Statement.GetTrailingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)));
        root = root.TrackNodes(taken.Append<SyntaxNode>(nest.Statement).Append(method));
        root = root.ReplaceNode(root.GetCurrentNode(nest.Statement)!, replacement);
        root = root.RemoveNodes(taken.Select(declaration => root.GetCurrentNode(declaration)!), SyntaxRemoveOptions.KeepNoTrivia)!;
        var blank = TriviaList(ParseLeadingTrivia(newLine));
        return root.InsertNodesAfter(root.GetCurrentNode(method)!, new[] { extracted.WithLeadingTrivia(blank.AddRange(extracted.GetLeadingTrivia())).WithAdditionalAnnotations(mark) });
    }

    /// <summary>The declarations directly before the nest that nothing between, and nothing else but of new arrays, needs.</summary>
    private static List<LocalDeclarationStatementSyntax> Taken(LoopNest nest, VariableUses uses, SemanticModel model)
    {
        var taken = new List<LocalDeclarationStatementSyntax>();
        if (nest.Statement.GetLeadingTrivia().Any(trivia => trivia.IsDirective)) return taken;
        for (var i = nest.Block.Statements.IndexOf(nest.Statement) - 1; i >= 0; i--)
        {
            if (nest.Block.Statements[i] is not LocalDeclarationStatementSyntax { IsConst: false, UsingKeyword.RawKind: 0 } declaration || HasDirectivesInside(declaration)) break;
            var together = taken.Append<StatementSyntax>(nest.Statement).Append(declaration).ToList();
            if (!declaration.Declaration.Variables.All(variable => IsTaken(variable, nest, uses, together, model))) break;
            taken.Insert(0, declaration);
            if (declaration.GetLeadingTrivia().Any(trivia => trivia.IsDirective)) break;
        }

        return taken;
    }

    private static bool IsTaken(VariableDeclaratorSyntax variable, LoopNest nest, VariableUses uses, List<StatementSyntax> together, SemanticModel model)
    {
        if (model.GetDeclaredSymbol(variable) is not ILocalSymbol { RefKind: RefKind.None } local) return false;
        if (variable.Initializer is null) return nest.Variables.Own.Contains(local, SymbolEqualityComparer.Default) && !uses.IsUsedOutside(local, together);
        if (nest.Variables.Parameters.Any(parameter => parameter.IsZeroed && SymbolEqualityComparer.Default.Equals(parameter.Symbol, local))) return IsPlain(variable.Initializer.Value);
        return nest.Variables.Definitions.Contains(variable) && !uses.IsUsedOutside(local, together);
    }

    /// <summary>Sizes without effects: made of variables, lengths and numbers.</summary>
    private static bool IsPlain(ExpressionSyntax creation) => !creation.DescendantNodes().Any(node =>
        node is InvocationExpressionSyntax or AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax or AwaitExpressionSyntax or ObjectCreationExpressionSyntax);

    private static bool UsesInstance(SyntaxNode node, SemanticModel model) => node switch
    {
        ThisExpressionSyntax or BaseExpressionSyntax => true,
        SimpleNameSyntax name when name.Parent is not MemberAccessExpressionSyntax member || member.Expression == name =>
            model.GetSymbolInfo(name).Symbol is { IsStatic: false } symbol and (IFieldSymbol or IPropertySymbol or IMethodSymbol { MethodKind: not MethodKind.LocalFunction } or IEventSymbol) && symbol.ContainingType is not null,
        _ => false,
    };

    private static string ResultType(List<ISymbol> results, SemanticModel model, int place) => results.Count switch
    {
        0 => "void",
        1 => TypeOf(results[0], model, place),
        _ => $"({string.Join(", ", results.Select(result => $"{TypeOf(result, model, place)} {Identifiers.Of(result)}"))})",
    };

    private static string Returned(List<ISymbol> results) =>
        results.Count == 1 ? Identifiers.Of(results[0]) : $"({string.Join(", ", results.Select(Identifiers.Of))})";

    /// <summary><c>var y</c>, or <c>double[] y</c> as it was.</summary>
    private static string Target(List<ISymbol> results, List<LocalDeclarationStatementSyntax> taken)
    {
        var typed = results.Select(result => (Name: Identifiers.Of(result), Type: taken.First(declaration => declaration.Declaration.Variables.Any(variable => variable.Identifier.ValueText == result.Name)).Declaration.Type.WithoutTrivia().ToString())).ToList();
        if (typed.Count == 1) return $"{typed[0].Type} {typed[0].Name}";
        return typed.All(result => result.Type == "var") ? $"var ({string.Join(", ", typed.Select(result => result.Name))})" : $"({string.Join(", ", typed.Select(result => $"{result.Type} {result.Name}"))})";
    }

    private static string Parameter(LoopVariable parameter, SemanticModel model, int place) =>
        $"{(parameter.Mode == PassingMode.Ref ? "ref " : "")}{TypeOf(parameter.Symbol, model, place)} {Identifiers.Of(parameter.Symbol)}";

    private static string TypeOf(ISymbol variable, SemanticModel model, int place) =>
        LoopVariables.TypeOf(variable).WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(model, place);

    private static string Declaration(VariableDeclaratorSyntax definition, string indentation)
    {
        var declaration = (VariableDeclarationSyntax)definition.Parent!;
        return $"{indentation}{declaration.Type.WithoutTrivia()} {definition.WithoutTrivia()};{Introduction.NewLine(definition.SyntaxTree.GetRoot())}";
    }

    private static bool HasDirectivesInside(SyntaxNode statement) =>
        statement.ContainsDirectives && statement.DescendantTrivia().Any(trivia => trivia.IsDirective && !statement.GetLeadingTrivia().Contains(trivia));

    /// <summary>Directives and empty lines before a statement and its comments: they stay where they are.</summary>
    private static SyntaxTriviaList Staying(StatementSyntax statement)
    {
        var leading = statement.GetLeadingTrivia().ToList();
        var count = leading.FindLastIndex(trivia => trivia.IsDirective) + 1;
        while (count < leading.Count && (leading[count].IsKind(SyntaxKind.WhitespaceTrivia) || leading[count].IsKind(SyntaxKind.EndOfLineTrivia))) count++;
        while (count > 0 && leading[count - 1].IsKind(SyntaxKind.WhitespaceTrivia)) count--;
        return TriviaList(leading.Take(count));
    }

    /// <summary>A statement with its comments, with another indentation.</summary>
    private static string Shifted(StatementSyntax statement, bool isFirst, string from, string to, string newLine)
    {
        var text = statement.ToFullString();
        if (isFirst) text = text.Substring(Staying(statement).ToFullString().Length);
        var lines = text.Split(new[] { newLine }, StringSplitOptions.None);
        return string.Join(newLine, lines.Select(line => line.StartsWith(from, StringComparison.Ordinal) && line.Trim().Length > 0 ? to + line.Substring(from.Length) : line));
    }
}
