using System.Collections.Immutable;
using System.Numerics;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <summary>Arithmetic on integer data: linear modulo the number that the method reduces by, as long as nothing overflows on the way.</summary>
internal sealed partial class Interpreter
{
    /// <summary>Coefficients are reduced once they are longer than this.</summary>
    private const int LongCoefficient = 256;

    private static readonly BigInteger Short = BigInteger.Pow(2, LongCoefficient);

    /// <summary>For each type, bounds of all that was computed in it on the data, and where it was last found to be wider.</summary>
    private readonly Dictionary<ScalarKind, (DataRange Range, SourceSpan Span)> dataRanges = [];

    /// <summary>The number that the method reduces data by; null as long as it has not.</summary>
    private BigInteger? modulus;

    /// <summary>Whether what a method gives out are integers that were computed from the data.</summary>
    public static bool IsModular(ImmutableArray<WrittenBuffer> outputs) => outputs.Any(o => o.Elements.Any(e => e.Value is ResidueValue));

    /// <summary>
    /// Outputs that are integers of at most 2^40, exactly linear in integer data that are small: real numbers that are rounded, which is exact. Null where the method reduces by a
    /// modulus, or an integer may be larger, or overflow.
    /// </summary>
    public ImmutableArray<WrittenBuffer>? AsExactIntegers(ImmutableArray<WrittenBuffer> outputs)
    {
        if (modulus is not null) return null;
        var exact = outputs.Select(o => o with { Elements = o.Elements.Select(e => new KeyValuePair<long, Value>(e.Key, AsExactInteger(e.Value, o.ElementType) ?? Value.None)).ToImmutableArray() }).ToImmutableArray();
        if (exact.Any(o => o.Elements.Any(e => ReferenceEquals(e.Value, Value.None)))) return null;
        Precision = ScalarKind.Double;
        return exact;
    }

    private Value? AsExactInteger(Value value, ProgramType type)
    {
        if (value is not ResidueValue residue) return value;
        if (type is not ScalarType { Kind: var kind } || (residue.Limits ?? residue.SmallLimits) is not { } limits) return null;
        if (limits.Least < -LargestExactInteger || limits.Greatest > LargestExactInteger || Exactly(residue) is not { } exact) return null;
        var span = residue.Origin ?? latest;
        var rounded = new NonLinearValue(EpilogueOperator.Round, ScalarKind.Double, ImmutableArray.Create<Value>(exact), span);
        return new NonLinearValue(null, kind, ImmutableArray.Create<Value>(rounded), span);
    }

    /// <summary>What an algorithm's rounding of so large an integer is off by is far below a half.</summary>
    private static readonly BigInteger LargestExactInteger = BigInteger.Pow(2, 40);

    /// <summary>The modulus, known to leave every step within the range of its type.</summary>
    public BigInteger ModulusOf(SourceSpan method)
    {
        if (modulus is not { } known)
        {
            // The first arithmetic is where exactness is lost; where there is none, data are only moved about.
            var first = dataRanges.Values.Select(r => (SourceSpan?)r.Span).FirstOrDefault();
            throw first is { } place ? Refuse(RefusalKind.NonLinear, IntegerMessage, place) : Refuse(RefusalKind.ModularArithmetic, ModularMessage, method);
        }

        foreach (var (kind, (range, span)) in dataRanges.Select(r => (r.Key, r.Value)))
        {
            if (kind == ScalarKind.BigInteger) continue;
            var (lowest, highest) = Limits(kind);
            if (range.Least(known) < lowest || range.Greatest(known) > highest)
                throw Refuse(RefusalKind.Overflow, $"'{{0}}' can overflow its type for residues modulo {known}: C# wraps round silently, which is another remainder", span);
        }

        return known;
    }

    /// <summary>The coefficients of an output, which must be a remainder that is never negative.</summary>
    public Form Resolved(Value value, SourceSpan span)
    {
        if (Residue(value) is not { } residue) throw Refuse(RefusalKind.Unsupported, "Some of the outputs are remainders of the data, and some are not", span);
        var known = modulus!.Value;
        if (residue.Range.Least(known).Sign < 0 || residue.Range.Greatest(known) >= known)
            throw Refuse(RefusalKind.ModularArithmetic, $"An output is not reduced to a remainder from 0 to {known - 1}: which of several it is depends on the data ('%' keeps the sign)", residue.Origin ?? span);
        return residue.Form;
    }

    private static bool IsData(Value value) => value is ResidueValue or FormValue { Form.IsFreeOfData: false };

