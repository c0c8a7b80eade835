using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Twiddle.Generator.Lowering;

/// <summary>
/// How code in the annotated method's class names an object's field: by its own name, by the automatic property that it is behind, or by a property that does nothing but hand it out.
/// </summary>
/// <param name="Name">The name.</param>
/// <param name="IsVisible">Whether that code may read it.</param>
/// <param name="IsSettable">Whether that code may set it.</param>
internal readonly record struct MemberNaming(string Name, bool IsVisible, bool IsSettable)
{
    /// <param name="field">The field.</param>
    /// <param name="viewer">The annotated method's class.</param>
    /// <param name="compilation">The project.</param>
    /// <param name="cancellation">Honoured while overriding members are looked for.</param>
    public static MemberNaming Of(IFieldSymbol field, INamedTypeSymbol viewer, Compilation compilation, CancellationToken cancellation)
    {
        bool Sees(ISymbol? member) => member is not null && compilation.IsSymbolAccessibleWithin(member, viewer);
        if (field.AssociatedSymbol is IPropertySymbol own)
            return new(own.Name, Sees(own.GetMethod), own.SetMethod is { IsInitOnly: false } && Sees(own.SetMethod));
        if (Sees(field)) return new(field.Name, true, !field.IsReadOnly);
        foreach (var property in field.ContainingType.GetMembers().OfType<IPropertySymbol>())
        {
            if (property is { IsStatic: true } or { IsIndexer: true } || !Sees(property.GetMethod) || !HandsOut(property, field, cancellation)) continue;
            if (Overriding.IsPossible(property.GetMethod!, compilation, cancellation)) continue;
            return new(property.Name, true, Sees(property.SetMethod) && TakesOver(property.SetMethod!, field, cancellation));
        }

        return new(field.Name, false, false);
    }

    /// <summary>Whether the getter returns the field, and does nothing else.</summary>
    private static bool HandsOut(IPropertySymbol property, IFieldSymbol field, CancellationToken cancellation) =>
        SymbolEqualityComparer.Default.Equals(property.Type, field.Type)
        && !property.ReturnsByRef && !property.ReturnsByRefReadonly
        && property.DeclaringSyntaxReferences is [var reference]
        && reference.GetSyntax(cancellation) is PropertyDeclarationSyntax declaration
        && Result(declaration) is { } result && Names(result, field);

    private static ExpressionSyntax? Result(PropertyDeclarationSyntax declaration)
    {
        if (declaration.ExpressionBody is { } arrow) return arrow.Expression;
        var getter = declaration.AccessorList?.Accessors.FirstOrDefault(a => a.IsKind(SyntaxKind.GetAccessorDeclaration));
        return getter?.ExpressionBody?.Expression ?? (getter?.Body?.Statements is [ReturnStatementSyntax { Expression: { } returned }] ? returned : null);
    }

    /// <summary>Whether the setter sets the field to what it is given, and does nothing else.</summary>
    private static bool TakesOver(IMethodSymbol setter, IFieldSymbol field, CancellationToken cancellation)
    {
        if (setter.IsInitOnly || setter.DeclaringSyntaxReferences is not [var reference] || reference.GetSyntax(cancellation) is not AccessorDeclarationSyntax accessor) return false;
        var code = accessor.ExpressionBody?.Expression ?? (accessor.Body?.Statements is [ExpressionStatementSyntax statement] ? statement.Expression : null);
        return code is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Right: IdentifierNameSyntax { Identifier.ValueText: "value" } } assignment
            && Names(assignment.Left, field);
    }

    private static bool Names(ExpressionSyntax expression, IFieldSymbol field) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText == field.Name,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => access.Name.Identifier.ValueText == field.Name,
        _ => false,
    };
}
