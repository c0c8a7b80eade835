using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Compiler.Programs;

namespace Twiddle.Generator.Lowering;

/// <summary>The methods of arrays and spans: copies, slices, lengths.</summary>
internal sealed partial class BodyLowering
{
    /// <summary>The meaning of a call on an array or span; null where it is no such call, or has none.</summary>
    private Expression? ArrayMethod(IInvocationOperation invocation)
    {
        var owner = invocation.TargetMethod.ContainingType;
        if (owner.SpecialType == SpecialType.System_Array)
            return invocation.Instance is null ? StaticArrayMethod(invocation) : InstanceArrayMethod(invocation);
        if (TypeLowering.IsSpan(owner) && invocation.Instance is not null) return SpanMethod(invocation);
        if (invocation.Instance is not null && TypeLowering.IsList(owner)) return ListMethod(invocation);
        if (TypeLowering.IsFramework(owner, "System", "MemoryExtensions")) return SpanExtension(invocation);
        return TypeLowering.IsFramework(owner, "System.Linq", "Enumerable") ? LinqCopy(invocation) : null;
    }

    private Expression? StaticArrayMethod(IInvocationOperation invocation)
    {
        var arguments = Arguments(invocation.Arguments, invocation.TargetMethod);
        var span = Span(invocation);
        return (invocation.TargetMethod.Name, arguments.Count) switch
        {
            ("Copy", 3) => Known(Intrinsic.ArrayCopy, arguments, ProgramType.Void, span),
            ("Copy", 5) => Known(Intrinsic.ArrayCopyRange, arguments, ProgramType.Void, span),
            ("Clear", 1) => Known(Intrinsic.ArrayClear, arguments, ProgramType.Void, span),
            ("Clear", 3) when View(arguments[0]) is { } view => Known(
                Intrinsic.ArrayClear,
                Elements(Known(Intrinsic.SliceRange, Elements(view, arguments[1], arguments[2]), view.Type, span)),
                ProgramType.Void,
                span),
            ("Fill", 2) => Fill(arguments[0], arguments[1], span),
            _ => null,
        };
    }

    private Expression? InstanceArrayMethod(IInvocationOperation invocation)
    {
        var array = Expression(invocation.Instance!);
        var arguments = Arguments(invocation.Arguments, invocation.TargetMethod);
        var span = Span(invocation);
        return (invocation.TargetMethod.Name, arguments.Count) switch
        {
            ("Clone", 0) => Known(Intrinsic.ArrayClone, Elements(array), array.Type, span),
            ("CopyTo", 2) => Known(Intrinsic.ArrayCopyTo, Elements(array, arguments[0], arguments[1]), ProgramType.Void, span),
            ("GetLength", 1) when arguments[0] is IntegerLiteral dimension => new LengthOf(array, (int)dimension.Value, span),
            ("GetUpperBound", 1) when arguments[0] is IntegerLiteral dimension => new Binary(
                BinaryOperator.Subtract,
                new LengthOf(array, (int)dimension.Value, span),
                new IntegerLiteral(1, ProgramType.Int32, span),
                ProgramType.Int32,
                span),
            ("GetLowerBound", 1) => new IntegerLiteral(0, ProgramType.Int32, span),
            _ => null,
        };
    }

    private Expression? SpanMethod(IInvocationOperation invocation)
    {
        var view = Expression(invocation.Instance!);
        var arguments = Arguments(invocation.Arguments, invocation.TargetMethod);
        var type = program.Types[invocation.Type];
        var span = Span(invocation);
        return (invocation.TargetMethod.Name, arguments.Count) switch
        {
            ("Slice", 1) => Known(Intrinsic.SliceFrom, Elements(view, arguments[0]), type, span),
            ("Slice", 2) => Known(Intrinsic.SliceRange, Elements(view, arguments[0], arguments[1]), type, span),
            ("ToArray", 0) => Known(Intrinsic.ArrayClone, Elements(view), type, span),
            ("CopyTo", 1) => Known(Intrinsic.SpanCopyTo, Elements(view, arguments[0]), type, span),
            ("Clear", 0) => Known(Intrinsic.ArrayClear, Elements(view), type, span),
            ("Fill", 1) => Fill(view, arguments[0], span),
            _ => null,
        };
    }

