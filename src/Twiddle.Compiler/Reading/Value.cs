using System.Collections.Immutable;
using System.Numerics;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <summary>What an expression stands for while a program is read: always exact.</summary>
internal abstract class Value
{
    /// <summary>The value of something that has none, and <c>null</c>.</summary>
    public static Value None { get; } = new OpaqueValue();
}

/// <summary>An integer: a number, or a polynomial in loop counters.</summary>
internal sealed class IntegerValue(Polynomial polynomial) : Value
{
    public IntegerValue(BigInteger number)
        : this(Polynomial.Constant(number))
    {
    }

    public Polynomial Polynomial { get; } = polynomial;

    /// <summary>The number, or null where it depends on loop counters.</summary>
    public BigInteger? Number => Polynomial.IsConstant ? Polynomial.ConstantTerm.Numerator : null;
}

internal sealed class BooleanValue(bool isTrue) : Value
{
    public bool IsTrue { get; } = isTrue;
}

/// <summary>A real or complex number, linear in the data.</summary>
/// <param name="form">The number, exactly.</param>
/// <param name="isComputedWithRounding">Whether the method computes it from numbers that are rounded, as 10 × 0.1.</param>
internal sealed class FormValue(Form form, bool isComputedWithRounding = false) : Value
{
    public Form Form { get; } = form;

    /// <summary>
    /// Whether the number that the method has when it runs may differ from the exact one in the last digits. Nobody may ask which side of a
    /// boundary such a number is on when it is exactly at it: <c>(int)(0.29 * 100)</c> is 28.
    /// </summary>
    public bool IsRounded => isRounded ??= isComputedWithRounding || !IsFloatingPoint(Form);

    private bool? isRounded;

    public FormValue Map(Func<Form, Form> change) => new(change(Form), isComputedWithRounding);

    public FormValue Rounded() => isComputedWithRounding ? this : new(Form, true);

    /// <summary>Whether a number (or a polynomial in loop counters) is one that <c>double</c> has: m·2^−e.</summary>
    private static bool IsFloatingPoint(Form form) => !form.IsFreeOfData || form.Terms.All(t =>
        t.Factor is { PiPower: 0, Phase.Terms.Length: 0, Bound.Length: 0 }
        && t.Coefficient.AsRational is { } rational
        && (rational.IsSmall ? (rational.SmallDenominator & (rational.SmallDenominator - 1)) == 0 : rational.Denominator.IsPowerOfTwo && BigInteger.Abs(rational.Numerator) < LongestExact));

    private static readonly BigInteger LongestExact = BigInteger.Pow(2, 53);
}

/// <summary>A real number that is not linear in the data: a function of linear ones, to be applied to outputs as it is written.</summary>
internal sealed class NonLinearValue(EpilogueOperator? @operator, ScalarKind kind, ImmutableArray<Value> arguments, SourceSpan span) : Value
{
    /// <summary>The function applied; null for a cast to <see cref="Kind"/>.</summary>
    public EpilogueOperator? Operator { get; } = @operator;

    public ScalarKind Kind { get; } = kind;

    /// <summary>Each a real <see cref="FormValue"/> or a <see cref="NonLinearValue"/>.</summary>
    public ImmutableArray<Value> Arguments { get; } = arguments;

    /// <summary>Where linearity was lost first.</summary>
    public SourceSpan Span { get; } = span;

    /// <summary>The number of functions in the tree.</summary>
    public int Size { get; } = 1 + arguments.OfType<NonLinearValue>().Sum(a => a.Size);
}

internal sealed class StructValue(ImmutableArray<Value> fields) : Value
{
    public ImmutableArray<Value> Fields { get; } = fields;
}

internal sealed class TupleValue(ImmutableArray<Value> elements) : Value
{
    public ImmutableArray<Value> Elements { get; } = elements;
}

/// <summary>A reference to an array.</summary>
internal sealed class ArrayValue(ArrayStore store) : Value
{
    public ArrayStore Store { get; } = store;
}

/// <summary>A span: elements Start … Start + Length − 1 of an array.</summary>
internal sealed class SpanValue(ArrayStore store, int start, int length) : Value
{
    public ArrayStore Store { get; } = store;

    public int Start { get; } = start;

    public int Length { get; } = length;
}

