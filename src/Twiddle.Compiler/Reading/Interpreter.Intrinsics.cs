using System.Collections.Immutable;
using System.Numerics;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

internal sealed partial class Interpreter
{
    private Value CallIntrinsic(IntrinsicCall call)
    {
        var arguments = new List<Value>(call.Arguments.Count);
        foreach (var argument in call.Arguments) arguments.Add(Evaluate(argument));
        if (call.Intrinsic >= Intrinsic.ListCreate) return CallListIntrinsic(call, arguments);
        if (call.Intrinsic >= Intrinsic.SequenceRange) return CallSequenceIntrinsic(call, arguments);
        return WithRoundingOf(call.Intrinsic, arguments, CallIntrinsic(call, arguments, call.Span));
    }

    private Value CallIntrinsic(IntrinsicCall call, List<Value> arguments, SourceSpan span)
    {
        foreach (var value in arguments)
            if (value is IrrationalValue irrational)
                return call.Intrinsic is Intrinsic.Floor or Intrinsic.Ceiling or Intrinsic.Truncate or Intrinsic.Round && arguments.Count == 1 ? Rounded(call.Intrinsic, irrational, span) : throw NotExact(irrational.Span);
        if (NeedsClosedForm(call.Intrinsic) && AsForm(arguments[arguments.Count - 1]) is { } argument && Carries(argument))
            return Unresolved(new Refusal(RefusalKind.Unsupported, "The angle of '{0}' is carried from iteration to iteration in a way that has no closed form here", span), call.Type, argument);
        switch (call.Intrinsic)
        {
            case Intrinsic.Sin:
                return new FormValue(Cosine(Turns(arguments[0], piFactor: true, span) - Polynomial.Constant(new Rational(1, 4))));
            case Intrinsic.Cos:
                return new FormValue(Cosine(Turns(arguments[0], piFactor: true, span)));
            case Intrinsic.Tan:
                return Tangent(Turns(arguments[0], piFactor: true, span), call.Type, span);
            case Intrinsic.SinPi:
                return new FormValue(Cosine(Turns(arguments[0], piFactor: false, span) - Polynomial.Constant(new Rational(1, 4))));
            case Intrinsic.CosPi:
                return new FormValue(Cosine(Turns(arguments[0], piFactor: false, span)));
            case Intrinsic.SinCos:
                var turns = Turns(arguments[0], piFactor: true, span);
                return new TupleValue(ImmutableArray.Create<Value>(new FormValue(Cosine(turns - Polynomial.Constant(new Rational(1, 4)))), new FormValue(Cosine(turns))));
            case Intrinsic.Asin or Intrinsic.Acos or Intrinsic.Atan when AsForm(arguments[0])?.AsRational is { } ratio && ExactTurns(call.Intrinsic, ratio) is { } part:
                return new FormValue(Form.Of(Factor.Pi, Cyclotomic.FromRational(part + part)));
            case Intrinsic.FusedMultiplyAdd:
                var product = Apply(BinaryOperator.Multiply, arguments[0], arguments[1], call.Type, call.Type, span);
                return Apply(BinaryOperator.Add, product, arguments[2], call.Type, call.Type, span);
            case Intrinsic.ComplexZero:
                return new FormValue(Form.Zero);
            case Intrinsic.ComplexOne:
                return new FormValue(Form.One);
            case Intrinsic.ComplexImaginaryOne:
                return new FormValue(Form.Constant(Cyclotomic.ImaginaryOne));
            case Intrinsic.ComplexCreate:
                return new FormValue(RealForm(arguments[0], span) + RealForm(arguments[1], span).Scale(Cyclotomic.ImaginaryOne));
            case Intrinsic.ComplexReal:
                return new FormValue(ComplexForm(arguments[0], span).RealPart());
            case Intrinsic.ComplexImaginary:
                return new FormValue(ComplexForm(arguments[0], span).ImaginaryPart());
            case Intrinsic.ComplexConjugate:
                return new FormValue(ComplexForm(arguments[0], span).Conjugate());
            case Intrinsic.ComplexFromPolar:
                return Multiply(RealForm(arguments[0], span), Harmonic(Turns(arguments[1], piFactor: true, span)), call.Type, span);
            case Intrinsic.ComplexExp:
                return new FormValue(Harmonic(ImaginaryTurns(ComplexForm(arguments[0], span), span)));
            case Intrinsic.ComplexReciprocal:
                return Divide(Form.One, ComplexForm(arguments[0], span), call.Type, span);
            case Intrinsic.ComplexPow or Intrinsic.Pow:
                return Power(call, arguments);
            case Intrinsic.Sqrt or Intrinsic.ComplexSqrt when AsForm(arguments[0])?.AsRational is { } radicand:
                return SquareRoot(radicand, call);
            case Intrinsic.Exp when AsForm(arguments[0])?.AsRational is { IsZero: true }:
                return new FormValue(Form.One);
            case Intrinsic.ComplexMagnitude:
                return Magnitude(ComplexForm(arguments[0], span), call);
            case Intrinsic.ComplexPhase:
                var z = ComplexForm(arguments[0], span);
                return Deferred(EpilogueOperator.Atan2, call.Type, span, new FormValue(z.ImaginaryPart()), new FormValue(z.RealPart()));
            case Intrinsic.PopCount or Intrinsic.LeadingZeroCount or Intrinsic.TrailingZeroCount or Intrinsic.IntegerLog2 or Intrinsic.IsPowerOfTwo or Intrinsic.RoundUpToPowerOfTwo:
                return BitFunction(call, arguments[0]);
            case Intrinsic.ArrayCopy or Intrinsic.ArrayCopyRange or Intrinsic.ArrayCopyTo or Intrinsic.SpanCopyTo or Intrinsic.ArrayClone
                or Intrinsic.ArrayClear or Intrinsic.SliceFrom or Intrinsic.SliceRange:
                return CallArrayIntrinsic(call, arguments);
            default:
                return RealFunction(call, arguments);
        }
    }