    /// <summary><c>array.AsSpan(…)</c> and <c>array.CopyTo(span)</c>.</summary>
    private Expression? SpanExtension(IInvocationOperation invocation)
    {
        var target = invocation.TargetMethod;
        if (target.Name is not ("AsSpan" or "CopyTo") || target.Parameters.Skip(1).Any(IsIndexOrRange)) return null;

        var arguments = Arguments(invocation.Arguments, target);
        if (View(arguments[0]) is not { } view) return null;
        var span = Span(invocation);
        return (target.Name, arguments.Count) switch
        {
            ("AsSpan", 1) => view,
            ("AsSpan", 2) => Known(Intrinsic.SliceFrom, Elements(view, arguments[1]), view.Type, span),
            ("AsSpan", 3) => Known(Intrinsic.SliceRange, Elements(view, arguments[1], arguments[2]), view.Type, span),
            ("CopyTo", 2) when arguments[1].Type is SpanType => Known(Intrinsic.SpanCopyTo, Elements(view, arguments[1]), ProgramType.Void, span),
            _ => null,
        };
    }

    private static bool IsIndexOrRange(IParameterSymbol parameter) =>
        TypeLowering.IsFramework(parameter.Type, "System", "Index") || TypeLowering.IsFramework(parameter.Type, "System", "Range");

    private Expression? LinqCopy(IInvocationOperation invocation)
    {
        var arguments = Arguments(invocation.Arguments, invocation.TargetMethod);
        if (arguments.Count == 0 || arguments[0].Type is not (ArrayType { Rank: 1 } or SequenceType or ListType { IsMemory: false })) return null;
        var (array, type, span) = (arguments[0], program.Types[invocation.Type], Span(invocation));
        if (array.Type is SequenceType && invocation.TargetMethod.Name != "ToList") return null;
        return (invocation.TargetMethod.Name, arguments.Count) switch
        {
            ("ToArray", 1) => Known(Intrinsic.ArrayClone, arguments, type, span),
            ("ToList", 1) => Known(Intrinsic.ListFrom, arguments, type, span),
            ("Count", 1) => new LengthOf(array, -1, span),
            ("ElementAt", 2) when arguments[1].Type == ProgramType.Int32 => new ElementAccess(array, Elements(arguments[1]), type, span),
            _ => null,
        };
    }

    private Expression? ListMethod(IInvocationOperation invocation)
    {
        var list = Expression(invocation.Instance!);
        if (list.Type is not ListType { IsMemory: false }) return null;
        var arguments = Arguments(invocation.Arguments, invocation.TargetMethod);
        var span = Span(invocation);
        return (invocation.TargetMethod.Name, arguments.Count) switch
        {
            ("Add", 1) => Known(Intrinsic.ListAdd, Elements(list, arguments[0]), ProgramType.Void, span),
            ("AddRange", 1) => Known(Intrinsic.ListAddRange, Elements(list, arguments[0]), ProgramType.Void, span),
            ("Clear", 0) => Known(Intrinsic.ListClear, Elements(list), ProgramType.Void, span),
            ("ToArray", 0) => Known(Intrinsic.ArrayClone, Elements(list), program.Types[invocation.Type], span),
            ("ForEach", 1) when arguments[0].Type is DelegateType => Known(Intrinsic.ForEachElement, Elements(list, arguments[0]), ProgramType.Void, span),
            _ => null,
        };
    }

    private static IntrinsicCall Known(Intrinsic intrinsic, EquatableArray<Expression> arguments, ProgramType type, SourceSpan span) =>
        new(intrinsic, arguments, type, span);

    /// <summary>An array or span as a span to write through.</summary>
    private static Expression? View(Expression array) => array.Type switch
    {
        ArrayType { Rank: 1 } type => new Conversion(array, new SpanType(type.Element, false), array.Span),
        SpanType => array,
        _ => null,
    };

    /// <summary>Fills an array or span, as the loop that it is.</summary>
    private Expression Fill(Expression target, Expression value, SourceSpan span)
    {
        if (program.IsFull) return new UnsupportedExpression("a program of so many parts", ProgramType.Void, span);
        var (array, filling, index) = (program.NewVariable(), program.NewVariable(), program.NewVariable());
        Expression Index() => new VariableReference(index, ProgramType.Int32, span);
        Expression Array() => new VariableReference(array, target.Type, span);

        var store = new Assignment(
            new ElementAccess(Array(), Elements(Index()), value.Type, span),
            new VariableReference(filling, value.Type, span),
            value.Type,
            span);
        var loop = new Loop(
            new Statement[] { new VariableDeclaration(index, ProgramType.Int32, new IntegerLiteral(0, ProgramType.Int32, span), span) }.ToEquatableArray(),
            new Binary(BinaryOperator.Less, Index(), new LengthOf(Array(), -1, span), ProgramType.Boolean, span),
            Elements(new Increment(Index(), 1, true, ProgramType.Int32, span)),
            new ExpressionStatement(store, span),
            false,
            span);
        return Synthesized([(array, target), (filling, value)], ProgramType.Void, [loop], span);
    }
}
