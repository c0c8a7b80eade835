namespace Twiddle.Compiler.Programs;

/// <summary>The type of an expression or variable, as far as it matters for what a method computes.</summary>
public abstract record ProgramType
{
    public static ProgramType Void { get; } = new VoidType();

    public static ProgramType Boolean { get; } = new ScalarType(ScalarKind.Boolean);

    public static ProgramType Int32 { get; } = new ScalarType(ScalarKind.Int32);

    public static ProgramType Int64 { get; } = new ScalarType(ScalarKind.Int64);

    public static ProgramType Single { get; } = new ScalarType(ScalarKind.Single);

    public static ProgramType Double { get; } = new ScalarType(ScalarKind.Double);

    public static ProgramType Complex { get; } = new ComplexType();
}

public enum ScalarKind
{
    Boolean,
    SByte,
    Byte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,

    /// <summary><c>System.Numerics.BigInteger</c>.</summary>
    BigInteger,
    Single,
    Double,
}

public static class ScalarKinds
{
    public static bool IsInteger(this ScalarKind kind) => kind is >= ScalarKind.SByte and <= ScalarKind.BigInteger;

    public static bool IsReal(this ScalarKind kind) => kind is ScalarKind.Single or ScalarKind.Double;
}

public sealed record VoidType : ProgramType;

public sealed record ScalarType(ScalarKind Kind) : ProgramType;

/// <summary><c>System.Numerics.Complex</c>.</summary>
public sealed record ComplexType : ProgramType;

/// <summary>A user's own struct, copied by value; <see cref="Name"/> is its fully qualified C# name, <c>global::</c> included.</summary>
public sealed record StructType(string Name, EquatableArray<StructField> Fields) : ProgramType
{
    /// <summary>Whether <c>new Name(f₀, f₁, …)</c> with one argument per field, in their order, stores each argument in its field and does nothing else.</summary>
    public bool HasFieldConstructor { get; init; }
}

/// <summary>An instance field (or the field behind an automatic property) of a struct.</summary>
/// <param name="Name">How code outside the struct reads it: the field's or the property's name.</param>
/// <param name="Type">The field's type.</param>
/// <param name="IsSettable">Whether code in the annotated method's class may assign it from outside.</param>
public sealed record StructField(string Name, ProgramType Type, bool IsSettable)
{
    /// <summary>Whether code in the annotated method's class may read it from outside.</summary>
    public bool IsReadable { get; init; } = true;
}

/// <summary>A user's own class: values are references, and two may be to the same object.</summary>
public sealed record ClassType(string Name) : ProgramType
{
    /// <summary>Where its objects are complex numbers, all fields there are: the real and the imaginary part, both <c>double</c> or both <c>float</c>.</summary>
    public EquatableArray<NumberField> Parts { get; init; }

    /// <summary>
    /// How generated code makes an object of two parts: C# text with <c>{0}</c> and <c>{1}</c> in their places. Null where no constructor does that, and nothing else.
    /// </summary>
    public string? Construction { get; init; }

    /// <summary>Whether its objects are complex numbers.</summary>
    public bool IsNumber => Parts.Count == 2;
}

/// <summary>A field of a class whose objects are complex numbers.</summary>
/// <param name="Member">The field's name, or that of the automatic property that it is behind: what programs call it.</param>
/// <param name="Name">How generated code names it; null where it cannot read it.</param>
/// <param name="Kind">Its type.</param>
/// <param name="IsSettable">Whether generated code may set it by that name.</param>
public sealed record NumberField(string Member, string? Name, ScalarKind Kind, bool IsSettable);

/// <summary><c>T[]</c>, <c>T[,]</c>, … by <see cref="Rank"/>.</summary>
public sealed record ArrayType(ProgramType Element, int Rank) : ProgramType;

/// <summary>
/// A list of the framework, or one of the interfaces by which it is handed on (<see cref="Name"/> is the fully qualified name without type arguments).
/// </summary>
public sealed record ListType(string Name, ProgramType Element) : ProgramType
{
    public const string List = "global::System.Collections.Generic.List";

    /// <summary><c>Memory&lt;T&gt;</c> or <c>ReadOnlyMemory&lt;T&gt;</c>: a span that can be kept.</summary>
    public bool IsMemory => Name.EndsWith("Memory", StringComparison.Ordinal);

    /// <summary>Whether its elements are reached by an index.</summary>
    public bool HasIndexer => Name.EndsWith("List", StringComparison.Ordinal);
}

/// <summary><c>Span&lt;T&gt;</c> or <c>ReadOnlySpan&lt;T&gt;</c>.</summary>
public sealed record SpanType(ProgramType Element, bool IsReadOnly) : ProgramType;

/// <summary><c>IEnumerable&lt;T&gt;</c>: a sequence that is evaluated when somebody goes through it.</summary>
public sealed record SequenceType(ProgramType Element) : ProgramType;

/// <summary>A delegate, of whatever signature.</summary>
public sealed record DelegateType : ProgramType;

public sealed record TupleType(EquatableArray<ProgramType> Elements) : ProgramType;

/// <summary>A type the reader knows nothing of; values of it may be passed about but not looked into.</summary>
public sealed record OpaqueType(string Name) : ProgramType;
