using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;

namespace Twiddle.Generator.Lowering;

/// <summary>
/// Constants. Integers and booleans are taken as the compiler folded them; reals never are, for folding rounds: <c>2 * Math.PI</c> must stay 2π,
/// and <c>0.1</c> one tenth.
/// </summary>
internal sealed partial class BodyLowering
{
    private Expression? FoldedConstant(IOperation operation)
    {
        if (DropsRemainder(operation)) return null;
        if (!operation.ConstantValue.HasValue || operation.ConstantValue.Value is not { } value) return null;
        var type = program.Types[operation.Type];
        return value switch
        {
            bool truth => new BooleanLiteral(truth, Span(operation)),
            _ when type is ScalarType scalar && scalar.Kind.IsInteger() => Integer(value, operation),
            _ => null,
        };
    }

    /// <summary><c>1 / 2</c> is not folded: that it is 0 is worth a remark.</summary>
    private static bool DropsRemainder(IOperation operation) => operation is IBinaryOperation
    {
        OperatorKind: BinaryOperatorKind.Divide,
        LeftOperand.ConstantValue: { HasValue: true, Value: int dividend },
        RightOperand.ConstantValue: { HasValue: true, Value: int divisor and not (0 or -1) },
    } && dividend % divisor != 0;

    private Expression Integer(object value, IOperation operation)
    {
        if (value is ulong and > long.MaxValue) return Unsupported(operation, "an integer beyond the range of 'long'");
        var integer = value switch
        {
            char character => character,
            ulong large => (long)large,
            _ => Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture),
        };
        return new IntegerLiteral(integer, program.Types[operation.Type], Span(operation));
    }

    private Expression Literal(ILiteralOperation literal)
    {
        if (SpelledPi(literal.ConstantValue.Value) is { } factor) return new PiLiteral(factor, program.Types[literal.Type], Span(literal));
        if (literal.ConstantValue is { HasValue: true, Value: null }) return new DefaultValue(program.Types[literal.Type], Span(literal));
        var spelled = literal.Syntax is LiteralExpressionSyntax syntax ? RealConstants.Parse(syntax.Token.Text) : null;
        return Real(spelled, literal.ConstantValue.Value, literal) ?? Unsupported(literal, "a constant that is no number");
    }

    /// <summary>1 for digits that give the very number <c>Math.PI</c> is (or <c>MathF.PI</c>), 2 for twice that; a few digits are none of these.</summary>
    private static int? SpelledPi(object? value) => value switch
    {
        Math.PI or (float)Math.PI => 1,
        2 * Math.PI or (float)(2 * Math.PI) => 2,
        _ => null,
    };

    /// <summary>A real constant: the number spelled, or else the exact value that the compiler made of it.</summary>
    private Expression? Real(Rational? spelled, object? value, IOperation operation)
    {
        var isReal = value is double or float || (value is decimal && spelled is not null);
        if (!isReal) return null;
        var exact = spelled ?? value switch
        {
            float single => RealConstants.Exactly(single),
            double number => RealConstants.Exactly(number),
            _ => null,
        };
        return exact is { } number2 ? new RealLiteral(number2, program.Types[operation.Type], Span(operation)) : null;
    }

    /// <summary>A constant of a referenced assembly: π where it is π, or else its exact value.</summary>
    private Expression MetadataConstant(IFieldReferenceOperation reference)
    {
        var field = reference.Field;
        if (KnownMembers.PiFactor(field) is { } factor) return new PiLiteral(factor, program.Types[field.Type], Span(reference));
        return Real(null, field.ConstantValue, reference)
            ?? Unsupported(reference, $"the constant '{field.ContainingType.Name}.{field.Name}', which is no number");
    }
}
