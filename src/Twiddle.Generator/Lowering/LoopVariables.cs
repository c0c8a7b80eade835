using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Twiddle.Compiler.Programs;

namespace Twiddle.Generator.Lowering;

/// <summary>A variable that loops use and that is declared around them.</summary>
internal sealed record LoopVariable(ISymbol Symbol, PassingMode Mode, bool IsZeroed);

/// <summary>What loops use of the method around them.</summary>
/// <param name="Parameters">The variables whose values come from there, or go there.</param>
/// <param name="Definitions">Variables of which a definition is known that still holds: their declarators, in order.</param>
/// <param name="Own">Variables that only the loops use, though they are declared around them.</param>
internal sealed record LoopVariables(ImmutableArray<LoopVariable> Parameters, ImmutableArray<VariableDeclaratorSyntax> Definitions, ImmutableArray<ISymbol> Own)
{
    public static ITypeSymbol TypeOf(ISymbol variable) => variable is ILocalSymbol local ? local.Type : ((IParameterSymbol)variable).Type;

    /// <summary>The variables of one statement of a body; null where it cannot be taken out of it.</summary>
    public static LoopVariables? Of(BlockSyntax body, int statement, SemanticModel model, CancellationToken cancellation)
    {
        var loops = body.Statements[statement];
        var whole = body.Ancestors().OfType<BlockSyntax>().LastOrDefault() ?? body;
        var (flow, control, around) = (model.AnalyzeDataFlow(loops), model.AnalyzeControlFlow(loops), model.AnalyzeDataFlow(whole));
        if (flow is not { Succeeded: true } || control is not { Succeeded: true } || around is not { Succeeded: true }) return null;
        if (!control.ExitPoints.IsEmpty || !control.ReturnStatements.IsEmpty || !flow.Captured.IsEmpty) return null;

        var parameters = new List<LoopVariable>();
        var definitions = new List<VariableDeclaratorSyntax>();
        var own = new List<ISymbol>();
        var used = flow.ReadInside.Concat(flow.WrittenInside).Distinct(SymbolEqualityComparer.Default).Except(flow.VariablesDeclared, SymbolEqualityComparer.Default);
        foreach (var variable in used.Where(v => v is not IParameterSymbol { IsThis: true }).OrderBy(v => v!.Locations[0].SourceSpan.Start))
        {
            if (variable is not (ILocalSymbol or IParameterSymbol) || around.Captured.Contains(variable, SymbolEqualityComparer.Default)) return null;
            var isWritten = flow.WrittenInside.Contains(variable, SymbolEqualityComparer.Default);
            var leaves = flow.DataFlowsOut.Contains(variable, SymbolEqualityComparer.Default);
            var enters = flow.DataFlowsIn.Contains(variable, SymbolEqualityComparer.Default);
            if (isWritten && !TypeOf(variable).IsValueType) return null;
            if (MayShareElements(variable)) return null;
            if (isWritten && !leaves && !enters) own.Add(variable);
            else if (isWritten && leaves && !enters) return null;
            else if (isWritten && leaves) parameters.Add(new(variable, PassingMode.Ref, false));
            else if (!isWritten && DefinitionsOf(variable, body, model, cancellation) is { } found) definitions.AddRange(found.Where(d => !definitions.Contains(d)));
            else parameters.Add(new(variable, PassingMode.Value, IsZeroed(variable, body, statement, cancellation)));
        }

        // What a definition mentions has to be there as well.
        foreach (var definition in definitions)
            foreach (var variable in Mentioned(definition.Initializer!.Value, model, cancellation))
                if (!definitions.Any(d => SymbolEqualityComparer.Default.Equals(model.GetDeclaredSymbol(d, cancellation), variable)) && !parameters.Any(p => SymbolEqualityComparer.Default.Equals(p.Symbol, variable)))
                    parameters.Add(new(variable, PassingMode.Value, false));
        return new(parameters.ToImmutableArray(), definitions.ToImmutableArray(), own.ToImmutableArray());
    }

    /// <summary>
    /// Whether a variable may lead to the elements of another one's array, and yet be another reference: then no comparison of references tells.
    /// </summary>
    private static bool MayShareElements(ISymbol variable) => TypeOf(variable) switch
    {
        { IsRefLikeType: true } => true,
        IArrayTypeSymbol { ElementType: IArrayTypeSymbol } => true,
        { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T } => true,
        { Name: "Memory" or "ReadOnlyMemory" } list when TypeLowering.IsList(list) => true,
        { TypeKind: TypeKind.Interface } list when TypeLowering.IsList(list) => variable is ILocalSymbol,
        _ => false,
    };