    /// <summary>An integer as a linear one; null for what is none.</summary>
    private ResidueValue? Residue(Value value) => value switch
    {
        ResidueValue residue => residue,
        IntegerValue { Number: { } number } => ResidueValue.Of(number),
        // An element of an array of integers.
        FormValue { Form: { IsFreeOfData: false, Terms: [var term] } form } when term.Coefficient.AsRational is { IsOne: true } && !term.Factor.Atom!.IsCarried => ResidueValue.Of(form, LimitsOf(term.Factor.Atom)),
        _ => null,
    };

    /// <summary>What an element of an input can be; null where that is no integer of a fixed size.</summary>
    private IntegerLimits? LimitsOf(Atom atom) => Surroundings.ElementType(surroundings.Sources[atom.Source].Type) is ScalarType { Kind: var kind } && LimitsOf(kind) is { } limits ? limits : null;

    public static IntegerLimits? LimitsOf(ScalarKind kind) => kind.IsInteger() && kind != ScalarKind.BigInteger ? new IntegerLimits(Limits(kind).Lowest, Limits(kind).Highest) : null;

    /// <summary>Whether a value is of 64-bit integers from outside, which are not all exact as doubles.</summary>
    private bool IsLong(Value value) => Forms(value).Any(f => f.Terms.Any(t => t.Factor.Atom is { IsCarried: false } atom && LimitsOf(atom) is { } limits && limits.Greatest > uint.MaxValue));

    /// <summary>
    /// Arithmetic on an element of the data in a loop that is summarised, like <c>pixels[i] - 128</c>: read where nothing can overflow, and it is the only one.
    /// </summary>
    private FormValue ApplyInSummary(BinaryOperator @operator, Value left, Value right, ProgramType type, SourceSpan span)
    {
        if (@operator == BinaryOperator.Remainder) throw Refuse(RefusalKind.ModularArithmetic, ModularMessage, span);
        return Residue(left) is not null && Residue(right) is not null && ApplyToData(@operator, left, right, type, span) is var result && Exactly(result) is { } exact
            ? exact
            : throw Refuse(RefusalKind.NonLinear, IntegerMessage, span);
    }

    /// <summary>An integer as the real number that it is exactly, for all data or for small ones; null where it may have overflowed.</summary>
    private FormValue? Exactly(ResidueValue value)
    {
        if (value.Limits is not null) return new FormValue(value.Form);
        if (value.SmallLimits is null) return null;
        var sources = value.Form.Terms.Select(t => t.Factor.Atom).OfType<Atom>().Select(atom => surroundings.Sources[atom.Source]).ToList();

        // A sequence can be gone through only once.
        if (sources.Any(s => s.Store is not { Dimensions.Length: <= 3 } || s.Type is SequenceType)) return null;
        foreach (var source in sources) source.Store!.IsSmall = true;
        return new FormValue(value.Form);
    }

    private ResidueValue ApplyToData(BinaryOperator @operator, Value left, Value right, ProgramType type, SourceSpan span)
    {
        if (Residue(left) is not { } x || Residue(right) is not { } y) throw Refuse(RefusalKind.NonLinear, IntegerMessage, span);
        var (a, b) = ((left as IntegerValue)?.Number, (right as IntegerValue)?.Number);
        var result = (@operator, a, b) switch
        {
            (BinaryOperator.Add, _, _) => x.Plus(y),
            (BinaryOperator.Subtract, _, _) => x.Plus(y.Times(-1)),
            (BinaryOperator.Multiply, _, { } factor) => x.Times(factor),
            (BinaryOperator.Multiply, { } factor, _) => y.Times(factor),
            (BinaryOperator.Multiply, _, _) => throw Refuse(RefusalKind.NonLinear, "'{0}' multiplies the data by the data, which is not linear", span),
            (BinaryOperator.ShiftLeft, _, { } shift) when shift >= 0 && shift < 32 => x.Times(BigInteger.Pow(2, (int)shift)),
            (BinaryOperator.Remainder, _, { Sign: > 0 } divisor) => Remainder(x, divisor, span),
            (BinaryOperator.Remainder, _, _) => throw Refuse(RefusalKind.ModularArithmetic, ModularMessage, span),
            _ => throw Refuse(RefusalKind.NonLinear, IntegerMessage, span),
        };
        return Noted(result.Since(span), type, span);
    }

    /// <summary>A value computed in a type, whose range is remembered until the modulus is known.</summary>
    private ResidueValue Noted(ResidueValue value, ProgramType type, SourceSpan span)
    {
        CountStep(span);
        if (type is not ScalarType { Kind: var kind } || !kind.IsInteger()) throw Refuse(RefusalKind.NonLinear, IntegerMessage, span);
        if (modulus is null && BigInteger.Abs(value.Range.GreatestSlope) > Short) throw Refuse(RefusalKind.ModularArithmetic, ModularMessage, span);
        if (!dataRanges.TryGetValue(kind, out var known)) dataRanges.Add(kind, (value.Range, span));
        else if (known.Range.Or(value.Range) is var wider && wider != known.Range) dataRanges[kind] = (wider, modulus is null ? known.Span : span);
        return LimitsOf(kind) is { } limits ? value.Within(limits) : value;
    }

