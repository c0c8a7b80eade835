using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Compiler.Programs;

namespace Twiddle.Generator.Lowering;

/// <summary>Stores: into variables, elements and fields.</summary>
internal sealed partial class BodyLowering
{
    private Expression Assignment(ISimpleAssignmentOperation assignment)
    {
        if (assignment.Target is IDiscardOperation) return Expression(assignment.Value);
        if (Setter(assignment.Target) is { } setter)
        {
            var property = (IPropertyReferenceOperation)assignment.Target;
            var indices = Arguments(property.Arguments, property.Property.GetMethod ?? setter);
            Expression Set(Expression value) => SourceCall(setter, property.Instance, indices.Append(value).ToEquatableArray(), assignment);
            return assignment.Parent is IExpressionStatementOperation or IBlockOperation or null ? Set(Expression(assignment.Value)) : SetAndKept(assignment, indices, Set);
        }

        var target = Target(assignment.Target);
        return new Assignment(target, Expression(assignment.Value), target.Type, Span(assignment));
    }

    /// <summary><c>a[i] = b[j] = value</c>: what is set is the value of the expression as well.</summary>
    private Expression SetAndKept(ISimpleAssignmentOperation assignment, EquatableArray<Expression> indices, Func<Expression, Expression> set)
    {
        var span = Span(assignment);
        if (program.IsFull || !indices.All(IsWithoutEffect)) return Unsupported(assignment, "the value of an assignment to a property");
        var value = Expression(assignment.Value);
        var variable = program.NewVariable();
        var kept = new VariableReference(variable, value.Type, span);
        return Synthesized([(variable, value)], value.Type, [new ExpressionStatement(set(kept), span), new Return(kept, span)], span);
    }

    /// <summary>The setter that has to be called to store into a property, or null where the property is a field in all but name.</summary>
    private static IMethodSymbol? Setter(IOperation target) =>
        target is IPropertyReferenceOperation { Property: { SetMethod: { } setter, DeclaringSyntaxReferences.IsEmpty: false } property }
        && AutomaticField(property) is null
            ? setter
            : null;

    /// <summary>A place to store into. What outlives the call is none: a program has no word for it.</summary>
    private Expression Target(IOperation target) => target switch
    {
        IFieldReferenceOperation field when OutlivesCall(field.Field.IsStatic, field.Instance) => Lasting(field, field.Field.Name),
        IPropertyReferenceOperation { Property: { IsIndexer: false, IsStatic: true } property } reference when AutomaticField(property) is not null => Lasting(reference, property.Name),
        IPropertyReferenceOperation property when OutlivesCall(false, property.Instance) => Lasting(property, property.Property.Name),
        IPropertyReferenceOperation { Property.IsIndexer: true } element when TypeLowering.IsList(element.Property.ContainingType) => Expression(element),
        IPropertyReferenceOperation { Property: { IsIndexer: false } property } reference when AutomaticField(property) is null =>
            Unsupported(reference, $"a change of the property '{property.Name}'"),
        _ => DeclaredTarget(target),
    };

    private bool OutlivesCall(bool isStatic, IOperation? instance) =>
        isStatic || (receiver < 0 && instance is IInstanceReferenceOperation);

    /// <summary>A static field or property that code elsewhere can set as well; a store into anything else that outlives the call has no word.</summary>
    private Expression Lasting(IOperation target, string name) => Expression(target) is StaticFieldReference reference ? reference : Unsupported(target, $"a change of '{name}', which outlives the call") with { Kind = UnsupportedKind.SideEffect };

    private Expression DeclaredTarget(IOperation target) => Expression(target is IDeclarationExpressionOperation declaration ? declaration.Expression : target);

    private Expression CompoundAssignment(ICompoundAssignmentOperation compound)
    {
        var user = compound.OperatorMethod is { } method && !IsPrimitive(method.ContainingType) ? method : null;
        if (Setter(compound.Target) is { } setter) return CompoundOnProperty(compound, setter);
        if (compound.IsLifted) return Unsupported(compound, "arithmetic on values that may be null");
        if (user is { IsStatic: false } || (user is not null && compound.InConversion is { IsUserDefined: true } && !TypeLowering.IsComplex(user.ContainingType)))
            return Unsupported(compound, "this compound assignment");

        var target = Target(compound.Target);
        var value = Expression(compound.Value);
        if (user is not null && TypeLowering.IsComplex(user.ContainingType)) return ComplexCompound(compound, target, value);
        if (user is not null) return UserCompound(compound, user, target, value);
        if (OperatorOf(compound.OperatorKind, target.Type) is not { } @operator || target.Type is not ScalarType || value.Type is not ScalarType)
            return Unsupported(compound, $"an operator on '{compound.Target.Type?.ToDisplayString()}'");

        var isShift = @operator is BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight;
        var operationType = isShift ? Promoted(target.Type) : value.Type;
        return new CompoundAssignment(target, @operator, -1, operationType, value, target.Type, Span(compound));
    }

