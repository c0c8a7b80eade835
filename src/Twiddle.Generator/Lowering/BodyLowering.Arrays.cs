using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Compiler.Programs;

namespace Twiddle.Generator.Lowering;

/// <summary>Arrays and spans: their creation, elements, lengths and slices.</summary>
internal sealed partial class BodyLowering
{
    private Expression ArrayCreation(IArrayCreationOperation creation)
    {
        var elements = creation.Initializer is { } initializer ? Expressions(Flatten(initializer)) : (EquatableArray<Expression>?)null;
        return new ArrayCreation(Expressions(creation.DimensionSizes), elements, program.Types[creation.Type], Span(creation));
    }

    private static IEnumerable<IOperation> Flatten(IArrayInitializerOperation initializer) =>
        initializer.ElementValues.SelectMany(value => value is IArrayInitializerOperation nested ? Flatten(nested) : [value]);

    /// <summary><c>[a, b, c]</c>. Roslyn 4.8 has no operation kind for it, but its children are the elements in every version.</summary>
    private Expression CollectionExpression(IOperation operation, CollectionExpressionSyntax syntax)
    {
        if (syntax.Elements.Any(element => element is not ExpressionElementSyntax)) return Unsupported(operation, "a spread");
        var elements = Expressions(operation.ChildOperations);
        return elements.Count == syntax.Elements.Count
            ? NewArray(elements, elements.Count, operation)
            : Unsupported(operation, "a collection expression");
    }

    /// <summary>A <c>stackalloc</c> into a span is an array that nobody else sees.</summary>
    private Expression StackAllocation(IOperation operation, StackAllocArrayCreationExpressionSyntax syntax)
    {
        if (syntax.Initializer is not null || syntax.Type is not ArrayTypeSyntax { RankSpecifiers: [{ Sizes: [{ } size] }] })
            return Unsupported(operation, ConstructNames.Of(operation));
        if (program.Types[operation.Type] is not SpanType span || program.Operation(size) is not { } count)
            return Unsupported(operation, "an unsafe pointer");
        var array = new ArrayCreation(Expressions([count]), null, new ArrayType(span.Element, 1), Span(operation));
        return new Conversion(array, span, Span(operation));
    }

    private Expression NewArray(EquatableArray<Expression> elements, int count, IOperation operation)
    {
        var span = Span(operation);
        var sizes = Elements(new IntegerLiteral(count, ProgramType.Int32, span));
        return program.Types[operation.Type] switch
        {
            ArrayType { Rank: 1 } array => new ArrayCreation(sizes, elements, array, span),
            SpanType view => new Conversion(new ArrayCreation(sizes, elements, new ArrayType(view.Element, 1), span), view, span),
            _ => Unsupported(operation, $"a new '{operation.Type?.ToDisplayString()}'"),
        };
    }

    private static EquatableArray<Expression> Elements(params Expression[] elements) => elements.ToEquatableArray();

    private Expression ArrayElement(IArrayElementReferenceOperation reference)
    {
        var array = Expression(reference.ArrayReference);
        if (reference.Indices is [{ } index] && index.Type?.SpecialType is SpecialType.None) return FromEnd(array, index, reference);
        return new ElementAccess(array, Expressions(reference.Indices), program.Types[reference.Type], Span(reference));
    }

    private Expression SpanElement(IPropertyReferenceOperation reference) =>
        reference.Instance is { } instance
            ? new ElementAccess(Expression(instance), Expressions(reference.Arguments.Select(argument => argument.Value)), program.Types[reference.Type], Span(reference))
            : Unsupported(reference, "this index");

    private Expression ImplicitIndexer(IImplicitIndexerReferenceOperation reference) =>
        TypeLowering.IsSpan(reference.Instance.Type) || program.Types[reference.Instance.Type] is ListType { HasIndexer: true }
            ? FromEnd(Expression(reference.Instance), reference.Argument, reference)
            : Unsupported(reference, $"an element of a '{reference.Instance.Type?.Name}'");

    /// <summary><c>x[^i]</c>, or the slice <c>x[i..j]</c>.</summary>
    private Expression FromEnd(Expression array, IOperation index, IOperation reference) => index switch
    {
        IRangeOperation range => Let(array, Span(reference), view => Slice(view, range, reference)),
        _ => Let(array, Span(reference), view => new ElementAccess(
            view,
            Elements(Position(index, view) ?? Unsupported(index, "an index from the end that was computed before")),
            program.Types[reference.Type],
            Span(reference))),
    };

    private Expression Slice(Expression array, IRangeOperation range, IOperation reference)
    {
        var span = Span(reference);
        var view = array.Type is ArrayType { Rank: 1 } type ? new Conversion(array, new SpanType(type.Element, false), span) : array;
        var start = range.LeftOperand is { } left ? Position(left, array) : new IntegerLiteral(0, ProgramType.Int32, span);
        var end = range.RightOperand is { } right ? Position(right, array) : new LengthOf(array, -1, span);
        if (start is null || end is null) return Unsupported(reference, "a range whose ends were computed before");

        var slice = Let(start, span, first => new IntrinsicCall(
            Intrinsic.SliceRange,
            Elements(view, first, new Binary(BinaryOperator.Subtract, end, first, ProgramType.Int32, span)),
            view.Type,
            span));
        return array.Type is ArrayType ? new IntrinsicCall(Intrinsic.ArrayClone, Elements(slice), array.Type, span) : slice;
    }

    /// <summary>An index, counted from the start: of <c>^i</c> that is the length less i.</summary>
    private Expression? Position(IOperation index, Expression array) => index switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } hat => new Binary(
            BinaryOperator.Subtract,
            new LengthOf(array, -1, Span(hat)),
            Expression(hat.Operand),
            ProgramType.Int32,
            Span(hat)),
        IConversionOperation { Operand: { Type.SpecialType: SpecialType.System_Int32 } plain } => Expression(plain),
        { Type.SpecialType: SpecialType.System_Int32 } => Expression(index),
        _ => null,
    };

    private bool IsCount(IPropertyReferenceOperation reference) =>
        reference.Property.Name == "Count" && reference.Instance is { } instance && program.Types[instance.Type] is ListType;

    private Expression? LengthProperty(IPropertyReferenceOperation reference)
    {
        var owner = reference.Property.ContainingType;
        if (reference.Instance is not { } instance) return null;
        if (IsCount(reference)) return new LengthOf(Expression(instance), -1, Span(reference));
        if (owner.SpecialType != SpecialType.System_Array && !TypeLowering.IsSpan(owner) && program.Types[instance.Type] is not ListType { IsMemory: true }) return null;
        Expression Length() => new LengthOf(Expression(instance), -1, Span(reference));
        return reference.Property.Name switch
        {
            "Length" => Length(),
            "LongLength" => new Conversion(Length(), ProgramType.Int64, Span(reference)),
            "IsEmpty" => new Binary(BinaryOperator.Equal, Length(), new IntegerLiteral(0, ProgramType.Int32, Span(reference)), ProgramType.Boolean, Span(reference)),
            _ => null,
        };
    }
}
