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
internal sealed class FormValue(Form form) : Value
{
    public Form Form { get; } = form;
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
}

/// <summary>Something that may be passed about but not looked into.</summary>
internal sealed class OpaqueValue : Value;

/// <summary>A value that is not known, such as a parameter's, or has no closed form in a summarised loop; using it is a refusal.</summary>
internal sealed class UnknownValue(string reason, RefusalKind kind = RefusalKind.Unsupported) : Value
{
    public string Reason { get; } = reason;

    public RefusalKind Kind { get; } = kind;
}
