using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Twiddle.Generator.Lowering;

/// <summary>
/// Whether a static field keeps for good what its initializer and the static constructor of its type made of it. <c>readonly</c> alone is not enough: anybody who sees
/// an array may change its elements. Nor is it needed: nobody sets a private field but the code in sight.
/// </summary>
internal static class StaticFieldStability
{
    /// <summary>Why the field's value is not known for good, in the user's words; null where it is.</summary>
    public static string? WhyItCanChange(IFieldSymbol field, Compilation compilation, CancellationToken cancellation)
    {
        if (field.IsConst) return null;
        var name = field.AssociatedSymbol?.Name ?? field.Name;
        if (!field.IsReadOnly && Setting(field) != Accessibility.Private) return $"the field '{name}', which can change between calls: it is not 'readonly'";
        if ((field.AssociatedSymbol ?? field).DeclaredAccessibility != Accessibility.Private && IsMutable(field.Type))
            return $"the elements of '{name}', which code elsewhere can change: it is not 'private'";

        var depth = Depth(field.Type, out var element);
        if (IsMutable(element)) return $"what '{name}' refers to, which may be changed elsewhere";
        foreach (var mention in Mentions(name, field.ContainingType, cancellation))
        {
            if (IsInConstructor(mention, field, cancellation))
            {
                if (!IsConstruction(mention, depth)) return $"the field '{name}', which the static constructor hands on, or sets to something that others may change";
                continue;
            }

            if (IsWrite(mention)) return field.IsReadOnly ? $"the field '{name}', which is set elsewhere" : $"the field '{name}', which can change between calls: it is set elsewhere";
            if (depth > 0 && !IsElementRead(mention, depth)) return $"the elements of '{name}', which may be changed elsewhere";
        }

        return null;
    }

    /// <summary>Who may set the field: of an automatic property, whoever its setter is for.</summary>
    private static Accessibility Setting(IFieldSymbol field) => field.AssociatedSymbol is IPropertySymbol property
        ? property.SetMethod?.DeclaredAccessibility ?? Accessibility.Private
        : field.DeclaredAccessibility;

    /// <summary>The static constructor that sets the field, or elements of its array; null where none does.</summary>
    public static IMethodSymbol? ConstructorThatSets(IFieldSymbol field, CancellationToken cancellation)
    {
        if (field.IsConst || ConstructorOf(field) is not { } constructor) return null;
        var depth = Depth(field.Type, out _);
        return Mentions(field.AssociatedSymbol?.Name ?? field.Name, field.ContainingType, cancellation)
            .Any(mention => IsInConstructor(mention, field, cancellation) && (IsWrite(mention) || (depth > 0 && !IsElementRead(mention, depth))))
            ? constructor
            : null;
    }

    private static IMethodSymbol? ConstructorOf(IFieldSymbol field) => field.ContainingType.StaticConstructors.FirstOrDefault(c => c.DeclaringSyntaxReferences.Length == 1);

    /// <summary>Whether a mention is a part of the static constructor's own body: no lambda or local function, which may run later.</summary>
    private static bool IsInConstructor(ExpressionSyntax mention, IFieldSymbol field, CancellationToken cancellation) =>
        mention.FirstAncestorOrSelf<SyntaxNode>(node => node is MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) is ConstructorDeclarationSyntax declaration
        && ConstructorOf(field)?.DeclaringSyntaxReferences[0].GetSyntax(cancellation) == declaration;

    /// <summary>
    /// Whether a mention in the static constructor leaves the field and its array to this type alone: the array is made there, its elements are read and set, and
    /// nothing else.
    /// </summary>
    private static bool IsConstruction(ExpressionSyntax mention, int depth)
    {
        if (mention.Parent is AssignmentExpressionSyntax assignment && assignment.Left == mention) return depth == 0 || IsNewArray(assignment.Right, depth);
        if (depth == 0) return !IsWrite(mention);
        if (IsElementRead(mention, depth)) return true;
        if (mention.Parent is not ElementAccessExpressionSyntax element || element.Expression != mention) return false;
        if (depth > 1) return IsConstruction(element, depth - 1);
        return element.Parent is AssignmentExpressionSyntax store && store.Left == element
            || element.Parent is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression }
            || element.Parent is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression };
    }

    /// <summary>Whether this makes an array, and all arrays in it.</summary>
    private static bool IsNewArray(ExpressionSyntax value, int depth) => value switch
    {
        ArrayCreationExpressionSyntax { Initializer: null } => true,
        ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax => depth == 1,
        _ => false,
    };

    /// <summary>How many indexers lead to an element that is no array.</summary>
    public static int Depth(ITypeSymbol type, out ITypeSymbol element)
    {
        var depth = 0;
        for (element = type; element is IArrayTypeSymbol array; element = array.ElementType) depth++;
        return depth;
    }

    /// <summary>Whether a value leads to memory that others can write: an object, or a struct of this project that holds one.</summary>
    private static bool IsMutable(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_String } => false,
        { IsValueType: false } => true,
        INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: false } named => TypeLowering.InstanceFields(named).Any(field => IsMutable(field.Type)),
        _ => false,
    };

    /// <summary>Every place in the type, its nested types included, where the field's name is used.</summary>
    public static IEnumerable<ExpressionSyntax> Mentions(string name, INamedTypeSymbol type, CancellationToken cancellation) =>
        from declaration in type.DeclaringSyntaxReferences
        from identifier in declaration.GetSyntax(cancellation).DescendantNodes().OfType<IdentifierNameSyntax>()
        where identifier.Identifier.ValueText == name
        select Qualified(identifier);

    /// <summary><c>Type.Name</c> as a whole, where the name is qualified.</summary>
    private static ExpressionSyntax Qualified(IdentifierNameSyntax identifier) =>
        identifier.Parent is MemberAccessExpressionSyntax access && access.Name == identifier ? access : identifier;

    /// <summary>Whether the name itself is assigned, stepped or passed by reference; its fields (<c>f.Re = …</c>) included.</summary>
    public static bool IsWrite(ExpressionSyntax mention)
    {
        SyntaxNode target = mention;
        while (target.Parent is MemberAccessExpressionSyntax access && access.Expression == target) target = access;
        return IsStore(target);
    }

    /// <summary>Whether an array is only looked at: an innermost element is read, or a size is asked for.</summary>
    public static bool IsElementRead(ExpressionSyntax mention, int depth) => mention.Parent switch
    {
        ElementAccessExpressionSyntax element when element.Expression == mention =>
            depth > 1 ? IsElementRead(element, depth - 1) : !IsElementStore(element),
        MemberAccessExpressionSyntax access => access.Expression == mention && access.Name.Identifier.ValueText is "Length" or "GetLength" or "LongLength",
        ForEachStatementSyntax loop => loop.Expression == mention && depth == 1,
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
