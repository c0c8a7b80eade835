using System.Collections.Immutable;
using System.Numerics;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

internal sealed partial class Interpreter
{
    /// <summary>The real functions of <c>Math</c>: exact on rational numbers where the result is one; on data, put off to the end.</summary>
    private Value RealFunction(IntrinsicCall call, List<Value> arguments)
    {
        if (arguments.All(a => a is IntegerValue) && IsIntegerType(call.Type)) return IntegerFunction(call, arguments.Cast<IntegerValue>().ToList());
        var constants = arguments.Select(a => AsForm(a)?.AsRational).ToList();
        if (constants.All(c => c is not null))
        {
            CheckJump(call.Intrinsic, arguments[0], constants[0]!.Value, call.Span);
            var known = constants.Select(c => c!.Value).ToList();
            if (Exact(call.Intrinsic, known) is { } exact) return new FormValue(Form.Constant(Cyclotomic.FromRational(exact)));
            return call.Intrinsic is Intrinsic.Log or Intrinsic.Log2 or Intrinsic.Log10 ? Logarithm(call.Intrinsic, known, call.Span) : throw NotExact(call.Span);
        }

        if (Function(call.Intrinsic) is not { } function || (call.Intrinsic is Intrinsic.Round or Intrinsic.Log && arguments.Count > 1)) throw Refuse(RefusalKind.Unsupported, "'{0}' cannot be read", call.Span);
        if (arguments.All(a => AsForm(a) is { IsFreeOfData: true }))
            throw NotExact(call.Span);
        if (call.Type is ComplexType) throw Refuse(RefusalKind.NonLinear, "'{0}' makes the outputs non-linear in the inputs", call.Span);
        return Deferred(function, call.Type, call.Span, [.. arguments]);
    }

    private Value IntegerFunction(IntrinsicCall call, List<IntegerValue> arguments)
    {
        var (a, b) = (arguments[0].Polynomial, arguments.Count > 1 ? arguments[1].Polynomial : Polynomial.Zero);
        return call.Intrinsic switch
        {
            Intrinsic.Min => Compare(BinaryOperator.LessOrEqual, a - b, call.Span) ? arguments[0] : arguments[1],
            Intrinsic.Max => Compare(BinaryOperator.GreaterOrEqual, a - b, call.Span) ? arguments[0] : arguments[1],
            Intrinsic.Abs => Compare(BinaryOperator.GreaterOrEqual, a, call.Span) ? arguments[0] : new IntegerValue(-a),
            Intrinsic.Sign when arguments[0].Number is { } number => new IntegerValue(number.Sign),
            Intrinsic.IntegerPow or Intrinsic.IntegerModPow when arguments.All(n => n.Number is not null) => InRange(Power(call, arguments), call.Type, call.Span),
            _ => throw Refuse(RefusalKind.Unsupported, "'{0}' cannot be read", call.Span),
        };
    }

    private static Polynomial Power(IntrinsicCall call, List<IntegerValue> arguments)
    {
        var (value, exponent) = (arguments[0].Number!.Value, arguments[1].Number!.Value);
        if (exponent.Sign < 0) throw Refuse(RefusalKind.Throws, "'{0}' has a negative exponent, and throws", call.Span);
        if (arguments.Count < 3)
        {
            // The bits of a power are at least (those of the value − 1) · exponent.
            if (BigInteger.Abs(value) > 1 && exponent * (BigInteger.Abs(value) > LargestInteger ? LargestBits : 1) > LargestBits)
                throw Refuse(RefusalKind.Budget, "'{0}' is an integer too large to be read", call.Span);
            return Numbered(BigInteger.Abs(value) <= 1 ? BigInteger.Pow(value, exponent.IsZero ? 0 : exponent.IsEven ? 2 : 1) : BigInteger.Pow(value, (int)exponent));
        }

        var divisor = arguments[2].Number!.Value;
        if (divisor.IsZero) throw Refuse(RefusalKind.Throws, "'{0}' divides by zero", call.Span);
        return Numbered(BigInteger.ModPow(value, exponent, divisor));
    }

    private static Rational? Exact(Intrinsic intrinsic, List<Rational> x) => intrinsic switch
    {
        Intrinsic.Abs => x[0].Sign < 0 ? -x[0] : x[0],
        Intrinsic.Sign => x[0].Sign,
        Intrinsic.Floor => x[0].Floor(),
        Intrinsic.Ceiling => -(-x[0]).Floor(),
        Intrinsic.Truncate => Truncate(x[0]),
        Intrinsic.Round when x.Count == 1 => RoundHalfToEven(x[0]),
        Intrinsic.Min => x[0] <= x[1] ? x[0] : x[1],
        Intrinsic.Max => x[0] >= x[1] ? x[0] : x[1],
        Intrinsic.Log2 => ExactLogarithm(x[0], 2, int.MaxValue),
        Intrinsic.Log10 => ExactLogarithm(x[0], 10, int.MaxValue),
        Intrinsic.Log when x.Count == 1 => x[0].IsOne ? Rational.Zero : null,
        // The quotient of two logarithms is an integer for powers of two; Math.Log(243, 3) is just below 5.
        Intrinsic.Log when x[1] == 2 => ExactLogarithm(x[0], 2, LargestExactExponent),
        Intrinsic.Atan2 when x[0].IsZero && x[1].Sign > 0 => Rational.Zero,
        _ => null,
    };