/// <summary>A delegate: a method of the program, and the variables around it as they were when it was made.</summary>
internal sealed class DelegateValue(int method, Frame captured) : Value
{
    public int Method { get; } = method;

    public Frame Captured { get; } = captured;
}

/// <summary>A sequence that is evaluated anew whenever something goes through it.</summary>
internal sealed class SequenceValue(Func<Enumeration> start) : Value
{
    public Enumeration Start() => start();
}

/// <summary>A reference to a list.</summary>
/// <param name="outer">What it held before the call, where it comes from outside.</param>
/// <param name="tail">What the method added.</param>
/// <param name="added">How many elements that is.</param>
internal sealed class ListValue(ArrayStore? outer, ArrayStore tail, VariableLocation added) : Value
{
    public ArrayStore? Outer { get; } = outer;

    public ArrayStore Tail { get; } = tail;

    public VariableLocation Added { get; } = added;

    /// <summary>The loop iteration in which it was made; null where that was outside of all summarised loops.</summary>
    public LoopContext? MadeIn { get; init; }

    /// <summary>Whether the method removed what was there before.</summary>
    public bool IsCleared { get; set; }
}

/// <summary>A reference to an array of arrays that comes from outside: rows of the same length, one after the other.</summary>
internal sealed class RowsValue(ArrayStore store) : Value
{
    /// <summary>The elements of all rows; two sizes.</summary>
    public ArrayStore Store { get; } = store;

    public int Rows => Store.Dimensions[0];

    public int Columns => Store.Dimensions[1];
}

/// <summary>A reference to an object of a user's own class.</summary>
/// <param name="type">Its class.</param>
/// <param name="place">Where it was found, or null where the method made it.</param>
internal sealed class ObjectValue(ClassType type, Place? place) : Value
{
    public ClassType Type { get; } = type;

    public Place? Place { get; } = place;

    /// <summary>The fields that were looked at or stored into, by name, in that order.</summary>
    public List<(string Name, MemberLocation Location)> Members { get; } = [];

    /// <summary>The loop iteration in which it was made; null where that was outside of all summarised loops.</summary>
    public LoopContext? MadeIn { get; init; }

    /// <summary>Whether it is an element of an array or list from outside.</summary>
    public bool IsElement { get; init; }

    /// <summary>Whether it stands for one of many objects, which one depends on loop counters: it can be looked at, and not be changed.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>Whether it stands for what a loop that is being summarised hands on from iteration to iteration.</summary>
    public bool IsCarried { get; init; }

    /// <summary>Of a frozen object, where it was made: those of one origin and of the same <see cref="Numbers"/> may be one.</summary>
    public ObjectValue? Origin { get; private init; }

    /// <summary>The numbers of the iterations in which a frozen object was made, of the inner loops first: integers.</summary>
    public ImmutableArray<Value> Numbers { get; private init; } = ImmutableArray<Value>.Empty;

    /// <summary>An object that loops made, one in each iteration, as it is at the end of it.</summary>
    public static ObjectValue Frozen(ObjectValue origin, IEnumerable<Value> parts, ImmutableArray<Value> numbers)
    {
        var frozen = new ObjectValue(origin.Type, null) { IsFrozen = true, IsElement = origin.IsElement, IsCarried = origin.IsCarried, Origin = origin.Origin ?? origin, Numbers = numbers };
        foreach (var (part, value) in origin.Type.Parts.Zip(parts, (p, v) => (p, v)))
            frozen.Members.Add((part.Member, new MemberLocation(new ScalarType(part.Kind), Specs.Place.Receiver) { Value = value, IsFrozen = true }));
        return frozen;
    }

    /// <summary>The parts, of an object that is a complex number.</summary>
    public IEnumerable<Value> Parts => Type.Parts.Select(part =>
        Members.Where(m => m.Name == part.Member).Select(m => m.Location.Value!).FirstOrDefault() ?? Interpreter.Default(new ScalarType(part.Kind)));
}

/// <summary>Something that may be passed about but not looked into.</summary>
internal sealed class OpaqueValue : Value;

/// <summary>A value that is not known, such as a parameter's, or has no closed form in a summarised loop; using it is a refusal.</summary>
internal sealed class UnknownValue(string reason, RefusalKind kind = RefusalKind.Unsupported) : Value
{
    public string Reason { get; } = reason;

    public RefusalKind Kind { get; } = kind;
}
