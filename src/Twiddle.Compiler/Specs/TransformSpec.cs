using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Specs;

/// <summary>What a method computes for one length (or shape): where inputs are, the linear map, and what is stored where.</summary>
/// <param name="Inputs">The buffers read.</param>
/// <param name="Outputs">The buffers written or returned.</param>
/// <param name="Map">The linear middle.</param>
/// <param name="Stores">What each written slot gets; slots of a fresh buffer that no store covers are zero, those of a caller's stay.</param>
/// <param name="Precision">The widest type in which the method does arithmetic on its data: <c>float</c> or <c>double</c>.</param>
public sealed record TransformSpec(
    EquatableArray<BufferLayout> Inputs,
    EquatableArray<BufferLayout> Outputs,
    LinearMap Map,
    EquatableArray<Store> Stores,
    ScalarKind Precision)
{
    /// <summary>What integers and flags from outside have to be for this to hold, in the order in which the method looks at them.</summary>
    public EquatableArray<Assumption> Assumptions { get; init; }

    /// <summary>The objects that must not be null: the method asks.</summary>
    public EquatableArray<Place> NonNull { get; init; }

    /// <summary>Results that are no new objects, but what a place holds already.</summary>
    public EquatableArray<ReturnedPlace> ReturnedPlaces { get; init; }

    /// <summary>Whether the result is a sequence that is evaluated when somebody goes through it, and again each time.</summary>
    public bool IsLazy { get; init; }

    /// <summary>What the reader noticed on the way.</summary>
    public EquatableArray<Remark> Remarks { get; init; }
}

public enum ListGrowth
{
    /// <summary>They do not: the buffer is an object of its own, or takes the place of elements.</summary>
    None,

    /// <summary>They are added at its end.</summary>
    Appended,

    /// <summary>It is cleared, then they are added.</summary>
    Replaced,
}

public enum BufferRole
{
    Parameter,
    ReturnValue,
    ReturnTupleElement,

    /// <summary>What a field or property holds: <see cref="BufferLayout.Place"/> says which.</summary>
    Member,
}

/// <summary>An array, span or single value that a transform reads or writes.</summary>
/// <param name="Role">Where it is.</param>
/// <param name="Index">The parameter's or tuple element's index; 0 for the return value.</param>
/// <param name="Type">Its type: <see cref="ArrayType"/>, <see cref="SpanType"/>, or an element type for a single value.</param>
/// <param name="Dimensions">Its sizes; empty for a single value. For a caller's buffer that is only written: the least sizes.</param>
/// <param name="NeedsExactSize">Whether the derivation holds for these sizes only (the method looks at them, or reads the buffer).</param>
public sealed record BufferLayout(BufferRole Role, int Index, ProgramType Type, EquatableArray<int> Dimensions, bool NeedsExactSize)
{
    public int Count => Dimensions.Aggregate(1, (product, size) => product * size);

    /// <summary>The field or property, in role <see cref="BufferRole.Member"/>.</summary>
    public Place? Place { get; init; }

    /// <summary>Whether the method makes the buffer, and stores it in the place: what was there before stays as it is.</summary>
    public bool IsNew { get; init; }

    /// <summary>How the elements get into a list that was there before.</summary>
    public ListGrowth Growth { get; init; }

    /// <summary>Whether it was read as holding small integers only, at most 2^24 from zero: with others the method's arithmetic may wrap round.</summary>
    public bool IsSmall { get; init; }

    /// <summary>Whether its elements are objects that stay where they are, and get other parts.</summary>
    public bool ChangesObjects { get; init; }

    /// <summary>Where the elements are in an array that is larger, where arguments tell; null where the buffer is the whole array.</summary>
    public BufferWindow? Window { get; init; }

    /// <summary>Further places that the method stores the same new buffer in.</summary>
    public EquatableArray<Place> AlsoIn { get; init; }
}

/// <summary>
/// Stores <see cref="Value"/>, converted to the slot's type, into the component <see cref="LaneComponent.Component"/> of the elements
/// Offset + Stride·k, k in <see cref="Range"/>. For a <see cref="MatrixMap"/> every store is of one element: k = 0, and value numbers are
/// absolute; for a <see cref="HarmonicMap"/> value numbers are those of the lanes at k.
/// </summary>
public sealed record Store(LaneComponent Target, IndexRange Range, Epilogue Value);

/// <summary>An element-wise function of linear values: most often just one of them.</summary>
public abstract record Epilogue;

/// <summary>A real output value of the linear map.</summary>
public sealed record LinearValue(int Index) : Epilogue;

/// <summary>A real constant.</summary>
public sealed record ConstantValue(Constant Value) : Epilogue;

public enum EpilogueOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Negate,
    Sqrt,
    Abs,
    Atan2,
    Log,
    Log10,
    Log2,
    Exp,
    Pow,
    Floor,
    Ceiling,
    Round,
    Truncate,
    Min,
    Max,

    /// <summary><c>Complex.Abs</c> of a real and an imaginary part: √(a² + b²) without overflow.</summary>
    Magnitude,
}

/// <summary>An operator or function of <c>Math</c> on epilogues, done in type <see cref="Kind"/>.</summary>
public sealed record EpilogueCall(EpilogueOperator Operator, ScalarKind Kind, EquatableArray<Epilogue> Arguments) : Epilogue;

/// <summary>A numeric cast.</summary>
public sealed record EpilogueCast(ScalarKind Kind, Epilogue Operand) : Epilogue;
