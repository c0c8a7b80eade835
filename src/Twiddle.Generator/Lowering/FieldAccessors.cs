using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Twiddle.Generator.Lowering;

/// <summary>How code outside of a class names a field: by its own name, or by that of the property in front of it.</summary>
internal static class FieldAccessors
{
    /// <summary>The name by which a field can be read, and whether it can be set by it; null where it cannot be reached.</summary>
    /// <param name="field">An instance field, or the one behind an automatic property.</param>
    /// <param name="isVisible">Whether the code may name a member.</param>
    public static (string Name, bool IsSettable)? Of(IFieldSymbol field, Func<ISymbol, bool> isVisible)
    {
        if (field.AssociatedSymbol is IPropertySymbol automatic) return Accessible(automatic, isVisible, hasSetter: true);
        if (field.AssociatedSymbol is not null) return null;
        if (isVisible(field)) return (field.Name, !field.IsReadOnly);
        foreach (var property in field.ContainingType.GetMembers().OfType<IPropertySymbol>())
            if (!IsOverridable(property) && SymbolEqualityComparer.Default.Equals(property.Type, field.Type) && Accessors(property, field.Name) is (true, var hasSetter) && Accessible(property, isVisible, hasSetter) is { } accessible) return accessible;
        return null;
    }

    public static bool IsOverridable(ISymbol member) => member.IsVirtual || member.IsOverride || member.IsAbstract;

    private static (string, bool)? Accessible(IPropertySymbol property, Func<ISymbol, bool> isVisible, bool hasSetter)
    {
        if (property is not { IsStatic: false, IsIndexer: false, GetMethod: { } getter } || !isVisible(property) || !isVisible(getter)) return null;
        return (property.Name, hasSetter && property.SetMethod is { IsInitOnly: false } setter && isVisible(setter));
    }

    /// <summary>Whether the getter gives the field and nothing else, and the setter sets it and does nothing else.</summary>
    private static (bool Gets, bool Sets) Accessors(IPropertySymbol property, string field)
    {
        if (property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not PropertyDeclarationSyntax syntax || field == "value") return (false, false);
        if (syntax.ExpressionBody is { } body) return (IsField(body.Expression, field), false);
        var accessors = syntax.AccessorList?.Accessors ?? default;
        var getter = accessors.FirstOrDefault(a => a.IsKind(SyntaxKind.GetAccessorDeclaration));
        var setter = accessors.FirstOrDefault(a => a.IsKind(SyntaxKind.SetAccessorDeclaration));
        var result = getter switch
        {
            { ExpressionBody: { } arrow } => arrow.Expression,
            { Body.Statements: [ReturnStatementSyntax { Expression: { } returned }] } => returned,
            _ => null,
        };
        var stored = setter switch
        {
            { ExpressionBody: { } arrow } => arrow.Expression,
            { Body.Statements: [ExpressionStatementSyntax statement] } => statement.Expression,
            _ => null,
        };
        var sets = stored is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Right: IdentifierNameSyntax { Identifier.ValueText: "value" } } assignment && IsField(assignment.Left, field);
        return (result is not null && IsField(result, field), sets);
    }

    private static bool IsField(ExpressionSyntax expression, string field) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText == field,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax name } => name.Identifier.ValueText == field,
        _ => false,
    };
}