    private ResidueValue Remainder(ResidueValue dividend, BigInteger divisor, SourceSpan span)
    {
        SetModulus(divisor, span);
        // C#'s remainder has the sign of the dividend.
        var range = (dividend.Range.Least(divisor), dividend.Range.Greatest(divisor)) switch
        {
            var (least, greatest) when least.Sign >= 0 && greatest < divisor => dividend.Range,
            ({ Sign: >= 0 }, _) => DataRange.Data,
            (_, { Sign: <= 0 }) => DataRange.Data.Times(-1),
            _ => new DataRange(0, -1, 0, 1),
        };
        return new(Shortened(dividend.Form, divisor), range, dividend.Origin, null, null);
    }

    private void SetModulus(BigInteger divisor, SourceSpan span)
    {
        modulus ??= divisor;
        if (modulus != divisor) throw Refuse(RefusalKind.ModularArithmetic, $"'{{0}}' reduces modulo {divisor}, and the method reduces modulo {modulus} too", span);
    }

    /// <summary>The form with its coefficients reduced, once they are long.</summary>
    private static Form Shortened(Form form, BigInteger divisor)
    {
        if (!form.LatestTerms.Any(t => t.Coefficient.AsRational is { IsSmall: false } large && BigInteger.Abs(large.Numerator) > Short)) return form;
        return form.Terms.Aggregate(Form.Zero, (sum, t) => sum + Form.Of(t.Factor, Cyclotomic.FromRational(BigInteger.Remainder(t.Coefficient.AsRational!.Value.Numerator, divisor))));
    }

    /// <summary><c>if (v ≥ c) v -= m</c>: the way to reduce a sum of residues without a division.</summary>
    private readonly record struct ConditionalStep(Binary Condition, CompoundAssignment Step);

    private static ConditionalStep? Correction(If @if)
    {
        if (@if is not { Else: null, Condition: Binary { Operator: >= BinaryOperator.Less and <= BinaryOperator.GreaterOrEqual } condition }) return null;
        var then = @if.Then is Block { Statements: [var only] } ? only : @if.Then;
        if (then is not ExpressionStatement { Expression: CompoundAssignment { Operator: < 0, BuiltIn: BinaryOperator.Add or BinaryOperator.Subtract } step }) return null;
        return IsPlain(step.Target) && condition.Left == step.Target && step.Type == step.OperationType ? new(condition, step) : null;
    }

    private static bool IsPlain(Expression expression) =>
        expression is VariableReference || (expression is ElementAccess { Array: VariableReference } element && element.Indices.All(i => i is VariableReference or IntegerLiteral));

    /// <summary>Does both at once: the value keeps its remainder where what is added is the modulus, and only its range changes. False where it is none of that.</summary>
    private bool Correct(ConditionalStep correction)
    {
        var (condition, step) = (correction.Condition, correction.Step);
        var target = LocateTarget(step.Target);
        if (Read(target, step.Target.Span) is not ResidueValue value) return false;
        if (Evaluate(condition.Right) is not IntegerValue { Number: { } bound } || Evaluate(step.Value) is not IntegerValue { Number: { } amount }) return false;
        SetModulus(BigInteger.Abs(amount), step.Span);
        var (least, greatest) = (value.Range.Least(modulus!.Value), value.Range.Greatest(modulus.Value));
        var change = step.BuiltIn == BinaryOperator.Add ? amount : -amount;
        var ((keptLeast, keptGreatest), (changedLeast, changedGreatest)) = condition.Operator switch
        {
            BinaryOperator.Less => ((bound, greatest), (least, bound - 1)),
            BinaryOperator.LessOrEqual => ((bound + 1, greatest), (least, bound)),
            BinaryOperator.Greater => ((least, bound), (bound + 1, greatest)),
            _ => ((least, bound - 1), (bound, greatest)),
        };
        var ranges = new[]
        {
            (Least: BigInteger.Max(least, keptLeast), Greatest: BigInteger.Min(greatest, keptGreatest)),
            (Least: BigInteger.Max(least, changedLeast) + change, Greatest: BigInteger.Min(greatest, changedGreatest) + change),
        }.Where(r => r.Least <= r.Greatest).ToList();
        var range = new DataRange(ranges.Min(r => r.Least), 0, ranges.Max(r => r.Greatest), 0);
        Assign(target, Noted(new ResidueValue(value.Form, range, value.Origin ?? step.Span, null, null), step.Type, step.Span), step.Span);
        return true;
    }
}
