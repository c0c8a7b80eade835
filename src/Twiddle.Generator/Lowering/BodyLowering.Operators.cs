using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Compiler.Programs;

namespace Twiddle.Generator.Lowering;

/// <summary>Operators and conversions.</summary>
internal sealed partial class BodyLowering
{
    private Expression Unary(IUnaryOperation unary)
    {
        var type = program.Types[unary.Type];
        if (unary.IsLifted) return Unsupported(unary, "arithmetic on a value that may be null");
        if (unary.OperatorMethod is { } user && !TypeLowering.IsComplex(user.ContainingType) && !IsPrimitive(user.ContainingType))
            return OperatorCall(user, Expressions([unary.Operand]), unary);
        if (unary.OperatorKind == UnaryOperatorKind.Plus) return Expression(unary.Operand);
        if (type is OpaqueType) return Unsupported(unary, $"arithmetic on '{unary.Type?.ToDisplayString()}'");

        UnaryOperator? known = unary.OperatorKind switch
        {
            UnaryOperatorKind.Minus => UnaryOperator.Negate,
            UnaryOperatorKind.Not => UnaryOperator.Not,
            UnaryOperatorKind.BitwiseNegation => UnaryOperator.Complement,
            _ => null,
        };
        return known is { } @operator
            ? new Unary(@operator, Expression(unary.Operand), type, Span(unary))
            : Unsupported(unary, unary.OperatorKind == UnaryOperatorKind.Hat ? "an index from the end on its own" : "this operator");
    }

    private Expression Binary(IBinaryOperation binary)
    {
        if (binary.IsLifted) return Unsupported(binary, "arithmetic on values that may be null");
        if (NullComparison(binary) is { } comparison) return comparison;

        if (binary.OperatorMethod is { } user && !IsPrimitive(user.ContainingType))
            return TypeLowering.IsComplex(user.ContainingType)
                ? ComplexBinary(binary)
                : OperatorCall(user, Expressions([binary.LeftOperand, binary.RightOperand]), binary);

        var left = Expression(binary.LeftOperand);
        var right = Expression(binary.RightOperand);
        if (binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr)
            return new ShortCircuit(binary.OperatorKind == BinaryOperatorKind.ConditionalOr, left, right, Span(binary));
        if (OperatorOf(binary.OperatorKind, left.Type) is not { } @operator) return Unsupported(binary, "this operator");
        if (left.Type is not ScalarType || right.Type is not ScalarType)
            return Unsupported(binary, $"an operator on '{binary.LeftOperand.Type?.ToDisplayString()}'");
        return new Binary(@operator, left, right, program.Types[binary.Type], Span(binary));
    }

    private Expression OperatorCall(IMethodSymbol user, EquatableArray<Expression> operands, IOperation site) =>
        PlaneVectorCall(user, operands, site) ?? SourceCall(user, null, operands, site);

    private Expression ComplexBinary(IBinaryOperation binary)
    {
        var left = ToComplex(Expression(binary.LeftOperand));
        var right = ToComplex(Expression(binary.RightOperand));
        return OperatorOf(binary.OperatorKind, left.Type) is { } @operator
            ? new Binary(@operator, left, right, program.Types[binary.Type], Span(binary))
            : Unsupported(binary, "this operator");
    }

    /// <summary>The overloads of <c>Complex</c> that take a real number mean the complex number on the real axis.</summary>
    private static Expression ToComplex(Expression value) =>
        value.Type is ScalarType ? new Conversion(value, ProgramType.Complex, value.Span) : value;

    /// <summary>Newer frameworks declare the operators of primitive types as methods too; they mean the same. Those of <c>BigInteger</c> mean what those of <c>int</c> do.</summary>
    private static bool IsPrimitive(INamedTypeSymbol type) => TypeLowering.IsBigInteger(type) || type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_Double and not SpecialType.System_Decimal;

    /// <param name="kind">The operator.</param>
    /// <param name="operand">The operands' type: an unsigned <c>&gt;&gt;&gt;</c> is a plain shift.</param>
    private static BinaryOperator? OperatorOf(BinaryOperatorKind kind, ProgramType operand) => kind switch
    {
        BinaryOperatorKind.Add => BinaryOperator.Add,
        BinaryOperatorKind.Subtract => BinaryOperator.Subtract,
        BinaryOperatorKind.Multiply => BinaryOperator.Multiply,
        BinaryOperatorKind.Divide => BinaryOperator.Divide,
        BinaryOperatorKind.Remainder => BinaryOperator.Remainder,
        BinaryOperatorKind.LeftShift => BinaryOperator.ShiftLeft,
        BinaryOperatorKind.RightShift => BinaryOperator.ShiftRight,
        BinaryOperatorKind.UnsignedRightShift when operand is ScalarType { Kind: ScalarKind.UInt32 or ScalarKind.UInt64 } => BinaryOperator.ShiftRight,
        BinaryOperatorKind.And => BinaryOperator.And,
        BinaryOperatorKind.Or => BinaryOperator.Or,
        BinaryOperatorKind.ExclusiveOr => BinaryOperator.Xor,
        BinaryOperatorKind.Equals => BinaryOperator.Equal,
        BinaryOperatorKind.NotEquals => BinaryOperator.NotEqual,
        BinaryOperatorKind.LessThan => BinaryOperator.Less,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperator.LessOrEqual,
        BinaryOperatorKind.GreaterThan => BinaryOperator.Greater,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperator.GreaterOrEqual,
        _ => null,
    };

