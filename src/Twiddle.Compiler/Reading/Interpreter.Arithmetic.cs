using System.Collections.Immutable;
using System.Numerics;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

internal sealed partial class Interpreter
{
    private Value Apply(Unary unary, Value operand) => (unary.Operator, operand) switch
    {
        (UnaryOperator.Not, BooleanValue boolean) => new BooleanValue(!boolean.IsTrue),
        (UnaryOperator.Negate, IntegerValue integer) => new IntegerValue(-integer.Polynomial),
        (UnaryOperator.Negate, FormValue form) when !IsIntegerType(unary.Type) => form.Map(f => -f),
        (UnaryOperator.Negate, IrrationalValue irrational) => new IrrationalValue(-irrational.Approximation, null, irrational.Span),
        (UnaryOperator.Negate, NonLinearValue) => Deferred(EpilogueOperator.Negate, unary.Type, unary.Span, operand),
        (UnaryOperator.Negate, _) when context is null && IsIntegerType(unary.Type) && IsData(operand) && Residue(operand) is { } residue => Noted(residue.Times(-1).Since(unary.Span), unary.Type, unary.Span),
        (UnaryOperator.Complement, IntegerValue { Number: { } number }) => new IntegerValue(-number - 1),
        _ => throw Refuse(RefusalKind.Unsupported, "'{0}' cannot be read", unary.Span),
    };

    private Value Apply(BinaryOperator @operator, Value left, Value right, ProgramType type, ProgramType operandType, SourceSpan span)
    {
        if (left is BooleanValue a && right is BooleanValue b) return Apply(@operator, a.IsTrue, b.IsTrue, span);
        if (left is IntegerValue i && right is IntegerValue j)
        {
            return IsComparison(@operator)
                ? new BooleanValue(Compare(@operator, i.Polynomial - j.Polynomial, span))
                : InRange(Apply(@operator, i, j, span), type, span);
        }

        if (IsOffset(left, right)) return ApplyToOffsets(@operator, left, right, type, span);
        if (left is IrrationalValue || right is IrrationalValue) return ApplyToIrrational(@operator, left, right, span);
        if (@operator is BinaryOperator.Equal or BinaryOperator.NotEqual && (IsReference(left) || IsReference(right)))
            return new BooleanValue(IsSameReference(left, right, span) == (@operator == BinaryOperator.Equal));
        if (IsIntegerType(operandType) && !IsComparison(@operator) && (IsData(left) || IsData(right)))
            return context is null ? ApplyToData(@operator, left, right, type, span) : ApplyInSummary(@operator, left, right, type, span);
        if (IsComparison(@operator)) return new BooleanValue(CompareReal(@operator, left, right, span));
        if (IsIntegerType(operandType) && @operator == BinaryOperator.Remainder) throw Refuse(RefusalKind.ModularArithmetic, ModularMessage, span);
        if (IsIntegerType(operandType)) throw Refuse(RefusalKind.NonLinear, IntegerMessage, span);
        if (left is NonLinearValue || right is NonLinearValue) return Deferred(Deferrable(@operator, span), type, span, left, right);
        var (x, y) = (AsForm(left), AsForm(right));
        if (x is null || y is null) throw Refuse(RefusalKind.Unsupported, "'{0}' is arithmetic on something that is not a known number", span);
        return WithRoundingOf(left, right, @operator switch
        {
            BinaryOperator.Add => Sum(x + y, type, span),
            BinaryOperator.Subtract => Sum(x - y, type, span),
            BinaryOperator.Multiply => Multiply(x, y, type, span),
            BinaryOperator.Divide => Divide(x, y, type, span),
            BinaryOperator.Remainder when x.AsRational is { } p && y.AsRational is { IsZero: false } q && !((p / q).IsInteger && (IsRounded(left) || IsRounded(right))) =>
                new FormValue(Form.Constant(Cyclotomic.FromRational(p - q * Truncate(p / q)))),
            _ => throw Refuse(RefusalKind.Unsupported, "'{0}' cannot be read", span),
        });
    }