    /// <summary>The angle, as a part of a turn, whose sine, cosine or tangent is one of the few rational ones.</summary>
    private static Rational? ExactTurns(Intrinsic inverse, Rational value)
    {
        foreach (var part in new[] { new Rational(-1, 4), new(-1, 8), new(-1, 12), Rational.Zero, new(1, 12), new(1, 8), new(1, 4) })
        {
            var sine = Cyclotomic.Cos(part - new Rational(1, 4));
            if (inverse == Intrinsic.Atan)
            {
                if (part * part != new Rational(1, 16) && sine.SameAs(Cyclotomic.Cos(part) * value)) return part;
            }
            else if (sine.SameAs(Cyclotomic.FromRational(value)))
            {
                return inverse == Intrinsic.Asin ? part : new Rational(1, 4) - part;
            }
        }

        return null;
    }

    private static Rational RoundHalfToEven(Rational value)
    {
        var floor = value.Floor();
        var fraction = value - floor;
        if (fraction < Rational.Half || (fraction == Rational.Half && floor.IsEven)) return floor;
        return floor + 1;
    }

    private static Rational? ExactLogarithm(Rational value, BigInteger @base, int largest)
    {
        if (!value.IsInteger || value.Sign <= 0) return null;
        var exponent = 0;
        var rest = value.Numerator;
        for (; (rest % @base).IsZero; rest /= @base) exponent++;
        return rest.IsOne && exponent <= largest ? exponent : null;
    }

    private static EpilogueOperator? Function(Intrinsic intrinsic) => intrinsic switch
    {
        Intrinsic.Sqrt => EpilogueOperator.Sqrt,
        Intrinsic.Abs => EpilogueOperator.Abs,
        Intrinsic.Atan2 => EpilogueOperator.Atan2,
        Intrinsic.Log => EpilogueOperator.Log,
        Intrinsic.Log10 => EpilogueOperator.Log10,
        Intrinsic.Log2 => EpilogueOperator.Log2,
        Intrinsic.Exp => EpilogueOperator.Exp,
        Intrinsic.Pow => EpilogueOperator.Pow,
        Intrinsic.Floor => EpilogueOperator.Floor,
        Intrinsic.Ceiling => EpilogueOperator.Ceiling,
        Intrinsic.Round => EpilogueOperator.Round,
        Intrinsic.Truncate => EpilogueOperator.Truncate,
        Intrinsic.Min => EpilogueOperator.Min,
        Intrinsic.Max => EpilogueOperator.Max,
        _ => null,
    };

    private Value CallArrayIntrinsic(IntrinsicCall call, List<Value> arguments)
    {
        var span = call.Span;
        var (source, start, length) = Elements(arguments[0], span);
        switch (call.Intrinsic)
        {
            case Intrinsic.ArrayCopy:
                var (copy, copyStart, _) = Elements(arguments[1], span);
                CopyElements(source, start, copy, copyStart, SmallInteger(arguments[2], span), span);
                return Value.None;
            case Intrinsic.ArrayCopyRange:
                var (from, fromStart) = PartOf(arguments[0], arguments[1], arguments[4], span);
                var (target, targetStart) = PartOf(arguments[2], arguments[3], arguments[4], span);
                CopyElements(from, fromStart, target, targetStart, SmallInteger(arguments[4], span), span);
                return Value.None;
            case Intrinsic.ArrayCopyTo:
                var (destination, _, _) = Elements(arguments[1], span);
                CopyElements(source, 0, destination, SmallInteger(arguments[2], span), length, span);
                return Value.None;
            case Intrinsic.SpanCopyTo:
                var (into, intoStart, _) = Elements(arguments[1], span);
                CopyElements(source, start, into, intoStart, length, span);
                return Value.None;
            case Intrinsic.ArrayClone:
                var clone = NewArray(source.ElementType, arguments[0] is SpanValue or ListValue ? ImmutableArray.Create(length) : source.Dimensions);
                CopyElements(source, start, clone, 0, length, span);
                source.SizeMatters = true;
                return new ArrayValue(clone);
            case Intrinsic.ArrayClear:
                for (var i = 0; i < length; i++)
                {
                    CountStep(span);
                    StoreElement(source, Numbered(start + i), Default(source.ElementType), span);
                }


                return Value.None;
            default:
                if (arguments[1] is OffsetValue place && arguments.Count > 2) return SliceFrom(arguments[0], place, KnownInteger(arguments[2], span), span);
                var first = KnownInteger(arguments[1], span);
                var count = arguments.Count > 2 ? KnownInteger(arguments[2], span) : length - first;
                if (first < 0 || count < 0 || first + count > length) throw Refuse(RefusalKind.IndexOutOfRange, "'{0}' is outside the span", span);
                return new SpanValue(source, start + (int)first, (int)count);
        }
    }
}
