using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Twiddle.Generator.Lowering;

/// <summary>
/// Whether a static field keeps the value of its initializer for good. <c>readonly</c> alone is not enough: a static constructor may still set
/// the field, and anybody who sees an array may change its elements.
/// </summary>
internal static class StaticFieldStability
{
    /// <summary>Why the field's value is not known for good, in the user's words; null where it is.</summary>
    public static string? WhyItCanChange(IFieldSymbol field, Compilation compilation, CancellationToken cancellation)
    {
        if (field.IsConst) return null;
        var name = field.AssociatedSymbol?.Name ?? field.Name;
        if (!field.IsReadOnly) return $"the field '{name}', which can change between calls: it is not 'readonly'";
        if (field.DeclaredAccessibility != Accessibility.Private && IsMutable(field.Type))
            return $"the elements of '{name}', which code elsewhere can change: it is not 'private'";

        foreach (var mention in Mentions(name, field.ContainingType, cancellation))
        {
            if (IsWrite(mention)) return $"the field '{name}', which is set elsewhere";
            if (IsMutable(field.Type) && !IsElementRead(mention)) return $"the elements of '{name}', which may be changed elsewhere";
        }

        return null;
    }

    private static bool IsMutable(ITypeSymbol type) => !type.IsValueType;

    /// <summary>Every place in the type, its nested types included, where the field's name is used.</summary>
    private static IEnumerable<ExpressionSyntax> Mentions(string name, INamedTypeSymbol type, CancellationToken cancellation) =>
        from declaration in type.DeclaringSyntaxReferences
        from identifier in declaration.GetSyntax(cancellation).DescendantNodes().OfType<IdentifierNameSyntax>()
        where identifier.Identifier.ValueText == name
        select Qualified(identifier);

    /// <summary><c>Type.Name</c> as a whole, where the name is qualified.</summary>
    private static ExpressionSyntax Qualified(IdentifierNameSyntax identifier) =>
        identifier.Parent is MemberAccessExpressionSyntax access && access.Name == identifier ? access : identifier;

    /// <summary>Whether the name itself is assigned, stepped or passed by reference; its fields (<c>f.Re = …</c>) included.</summary>
    private static bool IsWrite(ExpressionSyntax mention)
    {
        SyntaxNode target = mention;
        while (target.Parent is MemberAccessExpressionSyntax access && access.Expression == target) target = access;
        return IsStore(target);
    }

    /// <summary>Whether an array is only looked at: an element is read, its size is asked for, or it is walked through.</summary>
    private static bool IsElementRead(ExpressionSyntax mention) => mention.Parent switch
    {
        ElementAccessExpressionSyntax element => element.Expression == mention && !IsElementStore(element),
        MemberAccessExpressionSyntax access => access.Expression == mention && access.Name.Identifier.ValueText is "Length" or "GetLength" or "LongLength",
        ForEachStatementSyntax loop => loop.Expression == mention,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } } => true,
        _ => false,
    };

    /// <summary>Whether an element, or a field or an element of it, is written to.</summary>
    private static bool IsElementStore(ElementAccessExpressionSyntax element)
    {
        SyntaxNode target = element;
        while (target.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax && target.Parent is ExpressionSyntax) target = target.Parent;
        return IsStore(target);
    }

    private static bool IsStore(SyntaxNode target) => target.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == target,
        PrefixUnaryExpressionSyntax prefix => prefix.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression or SyntaxKind.AddressOfExpression,
        PostfixUnaryExpressionSyntax postfix => postfix.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression,
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) || argument.Parent is TupleExpressionSyntax,
        RefExpressionSyntax => true,
        _ => false,
    };
}