    private static bool IsReference(Value value) => value is ArrayValue or DelegateValue or SequenceValue or SpanValue or ListValue or RowsValue or ObjectValue or OpaqueValue;

    /// <summary>A comparison with <c>null</c>, or of two references of which at least one was made by the method. What is from outside is taken not to be null.</summary>
    private bool IsSameReference(Value left, Value right, SourceSpan span)
    {
        if (ReferenceEquals(left, right)) return true;
        foreach (var (value, other) in new[] { (left, right), (right, left) })
        {
            if (!ReferenceEquals(other, Value.None)) continue;
            if (value is ObjectValue { Place: { } place }) surroundings.TakeAsNonNull(place);
            if (WrittenBuffers.HeldBy(value) is { IsInput: true } store) surroundings.TakeAsNonNull(surroundings.Sources[store.Input].Place);
            if (value is ArrayValue or DelegateValue or SequenceValue or RowsValue or ListValue or ObjectValue) return false;
        }

        throw Refuse(RefusalKind.Unsupported, "'{0}' compares references, which cannot be read", span);
    }

    private FormValue Sum(Form sum, ProgramType type, SourceSpan span)
    {
        NoteArithmetic(type, sum);
        sum = Closed(sum);
        CountTerms(sum, span);
        HasSums |= !HasSums && sum.HasSeveralInputs;
        if (!sum.IsFreeOfData) Additions++;
        return new FormValue(Bounded(sum, span));
    }

    private Value Multiply(Form x, Form y, ProgramType type, SourceSpan span)
    {
        if (Form.TryMultiply(x, y) is { } product)
        {
            NoteArithmetic(type, product);
            product = Closed(product);
            CountTerms(product, span);
            return new FormValue(Bounded(product, span));
        }

        if (type is ComplexType || Carries(x) || Carries(y)) return Unresolved(new Refusal(RefusalKind.NonLinear, "'{0}' multiplies the data by the data, which is not linear", span), type, x, y);
        return Deferred(EpilogueOperator.Multiply, type, span, new FormValue(x), new FormValue(y));
    }

    private Value Divide(Form x, Form y, ProgramType type, SourceSpan span)
    {
        if (!y.IsFreeOfData)
        {
            if (type is ComplexType || Carries(y)) return Unresolved(new Refusal(RefusalKind.NonLinear, "'{0}' divides by the data, which is not linear", span), type, y);
            return Deferred(EpilogueOperator.Divide, type, span, new FormValue(x), new FormValue(y));
        }

        // A divisor c·π^d with a constant c.
        if (y.Terms.Length == 1 && y.Terms[0].Factor is { Atom: null, Phase.Terms.Length: 0, Power.IsOne: true, Bound.Length: 0 } factor)
        {
            var inverse = Inverse(y.Terms[0].Coefficient) ?? throw Refuse(RefusalKind.OffGrid, "The divisor in '{0}' has no exact inverse that can be read", span);
            var quotient = factor.PiPower == 0
                ? x.Scale(inverse)
                : Form.TryMultiply(x, Form.Of(new Factor(null, Polynomial.Zero, Monomial.One, -factor.PiPower, ImmutableArray<Symbol>.Empty), inverse))!;
            NoteArithmetic(type, quotient);
            return new FormValue(Bounded(quotient, span));
        }

        if (y.Normalise().Terms.IsEmpty) throw Refuse(RefusalKind.OffGrid, "'{0}' divides by zero", span);
        throw Refuse(RefusalKind.OffGrid, "'{0}' divides by something that changes from iteration to iteration", span);
    }

    private static bool Carries(Form form) => form.Terms.Any(t => t.Factor.Atom is { IsCarried: true });

    /// <summary>
    /// 1/c for a root times a rational, for a sine or cosine, for numbers whose square (or product with the conjugate) is rational, as 10·√10, and for multiples of
    /// tangents that were computed.
    /// </summary>
    private Cyclotomic? Inverse(Cyclotomic c)
    {
        if (c.Terms.IsEmpty) return null;
        if (c.TryInvert() is { } inverse) return inverse;
        if (reciprocals.Find(c) is { } known) return known;
        if (c.IsZero()) return null;
        foreach (var cofactor in new[] { c, c.Conjugate() })
            if (Form.Constant(c * cofactor).AsRational is { } norm) return cofactor * norm.Reciprocal();
        if (c.TryInvertPair() is not { } ofPair) return null;
        reciprocals.Add(c, ofPair);
        return ofPair;
    }