    /// <summary>The declarators that give a number its value for good, those it depends on first; null where it has none.</summary>
    private static List<VariableDeclaratorSyntax>? DefinitionsOf(ISymbol variable, BlockSyntax body, SemanticModel model, CancellationToken cancellation)
    {
        if (variable is not ILocalSymbol { Type.IsValueType: true, IsRef: false } local || local.DeclaringSyntaxReferences.Length != 1) return null;
        if (local.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is not VariableDeclaratorSyntax { Initializer.Value: { } value } declarator) return null;
        if (declarator.FirstAncestorOrSelf<StatementSyntax>()?.Parent != body || IsAssigned(local, body, model, cancellation) || !IsArithmetic(value, model, cancellation)) return null;
        var definitions = new List<VariableDeclaratorSyntax>();
        foreach (var mentioned in Mentioned(value, model, cancellation))
        {
            if (IsAssigned(mentioned, body, model, cancellation)) return null;
            if (mentioned is IParameterSymbol || !TypeOf(mentioned).IsValueType) continue;
            if (DefinitionsOf(mentioned, body, model, cancellation) is { } inner) definitions.AddRange(inner.Where(d => !definitions.Contains(d)));
        }

        definitions.Add(declarator);
        return definitions;
    }

    /// <summary>Whether a variable gets another value than that of its declaration; a parameter, any.</summary>
    private static bool IsAssigned(ISymbol variable, BlockSyntax body, SemanticModel model, CancellationToken cancellation) =>
        variable is IParameterSymbol { RefKind: not (RefKind.None or RefKind.In) }
        || body.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == variable.Name && IsStore(name)
            && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, variable));

    private static bool IsStore(IdentifierNameSyntax name) => name.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == name,
        PrefixUnaryExpressionSyntax prefix => prefix.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression or SyntaxKind.AddressOfExpression,
        PostfixUnaryExpressionSyntax postfix => postfix.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression,
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) || argument.Parent is TupleExpressionSyntax,
        RefExpressionSyntax => true,
        _ => false,
    };

    /// <summary>Numbers, variables and lengths of arrays with operators and functions of mathematics between them: the same value whenever it is computed.</summary>
    private static bool IsArithmetic(ExpressionSyntax value, SemanticModel model, CancellationToken cancellation) => value.DescendantNodesAndSelf().All(node => node switch
    {
        LiteralExpressionSyntax or BinaryExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax or PredefinedTypeSyntax or ConditionalExpressionSyntax
            or ArgumentSyntax or ArgumentListSyntax => true,
        PrefixUnaryExpressionSyntax unary => unary.Kind() is SyntaxKind.UnaryMinusExpression or SyntaxKind.UnaryPlusExpression or SyntaxKind.LogicalNotExpression,
        InvocationExpressionSyntax call => model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol called && KnownMembers.Function(called) is not null,
        MemberAccessExpressionSyntax member => model.GetSymbolInfo(member, cancellation).Symbol switch
        {
            IPropertySymbol { Name: "Length", ContainingType.SpecialType: SpecialType.System_Array } => member.Expression is IdentifierNameSyntax,
            IFieldSymbol { IsConst: true } or IMethodSymbol => true,
            _ => false,
        },
        IdentifierNameSyntax name => model.GetSymbolInfo(name, cancellation).Symbol
            is ILocalSymbol or IParameterSymbol or INamedTypeSymbol or INamespaceSymbol or IMethodSymbol or IFieldSymbol { IsConst: true } or IPropertySymbol { Name: "Length" },
        _ => false,
    });

    private static IEnumerable<ISymbol> Mentioned(ExpressionSyntax value, SemanticModel model, CancellationToken cancellation) => value.DescendantNodesAndSelf()
        .OfType<IdentifierNameSyntax>()
        .Select(name => model.GetSymbolInfo(name, cancellation).Symbol)
        .Where(symbol => symbol is ILocalSymbol { IsConst: false } or IParameterSymbol)
        .Select(symbol => symbol!)
        .Distinct<ISymbol>(SymbolEqualityComparer.Default);

    /// <summary>Whether a variable holds a new array of zeros that nothing between its declaration and the loops mentions.</summary>
    private static bool IsZeroed(ISymbol variable, BlockSyntax body, int statement, CancellationToken cancellation)
    {
        if (variable is not ILocalSymbol { Type.TypeKind: TypeKind.Array } local || local.DeclaringSyntaxReferences.Length != 1) return false;
        if (local.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is not VariableDeclaratorSyntax { Initializer.Value: ArrayCreationExpressionSyntax { Initializer: null } } declarator) return false;
        if (declarator.FirstAncestorOrSelf<StatementSyntax>() is not { } declaration || declaration.Parent != body) return false;
        return body.Statements.Take(statement).SkipWhile(s => s != declaration).SelectMany(s => s.DescendantNodes()).OfType<IdentifierNameSyntax>()
            .All(name => name.Identifier.ValueText != variable.Name);
    }
}
