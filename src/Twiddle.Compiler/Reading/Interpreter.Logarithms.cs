using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <summary>Logarithms of lengths, which only count: how many passes there are, and what power of two is not less than a length.</summary>
internal sealed partial class Interpreter
{
    /// <summary>
    /// Up to 2^28 the quotient of two logarithms, as <c>Math.Log(n, 2)</c> computes it, is the exponent itself; log 2^29 / log 2 is a little more than 29.
    /// </summary>
    private const int LargestExactExponent = 28;

    private static ReadingStopped NotExact(SourceSpan span) => Refuse(RefusalKind.OffGrid, "'{0}' is no exact number (no sum of rational multiples of roots of unity)", span);

    private static Value Logarithm(Intrinsic function, List<Rational> arguments, SourceSpan span)
    {
        var (value, @base) = (arguments[0], function == Intrinsic.Log2 ? 2 : function == Intrinsic.Log10 ? 10 : arguments.Count > 1 ? arguments[1] : (Rational?)null);
        if (value.Sign <= 0 || @base is { } b && (b.Sign <= 0 || b.IsOne)) throw NotExact(span);
        var logarithm = Math.Log(Approximately(value));
        return Irrational(@base is { } number ? logarithm / Math.Log(Approximately(number)) : logarithm, @base is null ? value : null, span);
    }

    private static IrrationalValue Irrational(double approximation, Rational? argument, SourceSpan span) =>
        Math.Abs(approximation) <= IrrationalValue.Largest ? new(approximation, argument, span) : throw NotExact(span);

    private static double Approximately(Rational value) => (double)value.Numerator / (double)value.Denominator;

    /// <summary>An operator with a logarithm on one side at least.</summary>
    private static Value ApplyToIrrational(BinaryOperator @operator, Value left, Value right, SourceSpan span)
    {
        if (@operator == BinaryOperator.Divide && left is IrrationalValue { Argument: { } power } && right is IrrationalValue { Argument: { } @base }
            && @base == 2 && ExactLogarithm(power, 2, LargestExactExponent) is { } exponent)
            return new FormValue(Form.OfRational(exponent));
        var origin = (left as IrrationalValue ?? (IrrationalValue)right).Span;
        if (Approximation(left) is not { } x || Approximation(right) is not { } y) throw NotExact(origin);
        if (IsComparison(@operator)) return new BooleanValue(Holds(@operator, Math.Abs(x - y) > IrrationalValue.Tolerance ? Math.Sign(x - y) : throw AtBoundary(span)));
        return @operator switch
        {
            BinaryOperator.Add => Irrational(x + y, null, origin),
            BinaryOperator.Subtract => Irrational(x - y, null, origin),
            BinaryOperator.Multiply => Irrational(x * y, null, origin),
            BinaryOperator.Divide when Math.Abs(y) > IrrationalValue.Tolerance => Irrational(x / y, null, origin),
            _ => throw NotExact(origin),
        };
    }

    private static double? Approximation(Value value) => value switch
    {
        IrrationalValue irrational => irrational.Approximation,
        _ => AsForm(value)?.AsRational is { } rational && Approximately(rational) is var approximation && Math.Abs(approximation) <= IrrationalValue.Largest ? approximation : null,
    };

    /// <summary>A logarithm rounded to an integer, well away from where that jumps.</summary>
    private static FormValue Rounded(Intrinsic rounding, IrrationalValue value, SourceSpan span)
    {
        var x = value.Approximation;
        var isAtJump = Math.Abs(rounding == Intrinsic.Round ? Math.Abs(x - Math.Floor(x)) - 0.5 : x - Math.Round(x)) <= IrrationalValue.Tolerance;
        if (isAtJump) throw AtBoundary(span);
        return new FormValue(Form.OfRational((long)(rounding switch
        {
            Intrinsic.Floor => Math.Floor(x),
            Intrinsic.Ceiling => Math.Ceiling(x),
            Intrinsic.Truncate => Math.Truncate(x),
            Intrinsic.Round => Math.Round(x),
            _ => throw NotExact(value.Span),
        })));
    }
}