    /// <summary>tan(2π·turns), and its inverse with it.</summary>
    private Value Tangent(Polynomial turns, ProgramType type, SourceSpan span)
    {
        var (sine, cosine) = (Cosine(turns - Polynomial.Constant(new Rational(1, 4))), Cosine(turns));
        if (sine.AsConstant is { } s && cosine.AsConstant is { } c && !s.IsZero() && !c.IsZero())
        {
            var fraction = turns.ConstantTerm.Fraction();
            if (tangents.TryGetValue(fraction, out var known)) return new FormValue(known);
            if (Inverse(s) is { } cosecant && Inverse(c) is { } secant)
            {
                var (tangent, cotangent) = (s * secant, c * cosecant);
                reciprocals.Add(tangent, cotangent);
                return new FormValue(tangents[fraction] = Form.Constant(tangent));
            }
        }

        return Divide(sine, cosine, type, span);
    }

    /// <summary>A function that is not linear, put off to the end: it is applied to the outputs as it is written.</summary>
    private NonLinearValue Deferred(EpilogueOperator? @operator, ProgramType type, SourceSpan span, params Value[] arguments)
    {
        var kind = type is ScalarType scalar ? scalar.Kind : ScalarKind.Double;
        var origin = arguments.OfType<NonLinearValue>().Select(n => (SourceSpan?)n.Span).FirstOrDefault() ?? span;
        foreach (var argument in arguments)
            if (argument is UnknownValue or OpaqueValue or BooleanValue) throw Refuse(RefusalKind.Unsupported, "'{0}' cannot be read", span);
        var operands = arguments.Select(a => a is IntegerValue integer ? new FormValue(Form.Of(integer.Polynomial)) : a).ToImmutableArray();
        var value = new NonLinearValue(@operator, kind, operands, origin);
        if (value.Size > MaximumEpilogueSize) throw Refuse(RefusalKind.NonLinear, "'{0}' makes the outputs non-linear in the inputs", origin);
        return value;
    }

    private static EpilogueOperator Deferrable(BinaryOperator @operator, SourceSpan span) => @operator switch
    {
        BinaryOperator.Add => EpilogueOperator.Add,
        BinaryOperator.Subtract => EpilogueOperator.Subtract,
        BinaryOperator.Multiply => EpilogueOperator.Multiply,
        BinaryOperator.Divide => EpilogueOperator.Divide,
        _ => throw Refuse(RefusalKind.NonLinear, "'{0}' makes the outputs non-linear in the inputs", span),
    };

    private static BooleanValue Apply(BinaryOperator @operator, bool left, bool right, SourceSpan span) => new(@operator switch
    {
        BinaryOperator.And => left && right,
        BinaryOperator.Or => left || right,
        BinaryOperator.Xor or BinaryOperator.NotEqual => left != right,
        BinaryOperator.Equal => left == right,
        _ => throw Refuse(RefusalKind.Unsupported, "'{0}' cannot be read", span),
    });