    private static bool NeedsClosedForm(Intrinsic intrinsic) => intrinsic is Intrinsic.Sin or Intrinsic.Cos or Intrinsic.Tan or Intrinsic.SinCos
        or Intrinsic.SinPi or Intrinsic.CosPi or Intrinsic.ComplexFromPolar or Intrinsic.ComplexExp;

    private Form Harmonic(Polynomial turns)
    {
        if (!turns.IsConstant) return Form.Harmonic(turns);
        var fraction = turns.ConstantTerm.Fraction();
        if (!roots.TryGetValue(fraction, out var value)) roots[fraction] = value = Form.Constant(Cyclotomic.Root(fraction));
        return value;
    }

    /// <summary>cos(2π·turns) as half the sum of two harmonics.</summary>
    private Form Cosine(Polynomial turns)
    {
        if (!turns.IsConstant) return (Form.Harmonic(turns) + Form.Harmonic(-turns)) * Rational.Half;
        var fraction = turns.ConstantTerm.Fraction();
        if (!cosines.TryGetValue(fraction, out var value)) cosines[fraction] = value = Form.Constant(Cyclotomic.Cos(fraction));
        return value;
    }

    /// <summary>An angle in radians (π·a, with a rational), or in units of π, as a number of turns a/2.</summary>
    private Polynomial Turns(Value angle, bool piFactor, SourceSpan span)
    {
        if (AsForm(angle) is not { } form) throw Refuse(RefusalKind.NonLinear, "The angle of '{0}' depends on the data", span);
        return Turns(form, piFactor, span);
    }

    private Polynomial Turns(Form form, bool piFactor, SourceSpan span)
    {
        var turns = Polynomial.Zero;
        foreach (var (factor, coefficient) in form.Terms)
        {
            if (factor.Atom is not null) throw Refuse(RefusalKind.NonLinear, "The angle of '{0}' depends on the data", span);
            var isOnGrid = factor.PiPower == (piFactor ? 1 : 0) && factor.Phase.Terms.IsEmpty && factor.Bound.IsEmpty;
            if (!isOnGrid || Form.RationalOf(coefficient) is not { } rational)
                throw OffGridAngle(form, span);
            turns += Polynomial.Of(factor.Power, rational * Rational.Half);
        }

        return OnGrid(turns, span);
    }