    /// <summary>
    /// <c>a[i, j] += value</c> through an indexer or property with accessors of its own: the object and the indices are evaluated once, then the
    /// getter is called, then the setter.
    /// </summary>
    private Expression CompoundOnProperty(ICompoundAssignmentOperation compound, IMethodSymbol setter)
    {
        var reference = (IPropertyReferenceOperation)compound.Target;
        var span = Span(compound);
        var places = reference.Arguments.Select(argument => Expression(argument.Value)).ToList();
        if (program.IsFull || reference.Property.GetMethod is not { } getter || !IsPlainOperator(compound) || places.Any(place => !IsWithoutEffect(place))
            || (reference.Instance is { } instance && instance is not (ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation)))
            return Unsupported(compound, $"this compound assignment to '{reference.Property.Name}'");

        var current = SourceCall(getter, reference.Instance, places.ToEquatableArray(), reference);
        if (current is UnsupportedExpression || OperatorOf(compound.OperatorKind, current.Type) is not { } @operator) return current;
        var value = Expression(compound.Value);
        var result = current.Type is ComplexType
            ? new Binary(@operator, current, ToComplex(value), ProgramType.Complex, span)
            : new Binary(@operator, current.Type == value.Type ? current : new Conversion(current, value.Type, span), value, value.Type, span);
        var stored = result.Type == current.Type ? (Expression)result : new Conversion(result, current.Type, span);
        return SourceCall(setter, reference.Instance, places.Append(stored).ToEquatableArray(), compound);
    }

    private static bool IsPlainOperator(ICompoundAssignmentOperation compound) => !compound.IsLifted
        && compound.OperatorKind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide
        && (compound.OperatorMethod is not { } user || IsPrimitive(user.ContainingType) || TypeLowering.IsComplex(user.ContainingType));

    private Expression ComplexCompound(ICompoundAssignmentOperation compound, Expression target, Expression value) =>
        OperatorOf(compound.OperatorKind, target.Type) is { } @operator && target.Type is ComplexType
            ? new CompoundAssignment(target, @operator, -1, ProgramType.Complex, ToComplex(value), target.Type, Span(compound))
            : Unsupported(compound, "this operator");

    private Expression UserCompound(ICompoundAssignmentOperation compound, IMethodSymbol user, Expression target, Expression value)
    {
        var type = program.Types[user.ReturnType];
        if (type != target.Type || program.Types[user.Parameters[0].Type] != target.Type) return Unsupported(compound, "this compound assignment");
        if (WhyNotFollowed(user, null) is { } reason) return Unsupported(compound, reason);
        var index = TypeLowering.IsPlaneVector(user.ContainingType) ? PlaneVectorMethod(user, compound) : program.Method(user);
        return index < 0
            ? Unsupported(compound, Unknown(user))
            : new CompoundAssignment(target, OperatorOf(compound.OperatorKind, type) ?? BinaryOperator.Add, index, type, value, type, Span(compound));
    }

    /// <summary>The type in which C# shifts a value: <c>int</c> for all that is smaller.</summary>
    private static ProgramType Promoted(ProgramType type) => type switch
    {
        ScalarType { Kind: ScalarKind.UInt32 or ScalarKind.Int64 or ScalarKind.UInt64 or ScalarKind.BigInteger } => type,
        _ => ProgramType.Int32,
    };

    private Expression Increment(IIncrementOrDecrementOperation increment)
    {
        if (increment.IsLifted || (increment.OperatorMethod is { } user && !IsPrimitive(user.ContainingType)))
            return Unsupported(increment, "this '++' or '--'");
        if (Setter(increment.Target) is not null) return Unsupported(increment, "a '++' or '--' of a property");
        var target = Target(increment.Target);
        if (target.Type is not ScalarType) return Unsupported(increment, "this '++' or '--'");
        var delta = increment.Kind == OperationKind.Increment ? 1 : -1;
        return new Increment(target, delta, !increment.IsPostfix, target.Type, Span(increment));
    }

    private Expression Deconstruction(IDeconstructionAssignmentOperation deconstruction)
    {
        var pattern = deconstruction.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : deconstruction.Target;
        if (pattern is not ITupleOperation targets || targets.Elements.Any(element => Setter(element) is not null))
            return Unsupported(deconstruction, "this kind of deconstruction");

        var value = Expression(deconstruction.Value);
        if (value.Type is not TupleType tuple || tuple.Elements.Count != targets.Elements.Length)
            return Unsupported(deconstruction, "the deconstruction of a value that is no tuple");

        var places = targets.Elements.Select(Target).ToEquatableArray();
        for (var i = 0; i < places.Count; i++)
            if (places[i] is not UnsupportedExpression && places[i].Type != tuple.Elements[i] && !IsConversion(tuple.Elements[i], places[i].Type))
                return Unsupported(deconstruction, "this kind of deconstruction");
        return new Deconstruction(places, Converted(value, tuple, places), Span(deconstruction));
    }

    /// <summary>Converts a tuple's elements to the types of the places they go to.</summary>
    private Expression Converted(Expression value, TupleType tuple, EquatableArray<Expression> places)
    {
        if (places.Select(place => place.Type).SequenceEqual(tuple.Elements)) return value;
        return Let(value, value.Span, whole => new TupleCreation(
            places.Select((place, i) => Element(whole, tuple.Elements[i], i, place.Type)).ToEquatableArray(),
            new TupleType(places.Select(place => place.Type).ToEquatableArray()),
            value.Span));
    }

    private static Expression Element(Expression tuple, ProgramType type, int index, ProgramType wanted)
    {
        Expression element = tuple is TupleCreation created ? created.Elements[index] : new TupleElement(tuple, index, type, tuple.Span);
        return type == wanted ? element : new Conversion(element, wanted, tuple.Span);
    }
}
