using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Compiler.Programs;

namespace Twiddle.Generator.Lowering;

/// <summary>Integers of any size: their operators are those of other integers, and a few methods are known.</summary>
internal sealed partial class BodyLowering
{
    private Expression? BigIntegerMethod(IInvocationOperation invocation)
    {
        var target = invocation.TargetMethod;
        if (!target.IsStatic || !TypeLowering.IsBigInteger(target.ContainingType)) return null;
        BinaryOperator? known = (target.Name, target.Parameters.Length) switch
        {
            ("Add", 2) => BinaryOperator.Add,
            ("Subtract", 2) => BinaryOperator.Subtract,
            ("Multiply", 2) => BinaryOperator.Multiply,
            ("Divide", 2) => BinaryOperator.Divide,
            ("Remainder", 2) => BinaryOperator.Remainder,
            _ => null,
        };
        var type = program.Types[target.ReturnType];
        if (known is { } @operator)
        {
            var operands = Arguments(invocation.Arguments, target);
            return new Binary(@operator, operands[0], operands[1], type, Span(invocation));
        }

        return (target.Name, target.Parameters.Length) switch
        {
            ("Pow", 2) => KnownCall(Intrinsic.IntegerPow, Arguments(invocation.Arguments, target), invocation),
            ("ModPow", 3) => KnownCall(Intrinsic.IntegerModPow, Arguments(invocation.Arguments, target), invocation),
            ("Negate", 1) => new Unary(UnaryOperator.Negate, Arguments(invocation.Arguments, target)[0], type, Span(invocation)),
            _ => null,
        };
    }

    /// <summary><c>BigInteger.One</c>, <c>n.IsZero</c> and their like.</summary>
    private Expression? BigIntegerProperty(IPropertyReferenceOperation reference)
    {
        if (!TypeLowering.IsBigInteger(reference.Property.ContainingType)) return null;
        var (type, span) = (program.Types[reference.Property.ContainingType], Span(reference));
        IntegerLiteral Number(long value) => new(value, type, span);
        Binary Is(Expression value, long number) => new(BinaryOperator.Equal, value, Number(number), ProgramType.Boolean, span);
        return (reference.Property.Name, reference.Instance) switch
        {
            ("Zero", null) => Number(0),
            ("One", null) => Number(1),
            ("MinusOne", null) => Number(-1),
            ("IsZero", { } value) => Is(Expression(value), 0),
            ("IsOne", { } value) => Is(Expression(value), 1),
            ("IsEven", { } value) => Is(new Binary(BinaryOperator.And, Expression(value), Number(1), type, span), 0),
            _ => null,
        };
    }
}