    /// <summary>The exponent of e^z as turns, where z is a purely imaginary multiple of π.</summary>
    private Polynomial ImaginaryTurns(Form exponent, SourceSpan span)
    {
        var rotated = exponent.Scale(Cyclotomic.Root(new Rational(3, 4)));
        if (rotated.Terms.Any(t => t.Factor.Atom is null && !t.Coefficient.IsReal()))
            throw Refuse(RefusalKind.OffGrid, "The exponent of '{0}' has a real part, so the kernel grows or decays and is no root of unity", span);
        return Turns(rotated, piFactor: true, span);
    }

    private static Form ComplexForm(Value value, SourceSpan span) => value switch
    {
        NonLinearValue nonLinear => throw Refuse(RefusalKind.NonLinear, "'{0}' makes the outputs non-linear in the inputs", nonLinear.Span),
        _ => AsForm(value) ?? throw Refuse(RefusalKind.Unsupported, "'{0}' is not a known number", span),
    };

    private static Form RealForm(Value value, SourceSpan span) => ComplexForm(value, span);

    private Value Magnitude(Form z, IntrinsicCall call)
    {
        if (z.AsRational is { } rational) return new FormValue(Form.Constant(Cyclotomic.FromRational(rational.Sign < 0 ? -rational : rational)));
        if (z.AsConstant is { } constant && Form.Constant(constant * constant.Conjugate()).AsRational is { } square) return SquareRoot(square, call);
        return Deferred(EpilogueOperator.Magnitude, call.Type, call.Span, new FormValue(z.RealPart()), new FormValue(z.ImaginaryPart()));
    }

    private Value SquareRoot(Rational radicand, IntrinsicCall call)
    {
        if (radicand.Sign < 0) throw Refuse(RefusalKind.OffGrid, "'{0}' is the square root of a negative number", call.Span);
        if (Cyclotomic.SquareRoot(radicand) is not { } root)
            throw Refuse(RefusalKind.OffGrid, "'{0}' is the square root of a number too large to be taken exactly", call.Span);
        NoteOrder(root.Order, call.Span);
        return new FormValue(Form.Constant(root));
    }

    /// <summary>Powers with a known integer exponent, and roots of unity to a power that depends on loop counters.</summary>
    private Value Power(IntrinsicCall call, List<Value> arguments)
    {
        var exponent = AsForm(arguments[1]) is { IsFreeOfData: true } e ? ExactInteger(e) : null;
        var @base = AsForm(arguments[0]);
        if (@base is null || exponent is null)
        {
            if (@base?.AsRational is { } radicand && AsForm(arguments[1])?.AsRational == Rational.Half) return SquareRoot(radicand, call);
            return RealFunction(call, arguments);
        }

        // (e^(2πi·t))^m = e^(2πi·t·m)
        if (@base.Terms.Length == 1 && @base.Terms[0] is { Factor: { Atom: null, PiPower: 0, Power.IsOne: true, Bound.Length: 0 } factor, Coefficient: { Terms.Length: 1 } root }
            && root.Terms[0] is var (turns, coefficient) && (coefficient.IsOne || (-coefficient).IsOne))
        {
            var phase = factor.Phase + Polynomial.Constant(coefficient.IsOne ? turns : turns + Rational.Half);
            return new FormValue(Form.Harmonic(OnGrid(phase * exponent, call.Span)));
        }

        if (exponent.IsConstant && BigInteger.Abs(exponent.ConstantTerm.Numerator) is var n && n <= 4096 && @base.IsFreeOfData)
        {
            var result = Form.One;
            for (var i = 0; i < n; i++) result = Bounded(Form.TryMultiply(result, @base)!, call.Span);
            return exponent.ConstantTerm.Sign < 0 ? Divide(Form.One, result, call.Type, call.Span) : new FormValue(result);
        }

        return RealFunction(call, arguments);
    }
}
