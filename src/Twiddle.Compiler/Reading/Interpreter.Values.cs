using System.Collections.Immutable;
using System.Numerics;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

internal sealed partial class Interpreter
{
    /// <summary>What a variable or element of a type is when nothing was stored into it.</summary>
    public static Value Default(ProgramType type) => type switch
    {
        ScalarType { Kind: ScalarKind.Boolean } => new BooleanValue(false),
        ScalarType scalar when scalar.Kind.IsInteger() => new IntegerValue(BigInteger.Zero),
        ScalarType or ComplexType => new FormValue(Form.Zero),
        StructType @struct => new StructValue(@struct.Fields.Select(f => Default(f.Type)).ToImmutableArray()),
        TupleType tuple => new TupleValue(tuple.Elements.Select(Default).ToImmutableArray()),
        _ => Value.None,
    };

    private static Value OfType(ProgramType type, BigInteger number, SourceSpan span) => type switch
    {
        ScalarType { Kind: ScalarKind.Boolean } => new BooleanValue(!number.IsZero),
        ScalarType scalar when scalar.Kind.IsInteger() => new IntegerValue(number),
        ScalarType or ComplexType => new FormValue(Form.Constant(Numbers.Cyclotomic.FromRational(number))),
        _ => throw Refuse(RefusalKind.Unsupported, "'{0}' has a type that cannot be read", span),
    };

    /// <summary>Whether a value contains a sum over the range of a summarised loop.</summary>
    public static bool IsSummed(Value value) => Forms(value).Any(f => f.Terms.Any(t => !t.Factor.Bound.IsEmpty));

    /// <summary>The forms that a value is made of.</summary>
    private static IEnumerable<Form> Forms(Value value) => value switch
    {
        FormValue form => [form.Form],
        StructValue @struct => @struct.Fields.SelectMany(Forms),
        TupleValue tuple => tuple.Elements.SelectMany(Forms),
        NonLinearValue nonLinear => nonLinear.Arguments.SelectMany(Forms),
        ObjectValue number => number.Parts.SelectMany(Forms),
        _ => [],
    };

    /// <summary>The value with every form in it changed.</summary>
    public static Value MapForms(Value value, Func<Form, Form> change) => value switch
    {
        FormValue form => form.Map(change),
        StructValue @struct => new StructValue(@struct.Fields.Select(f => MapForms(f, change)).ToImmutableArray()),
        TupleValue tuple => new TupleValue(tuple.Elements.Select(e => MapForms(e, change)).ToImmutableArray()),
        NonLinearValue n => new NonLinearValue(n.Operator, n.Kind, n.Arguments.Select(a => MapForms(a, change)).ToImmutableArray(), n.Span),
        ObjectValue { IsFrozen: true } number => ObjectValue.Frozen(number, number.Parts.Select(p => MapForms(p, change)).ToList(), number.Numbers.Select(n => MapForms(n, change)).ToImmutableArray()),
        IntegerValue integer when !integer.Polynomial.IsConstant => MapInteger(integer.Polynomial, change) is { } changed ? new IntegerValue(changed) : NoInteger,
        OffsetValue offset => offset.Map(known => MapInteger(known, change)) ?? NoInteger,
        _ => value,
    };

    private static readonly UnknownValue NoInteger = new("'{0}' is no integer that is known here");

    /// <summary>An integer that depends on a counter changes with it; the change is made on the form that equals it.</summary>
    private static Polynomial? MapInteger(Polynomial integer, Func<Form, Form> change)
    {
        if (integer.IsConstant) return integer;
        var changed = change(Form.Of(integer));
        var polynomial = Polynomial.Zero;
        foreach (var (factor, coefficient) in changed.Terms)
        {
            if (coefficient.AsRational is not { } rational) return null;
            polynomial += Polynomial.Of(factor.Power, rational);
        }

        return polynomial;
    }

    private static Polynomial Integer(Value value, SourceSpan span) => value switch
    {
        IntegerValue integer => integer.Polynomial,
        UnknownValue unknown => throw Refuse(unknown.Kind, unknown.Reason, span),
        OffsetValue => throw Refuse(RefusalKind.UnknownSize, "'{0}' depends on an argument, which is not known at compile time", span),
        _ => throw Refuse(RefusalKind.DataDependent, "'{0}' depends on the data, and is used as an index or a size", span),
    };

    private static BigInteger KnownInteger(Value value, SourceSpan span) =>
        Integer(value, span) is { IsConstant: true } constant
            ? constant.ConstantTerm.Numerator
            : throw Refuse(RefusalKind.Unsupported, "'{0}' changes from iteration to iteration", span);

    private int SmallInteger(Value value, SourceSpan span)
    {
        var number = KnownInteger(value, span);
        if (number < 0 || number > options.LargestArray) throw Refuse(RefusalKind.IndexOutOfRange, "'{0}' is outside every array", span);
        return (int)number;
    }

    /// <summary>A number as a form: integers are forms without data.</summary>
    private static Form? AsForm(Value value) => value switch
    {
        FormValue form => form.Form,
        IntegerValue integer => Form.Of(integer.Polynomial),
        _ => null,
    };

    private void CheckStorable(Value value, SourceSpan span)
    {
        if (value is UnknownValue unknown) throw Refuse(unknown.Kind, unknown.Reason, span);
        if (value is IrrationalValue irrational) throw NotExact(irrational.Span);
        if (IsOpen(value)) throw Refuse(RefusalKind.Unsupported, NoClosedForm, span);
        if (value is NonLinearValue { Size: > MaximumEpilogueSize } nonLinear)
            throw Refuse(RefusalKind.NonLinear, "'{0}' makes the outputs non-linear in the inputs", nonLinear.Span);
    }
}
