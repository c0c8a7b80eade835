using System.Numerics;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

internal sealed partial class Interpreter
{
    private Polynomial Apply(BinaryOperator @operator, IntegerValue left, IntegerValue right, SourceSpan span)
    {
        var (a, b) = (left.Polynomial, right.Polynomial);
        switch (@operator)
        {
            case BinaryOperator.Add:
                return a + b;
            case BinaryOperator.Subtract:
                return a - b;
            case BinaryOperator.Multiply:
                return a * b;
            case BinaryOperator.ShiftLeft when right.Number is { } shift && shift >= 0 && shift < 64:
                return a * (Rational)BigInteger.Pow(2, (int)shift);
            case BinaryOperator.ShiftRight when right.Number is { } shift && shift >= 0 && shift < 64:
                return Divide(a, BigInteger.Pow(2, (int)shift), rounding: Rounding.Down, span);
            case BinaryOperator.Divide or BinaryOperator.Remainder when right.Number is { IsZero: true }:
                throw Refuse(RefusalKind.Throws, "'{0}' divides by zero", span);
            case BinaryOperator.Divide when right.Number is { } divisor:
                return Divide(a, divisor, Rounding.TowardsZero, span);
            case BinaryOperator.Remainder when right.Number is { } divisor:
                return Remainder(a, divisor, span);
            case BinaryOperator.And when right.Number is { } mask && mask >= 0 && (mask & (mask + 1)).IsZero && Bounds(a).Least.Sign >= 0:
                return Remainder(a, mask + 1, span);
            case BinaryOperator.And when left.Number is { } x && right.Number is { } y:
                return Numbered(x & y);
            case BinaryOperator.Or when left.Number is { } x && right.Number is { } y:
                return Numbered(x | y);
            case BinaryOperator.Xor when left.Number is { } x && right.Number is { } y:
                return Numbered(x ^ y);
            default:
                throw Refuse(RefusalKind.Unsupported, "'{0}' cannot be read with values that change from iteration to iteration", span);
        }
    }

    private enum Rounding
    {
        TowardsZero,
        Down,
    }

    private Polynomial Divide(Polynomial dividend, BigInteger divisor, Rounding rounding, SourceSpan span)
    {
        if (dividend.IsConstant)
        {
            var quotient = dividend.ConstantTerm / divisor;
            if (!quotient.IsInteger) droppedRemainders++;
            return Numbered(rounding == Rounding.Down ? quotient.Floor() : Truncate(quotient));
        }

        var exact = dividend * new Rational(1, divisor);
        if (exact.Terms.All(t => t.Coefficient.IsInteger)) return exact;
        droppedRemainders++;
        return Polynomial.Of(Quotient(dividend, divisor, span));
    }

    /// <summary>a mod m, as a − m·q with the quotient q a symbol of its own: in a phase that repeats with period m, q has no effect.</summary>
    private Polynomial Remainder(Polynomial dividend, BigInteger divisor, SourceSpan span)
    {
        if (dividend.IsConstant) return Numbered(BigInteger.Remainder(dividend.ConstantTerm.Numerator, divisor));
        var modulus = BigInteger.Abs(divisor);
        var (least, greatest) = Bounds(dividend);
        if (least.Sign >= 0 && greatest < modulus) return dividend;
        if ((dividend * new Rational(1, modulus)).Terms.All(t => t.Coefficient.IsInteger)) return Polynomial.Zero;
        var remainder = dividend - Polynomial.Of(Quotient(dividend, modulus, span)) * (Rational)modulus;
        remainders[remainder.WithoutConstant()] = (modulus, -remainder.ConstantTerm);
        return remainder;
    }

    private Symbol Quotient(Polynomial dividend, BigInteger divisor, SourceSpan span)
    {
        var (least, greatest) = Bounds(dividend);
        if (least.Sign < 0 || divisor.Sign < 0)
            throw Refuse(RefusalKind.Unsupported, "'{0}' divides an integer that may be negative, and C# rounds towards zero", span);
        if (quotients.TryGetValue((dividend, divisor), out var known)) return known;
        var quotient = NewSymbol((long)(greatest / divisor).Floor() + 1, isQuotient: true);
        quotients.Add((dividend, divisor), quotient);
        return quotient;
    }

    /// <summary>An integer result, refused where it does not fit its type: C# would wrap round without a word.</summary>
    private IntegerValue InRange(Polynomial value, ProgramType type, SourceSpan span)
    {
        if (type is not ScalarType { Kind: var kind } || !kind.IsInteger()) return new IntegerValue(value);
        if (kind == ScalarKind.BigInteger) return WithinReason(value, span);
        if (kind is ScalarKind.Int32 or ScalarKind.Int64 && value.IsConstant && value.ConstantTerm.AsSmallInteger is not null) return new IntegerValue(value);
        var (least, greatest) = Bounds(value);
        var (lowest, highest) = Limits(kind);
        if (least >= lowest && greatest <= highest) return new IntegerValue(value);
        throw Refuse(
            RefusalKind.Overflow,
            $"'{{0}}' reaches {(greatest > highest ? greatest : least)} at this length, which does not fit its type: C# wraps round silently, so the method does not compute what it seems to",
            span);
    }

    /// <summary>An integer of any size, as long as it can be written down.</summary>
    private static IntegerValue WithinReason(Polynomial value, SourceSpan span) => value.IsConstant && BigInteger.Abs(value.ConstantTerm.Numerator) > LargestInteger
        ? throw Refuse(RefusalKind.Budget, "'{0}' is an integer too large to be read", span)
        : new IntegerValue(value);

    private const int LargestBits = 1 << 14;

    private static readonly BigInteger LargestInteger = BigInteger.Pow(2, LargestBits);

    private static (BigInteger Lowest, BigInteger Highest) Limits(ScalarKind kind) => kind switch
    {
        ScalarKind.SByte => (sbyte.MinValue, sbyte.MaxValue),
        ScalarKind.Byte => (byte.MinValue, byte.MaxValue),
        ScalarKind.Int16 => (short.MinValue, short.MaxValue),
        ScalarKind.UInt16 => (ushort.MinValue, ushort.MaxValue),
        ScalarKind.Int32 => (int.MinValue, int.MaxValue),
        ScalarKind.UInt32 => (uint.MinValue, uint.MaxValue),
        ScalarKind.UInt64 => (ulong.MinValue, ulong.MaxValue),
        _ => (long.MinValue, long.MaxValue),
    };
}
