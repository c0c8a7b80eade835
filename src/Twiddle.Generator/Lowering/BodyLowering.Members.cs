using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Compiler.Programs;
using Twiddle.Generator.Targets;

namespace Twiddle.Generator.Lowering;

/// <summary>Fields and properties, of struct values and of types.</summary>
internal sealed partial class BodyLowering
{
    private Expression Field(IFieldReferenceOperation reference)
    {
        var field = reference.Field;
        if (KnownMembers.Property(field) is { } known && field.IsStatic)
            return new IntrinsicCall(known, EquatableArray<Expression>.Empty, program.Types[field.Type], Span(reference));
        if (field.IsStatic) return StaticField(reference);
        if (field.ContainingType.IsTupleType && reference.Instance is { } tuple) return TupleField(reference, tuple);
        return InstanceField(field, reference.Instance, reference);
    }

    private Expression TupleField(IFieldReferenceOperation reference, IOperation tuple)
    {
        var elements = reference.Field.ContainingType.TupleElements;
        var name = (reference.Field.CorrespondingTupleField ?? reference.Field).Name;
        for (var i = 0; i < elements.Length; i++)
            if ((elements[i].CorrespondingTupleField ?? elements[i]).Name == name)
                return new TupleElement(Expression(tuple), i, program.Types[reference.Type], Span(reference));
        return Unsupported(reference, $"the tuple's field '{name}'");
    }

    private Expression InstanceField(IFieldSymbol field, IOperation? instance, IOperation reference)
    {
        var name = field.AssociatedSymbol?.Name ?? field.Name;
        if (instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } && receiver < 0)
            return Unsupported(reference, field.IsReadOnly
                ? $"the field '{name}', which can differ from object to object"
                : $"the field '{name}', which can change between calls") with { Kind = UnsupportedKind.UnknownValue };
        if (instance is not null && program.Types[field.ContainingType] is ClassType)
        {
            return new MemberAccess(Expression(instance), name, program.Types[field.Type], Span(reference))
            {
                Accessor = program.Types.Accessor(field)?.Name,
                IsSettable = program.Types.Accessor(field) is { IsSettable: true },
                Choices = TypeLowering.EnumerationValues(field.Type),
                Construction = program.Construction(field),
            };
        }