    private bool CompareReal(BinaryOperator @operator, Value left, Value right, SourceSpan span)
    {
        if (left is OpaqueValue && right is OpaqueValue) throw Refuse(RefusalKind.Unsupported, "'{0}' compares things that are not known", span);
        if (AsForm(left) is not { } x || AsForm(right) is not { } y || !x.IsFreeOfData || !y.IsFreeOfData)
            throw Refuse(RefusalKind.DataDependent, "'{0}' depends on the data", span);
        var difference = (x - y).Normalise();
        var isRounded = IsRounded(left) || IsRounded(right);
        if (isRounded && difference.Terms.IsEmpty) throw AtBoundary(span);
        if (difference.Terms.All(t => t.Factor.PiPower == 0 && t.Factor.Phase.Terms.IsEmpty && t.Factor.Bound.IsEmpty && t.Coefficient.AsRational is not null))
        {
            var polynomial = difference.Terms.Aggregate(Polynomial.Zero, (sum, t) => sum + Polynomial.Of(t.Factor.Power, t.Coefficient.AsRational!.Value));
            if (isRounded && Bounds(polynomial) is var (least, greatest) && least.Sign <= 0 && greatest.Sign >= 0) throw AtBoundary(span);
            return Compare(@operator, polynomial, span);
        }

        if (!difference.Terms.All(t => t.Factor.Phase.Terms.IsEmpty && t.Factor.Power.IsOne && t.Factor.Bound.IsEmpty))
            throw Refuse(RefusalKind.Unsupported, "Whether '{0}' holds depends on the iteration", span);
        // Not zero, so its sign shows in a sum of doubles unless it is tiny.
        var value = difference.Terms.Sum(t => t.Coefficient.Terms.Sum(c => (double)c.Coefficient.Numerator / (double)c.Coefficient.Denominator
            * Math.Cos(2 * Math.PI * (double)c.Turns.Numerator / (double)c.Turns.Denominator)) * Math.Pow(Math.PI, t.Factor.PiPower));
        if (Math.Abs(value) < 1e-6) throw Refuse(RefusalKind.OffGrid, "'{0}' compares numbers too close to tell apart", span);
        return Holds(@operator, Math.Sign(value));
    }

    private bool Compare(BinaryOperator @operator, Polynomial difference, SourceSpan span)
    {
        var (least, greatest) = Bounds(difference);
        if (least == greatest) return Holds(@operator, least.Sign);
        if (least.Sign > 0) return Holds(@operator, 1);
        if (greatest.Sign < 0) return Holds(@operator, -1);
        if (least.IsZero && @operator is BinaryOperator.GreaterOrEqual) return true;
        if (least.IsZero && @operator is BinaryOperator.Less) return false;
        if (greatest.IsZero && @operator is BinaryOperator.LessOrEqual) return true;
        if (greatest.IsZero && @operator is BinaryOperator.Greater) return false;
        if (@operator is BinaryOperator.Equal or BinaryOperator.NotEqual && !MayVanish(difference)) return Holds(@operator, 1);
        SplitWhereItMatters(difference, span);
        throw Refuse(RefusalKind.Unsupported, "Whether '{0}' holds depends on the iteration in a way that cannot be summarised", span);
    }

    /// <summary>Asks for the loop to be summarised in parts on each of which the sign of an affine function of its counter is the same.</summary>
    private void SplitWhereItMatters(Polynomial difference, SourceSpan span)
    {
        var symbols = difference.Symbols.ToList();
        if (symbols.Count != 1 || symbols[0].IsQuotient || difference.AffineIn(symbols[0]) is not var (slope, intercept)) return;
        for (var at = context; at is not null; at = at.Outer)
        {
            if (at.Counter != symbols[0]) continue;
            var zero = -intercept.ConstantTerm / slope;
            var starts = new[] { zero.Floor(), zero.Floor() + 1 }.Where(s => s > 0 && s < at.Counter.Count).Select(s => (long)s).ToImmutableArray();
            if (!starts.IsEmpty) throw new LoopMustSplit(at.Counter, starts);
        }
    }

    private static bool Holds(BinaryOperator @operator, int sign) => @operator switch
    {
        BinaryOperator.Equal => sign == 0,
        BinaryOperator.NotEqual => sign != 0,
        BinaryOperator.Less => sign < 0,
        BinaryOperator.LessOrEqual => sign <= 0,
        BinaryOperator.Greater => sign > 0,
        _ => sign >= 0,
    };

    private static bool IsComparison(BinaryOperator @operator) => @operator is >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual;

    private static bool IsIntegerType(ProgramType type) => type is ScalarType scalar && scalar.Kind.IsInteger();

    private static BigInteger Truncate(Rational value) => BigInteger.Divide(value.Numerator, value.Denominator);
}