    private Expression Conversion(IConversionOperation conversion)
    {
        var target = program.Types[conversion.Type];
        if (conversion.Operand.ConstantValue is { HasValue: true, Value: null }) return new DefaultValue(target, Span(conversion));
        if (conversion.Operand is IThrowOperation @throw) return Synthesized([], target, [new Throw(Span(@throw))], Span(@throw));
        if (IsUserDefined(conversion, out var user)) return SourceCall(user, null, Expressions([conversion.Operand]), conversion);

        var operand = Expression(conversion.Operand);
        if (operand is UnsupportedExpression unsupported) return unsupported with { Type = target };
        if (operand.Type == target) return operand;
        if (IsSeenAsArray(conversion.Type) && operand.Type is ArrayType or SequenceType or ListType { IsMemory: false }) return operand;
        return IsConversion(operand.Type, target)
            ? new Conversion(operand, target, Span(conversion))
            : Unsupported(conversion, $"a conversion to '{conversion.Type?.ToDisplayString()}'");
    }

    private static bool IsUserDefined(IConversionOperation conversion, out IMethodSymbol method)
    {
        method = conversion.OperatorMethod!;
        return method is { ContainingType: var type }
            && !IsPrimitive(type)
            && !TypeLowering.IsComplex(type)
            && !TypeLowering.IsSpan(type)
            && type.SpecialType != SpecialType.System_Decimal;
    }

    /// <summary>An array handed on as <c>Array</c>, <c>object</c> or <c>IEnumerable</c> is still that array.</summary>
    private static bool IsSeenAsArray(ITypeSymbol? type) =>
        type is { SpecialType: SpecialType.System_Array or SpecialType.System_Object or SpecialType.System_Collections_IEnumerable }
        || type?.OriginalDefinition.SpecialType is SpecialType.System_Collections_Generic_IEnumerable_T;

    private static ProgramType? ElementOf(ProgramType type) => type switch
    {
        ArrayType array => array.Element,
        ListType { IsMemory: false } list => list.Element,
        _ => null,
    };

    private static bool IsConversion(ProgramType from, ProgramType to) => (from, to) switch
    {
        (ScalarType { Kind: not ScalarKind.Boolean }, ScalarType { Kind: not ScalarKind.Boolean } or ComplexType) => true,
        (OpaqueType { Name: "decimal" }, ScalarType { Kind: not ScalarKind.Boolean }) => true,
        (ArrayType { Rank: 1 } array, SpanType span) => array.Element == span.Element,
        (ListType or ArrayType { Rank: 1 }, ListType { IsMemory: false } list) => ElementOf(from) == list.Element,
        (ArrayType { Rank: 1 } array, ListType { IsMemory: true } memory) => array.Element == memory.Element,
        (SpanType { IsReadOnly: false } span, SpanType { IsReadOnly: true } view) => span.Element == view.Element,
        _ => false,
    };

    /// <summary><c>x == null</c> and its like.</summary>
    private Expression? NullComparison(IBinaryOperation binary)
    {
        if (binary.OperatorKind is not (BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)) return null;
        var operand = IsNull(binary.RightOperand) ? binary.LeftOperand : IsNull(binary.LeftOperand) ? binary.RightOperand : null;
        if (operand is null) return null;
        var isNull = NullTest(operand, Span(binary));
        return binary.OperatorKind == BinaryOperatorKind.Equals ? isNull : Negation(isNull);
    }

    private Binary NullTest(IOperation operand, SourceSpan span)
    {
        while (operand is IConversionOperation { OperatorMethod: null } conversion) operand = conversion.Operand;
        var value = Expression(operand);
        return new Binary(BinaryOperator.Equal, value, new DefaultValue(value.Type, span), ProgramType.Boolean, span);
    }

    private static Unary Negation(Expression condition) => new(UnaryOperator.Not, condition, ProgramType.Boolean, condition.Span);

    private static bool IsNull(IOperation operation) => operation.ConstantValue is { HasValue: true, Value: null };

    private Expression Coalesce(ICoalesceOperation coalesce)
    {
        if (program.Types[coalesce.Value.Type] is not (ArrayType or StructType or ListType)) return Unsupported(coalesce, "'??'");
        var isNull = NullTest(coalesce.Value, Span(coalesce));
        var value = Expression(coalesce.Value);
        return value is VariableReference
            ? new Conditional(isNull, Expression(coalesce.WhenNull), value, program.Types[coalesce.Type], Span(coalesce))
            : Unsupported(coalesce, "'??'");
    }
}