        if (instance is null || program.Types[field.ContainingType] is not StructType || TypeLowering.FieldIndex(field) is not (>= 0 and var index))
            return Unsupported(reference, $"the field '{name}' of '{field.ContainingType.Name}', a type that is not looked into");
        return new FieldAccess(Expression(instance), index, program.Types[field.Type], Span(reference));
    }

    /// <summary>A constant, or a field that is set once, before anybody can look, and never changed.</summary>
    private Expression StaticField(IFieldReferenceOperation reference)
    {
        var field = reference.Field;
        if (field.DeclaringSyntaxReferences.IsEmpty && field.AssociatedSymbol is null)
            return field.HasConstantValue
                ? MetadataConstant(reference)
                : Unsupported(reference, $"the field '{field.ContainingType.Name}.{field.Name}', whose value is not in this project");
        return StaticValue(field, reference);
    }

    private Expression StaticValue(IFieldSymbol field, IOperation reference)
    {
        ISymbol member = field.AssociatedSymbol ?? field;
        if (StaticFieldStability.WhyItCanChange(field, program.Compilation, program.Cancellation) is { } reason)
            return ChangingField(field, reference) ?? Unsupported(reference, reason) with { Kind = UnsupportedKind.UnknownValue };
        var constructor = StaticFieldStability.ConstructorThatSets(field, program.Cancellation);
        if (IsReadTooEarly(member, reference) || (constructor is not null && IsInInitializer(reference))) return Unsupported(reference, $"'{member.Name}', read before it is set");

        var type = program.Types[field.Type];
        var index = program.Field(member, type, () => Initializer(member, reference), constructor);
        return new StaticFieldReference(index, type, Span(reference));
    }

    /// <summary>A static field that may be set between calls, as something that comes from outside; null where code elsewhere cannot name it.</summary>
    private Expression? ChangingField(IFieldSymbol field, IOperation reference)
    {
        if (field.IsReadOnly || !program.Types.IsReachable(field)) return null;
        var type = program.Types[field.Type];
        var name = TypeText.Of(field.ContainingType) + "." + TypeText.Identifier(TypeLowering.NameOf(field));
        var index = program.ChangingField(field.AssociatedSymbol ?? field, new(type, null) { ChangingName = name, Choices = TypeLowering.EnumerationValues(field.Type) });
        return new StaticFieldReference(index, type, Span(reference));
    }

    private Expression? Initializer(ISymbol member, IOperation reference)
    {
        var clause = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(program.Cancellation) switch
        {
            VariableDeclaratorSyntax declarator => declarator.Initializer,
            PropertyDeclarationSyntax property => property.Initializer,
            _ => null,
        };
        if (clause is null || program.Operation(clause) is not ISymbolInitializerOperation { Value: { } value }) return null;

        var outer = borrowedSpan;
        borrowedSpan = Span(reference);
        var lowered = Expression(value);
        borrowedSpan = outer;
        return lowered;
    }

    /// <summary>Whether this stands in the initializer of a field or property, which runs before a static constructor does.</summary>
    private static bool IsInInitializer(IOperation reference) =>
        reference.Syntax.Ancestors().FirstOrDefault(node => node is FieldDeclarationSyntax or PropertyDeclarationSyntax or BaseMethodDeclarationSyntax or AccessorDeclarationSyntax)
            is FieldDeclarationSyntax or PropertyDeclarationSyntax { Initializer: not null };

    /// <summary>
    /// Whether an initializer of a static field looks at a static field of the same type that is set after it: it sees zero, or null.
    /// </summary>
    private static bool IsReadTooEarly(ISymbol member, IOperation reference)
    {
        if (member is IFieldSymbol { IsConst: true }) return false;
        var reader = reference.Syntax.Ancestors().FirstOrDefault(node => node is FieldDeclarationSyntax or PropertyDeclarationSyntax);
        if (reader is null || reference.Syntax.Ancestors().Any(node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or ArrowExpressionClauseSyntax))
            return false;

        var declaration = member.DeclaringSyntaxReferences.FirstOrDefault();
        var sharesType = reference.SemanticModel?.GetEnclosingSymbol(reference.Syntax.SpanStart)?.ContainingType is { } type
            && SymbolEqualityComparer.Default.Equals(type, member.ContainingType);
        return sharesType && (declaration?.SyntaxTree != reader.SyntaxTree || declaration.Span.Start >= reader.SpanStart);
    }

    private Expression Property(IPropertyReferenceOperation reference)
    {
        var property = reference.Property;
        if (property.ContainingType.IsAnonymousType && reference.Instance is { } anonymous) return AnonymousProperty(property, anonymous, reference);
        if (property.IsIndexer && (TypeLowering.IsSpan(property.ContainingType) || TypeLowering.IsList(property.ContainingType))) return SpanElement(reference);
        if (property.Name == "Span" && reference.Instance is { } memory && program.Types[memory.Type] is ListType { IsMemory: true })
            return new Conversion(Expression(memory), program.Types[property.Type], Span(reference));
        if (reference.Arguments.Length > 0 && property.DeclaringSyntaxReferences.IsEmpty)
            return Unsupported(reference, $"an element of a '{property.ContainingType.Name}'");
        if (KnownMembers.Property(property) is { } known)
            return new IntrinsicCall(known, Receiver(reference), program.Types[property.Type], Span(reference));
        if (BigIntegerProperty(reference) is { } big) return big;
        if (LengthProperty(reference) is { } length) return length;
        if (property.GetMethod is { } constant && PlaneVectorCall(constant, EquatableArray<Expression>.Empty, reference) is { } vector) return vector;
        if (property.DeclaringSyntaxReferences.IsEmpty)
            return Unsupported(reference, $"the property '{property.ContainingType.Name}.{property.Name}'");

        var field = AutomaticField(property);
        return (field, property.IsStatic) switch
        {
            ({ } backing, true) => StaticValue(backing, reference),
            ({ } backing, false) => InstanceField(backing, reference.Instance, reference),
            (null, _) when property.GetMethod is { } getter =>
                SourceCall(getter, reference.Instance, Arguments(reference.Arguments, getter), reference),
            _ => Unsupported(reference, $"the property '{property.Name}', which can change between calls") with { Kind = UnsupportedKind.UnknownValue },
        };
    }

    private EquatableArray<Expression> Receiver(IPropertyReferenceOperation reference) =>
        reference.Instance is { } instance ? Expressions([instance]) : EquatableArray<Expression>.Empty;

    /// <summary>The field behind an automatic property, or null where its accessors have bodies.</summary>
    public static IFieldSymbol? AutomaticField(IPropertySymbol property)
    {
        var hasBodies = property.DeclaringSyntaxReferences.Any(declaration => declaration.GetSyntax() is PropertyDeclarationSyntax syntax
            && (syntax.ExpressionBody is not null
                || syntax.AccessorList?.Accessors.Any(accessor => accessor.Body is not null || accessor.ExpressionBody is not null) == true));
        return hasBodies
            ? null
            : property.ContainingType.GetMembers().OfType<IFieldSymbol>()
                .FirstOrDefault(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));
    }
}
