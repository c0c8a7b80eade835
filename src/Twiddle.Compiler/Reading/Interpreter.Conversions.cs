using System.Collections.Immutable;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

internal sealed partial class Interpreter
{
    private Value Convert(Value value, ProgramType from, ProgramType to, SourceSpan span)
    {
        if (value is UnknownValue unknown) throw Refuse(unknown.Kind, unknown.Reason, span);
        switch (to)
        {
            case ScalarType scalar when scalar.Kind.IsInteger():
                return ToInteger(value, from, scalar, span);
            case ScalarType { Kind: ScalarKind.Single or ScalarKind.Double } scalar:
                return ToReal(value, from, scalar, span);
            case ComplexType when value is NonLinearValue nonLinear:
                throw Refuse(RefusalKind.NonLinear, "'{0}' makes the outputs non-linear in the inputs", nonLinear.Span);
            case ComplexType when AsForm(value) is { } form:
                return new FormValue(form);
            case SpanType when value is ArrayValue array:
                return new SpanValue(array.Store, 0, array.Store.Count);
            default:
                return value;
        }
    }

    private Value ToInteger(Value value, ProgramType from, ScalarType to, SourceSpan span)
    {
        switch (value)
        {
            case IntegerValue integer:
                return InRange(integer.Polynomial, to, span);
            case OffsetValue when to.Kind is ScalarKind.Int32 or ScalarKind.Int64:
                return value;
            case OffsetValue:
                throw Refuse(RefusalKind.UnknownSize, "'{0}' depends on an argument, which is not known at compile time", span);
            case IrrationalValue irrational:
                return ToInteger(Rounded(Intrinsic.Truncate, irrational, span), from, to, span);
            case ResidueValue residue:
                return Noted(residue, to, span);
            case FormValue when to.Kind == ScalarKind.BigInteger && from is ScalarType { Kind: var narrow } && narrow.IsInteger():
                return value;
            case FormValue { Form.IsFreeOfData: false } or NonLinearValue when to.Kind == ScalarKind.BigInteger:
                throw Refuse(RefusalKind.NonLinear, "'{0}' makes an integer of any size of a real number", span);
            case FormValue { Form: var form } when form.AsRational is { } rational:
                CheckJump(Intrinsic.Truncate, value, rational, span);
                return InRange(Numbered(Truncate(rational)), to, span);
            case FormValue { Form: var form } when form.IsFreeOfData && ExactInteger(form) is { } polynomial:
                if (IsRounded(value)) throw AtBoundary(span);
                return InRange(polynomial, to, span);
            case FormValue when from is ScalarType { Kind: var kind } && kind.IsInteger() && Limits(kind) is var (least, greatest)
                && Limits(to.Kind) is var (lowest, highest) && least >= lowest && greatest <= highest:
                return value;
            case FormValue { Form.IsFreeOfData: false } or NonLinearValue:
                return Deferred(null, to, span, value);
            default:
                throw Refuse(RefusalKind.OffGrid, "'{0}' rounds a number that is not known exactly", span);
        }
    }

    private Value ToReal(Value value, ProgramType from, ScalarType to, SourceSpan span) => value switch
    {
        IntegerValue integer => new FormValue(Form.Of(integer.Polynomial)),
        FormValue or IrrationalValue => value,
        // A cast to float in the middle of a non-linear end is part of it.
        NonLinearValue nonLinear when to.Kind == ScalarKind.Single && from is ScalarType { Kind: ScalarKind.Double } =>
            new NonLinearValue(null, ScalarKind.Single, ImmutableArray.Create<Value>(nonLinear), nonLinear.Span),
        NonLinearValue => value,
        OffsetValue => throw Refuse(RefusalKind.UnknownSize, "'{0}' depends on an argument, which is not known at compile time", span),
        ResidueValue linear when Exactly(linear) is { } exact => exact,
        ResidueValue residue => throw (residue.Origin is { } origin ? Refuse(RefusalKind.NonLinear, IntegerMessage, origin) : Refuse(RefusalKind.ModularArithmetic, ModularMessage, span)),
        _ => throw Refuse(RefusalKind.Unsupported, "'{0}' is not a known number", span),
    };

    /// <summary>A real form that is a polynomial in loop counters with integer coefficients.</summary>
    private static Polynomial? ExactInteger(Form form)
    {
        var sum = Polynomial.Zero;
        foreach (var (factor, coefficient) in form.Terms)
        {
            if (factor.PiPower != 0 || !factor.Phase.Terms.IsEmpty || !factor.Bound.IsEmpty) return null;
            if (coefficient.AsRational is not { IsInteger: true } rational) return null;
            sum += Polynomial.Of(factor.Power, rational);
        }

        return sum;
    }
}
