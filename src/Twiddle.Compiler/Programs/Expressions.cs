using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Programs;

public abstract record Expression(ProgramType Type, SourceSpan Span);

/// <summary>An integer constant, or a character.</summary>
public sealed record IntegerLiteral(long Value, ProgramType Type, SourceSpan Span) : Expression(Type, Span);

/// <summary>A real constant: the rational number that its decimal digits spell, not the nearest <c>double</c>.</summary>
public sealed record RealLiteral(Rational Value, ProgramType Type, SourceSpan Span) : Expression(Type, Span);

/// <summary><c>Math.PI</c> (or <c>MathF.PI</c>) times <see cref="Factor"/> (2 for <c>Math.Tau</c>): the number π itself.</summary>
public sealed record PiLiteral(int Factor, ProgramType Type, SourceSpan Span) : Expression(Type, Span);

public sealed record BooleanLiteral(bool Value, SourceSpan Span) : Expression(ProgramType.Boolean, Span);

/// <summary><c>default</c> of a type: zero, false, a struct of zeros, or null.</summary>
public sealed record DefaultValue(ProgramType Type, SourceSpan Span) : Expression(Type, Span);

public sealed record VariableReference(int Variable, ProgramType Type, SourceSpan Span) : Expression(Type, Span);

/// <summary>A static field; <see cref="Field"/> is an index into <see cref="Program.Fields"/>.</summary>
public sealed record StaticFieldReference(int Field, ProgramType Type, SourceSpan Span) : Expression(Type, Span);

/// <summary>A field of a struct value; <see cref="Field"/> is an index into the fields of its <see cref="StructType"/>.</summary>
public sealed record FieldAccess(Expression Instance, int Field, ProgramType Type, SourceSpan Span) : Expression(Type, Span);

/// <summary>A field, or automatic property, of an object of a user's own class; <see cref="Member"/> is its name.</summary>
public sealed record MemberAccess(Expression Instance, string Member, ProgramType Type, SourceSpan Span) : Expression(Type, Span)
{
    /// <summary>By what name code in the annotated method's class reads it: its own, or that of a property that does nothing else. Null where there is none.</summary>
    public string? Accessor { get; init; }

    /// <summary>Whether such code may set it by that name.</summary>
    public bool IsSettable { get; init; }

    /// <summary>Where an object that is there before the call has this field from for good, among <see cref="Program.Constructions"/>; −1 where that is not known.</summary>
    public int Construction { get; init; } = -1;

    /// <summary>The members of its type, where that is an enumeration.</summary>
    public EquatableArray<long> Choices { get; init; }
}

/// <summary>An element of a tuple.</summary>
public sealed record TupleElement(Expression Tuple, int Index, ProgramType Type, SourceSpan Span) : Expression(Type, Span);

public sealed record TupleCreation(EquatableArray<Expression> Elements, ProgramType Type, SourceSpan Span) : Expression(Type, Span);

public enum UnaryOperator
{
    Negate,
    Not,
    Complement,
}

public sealed record Unary(UnaryOperator Operator, Expression Operand, ProgramType Type, SourceSpan Span) : Expression(Type, Span);

public enum BinaryOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    ShiftLeft,
    ShiftRight,
    And,
    Or,
    Xor,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>
/// A built-in operator (those of <c>System.Numerics.Complex</c> included) on operands of the same type; <c>&amp;</c>, <c>|</c> and
/// <c>^</c> also on booleans. A user's operator is a <see cref="Call"/>.
/// </summary>
public sealed record Binary(BinaryOperator Operator, Expression Left, Expression Right, ProgramType Type, SourceSpan Span) : Expression(Type, Span);

/// <summary><c>&amp;&amp;</c>, or <c>||</c> when <see cref="IsOr"/>.</summary>
public sealed record ShortCircuit(bool IsOr, Expression Left, Expression Right, SourceSpan Span) : Expression(ProgramType.Boolean, Span);

/// <summary>A numeric conversion, implicit or not, to <see cref="Expression.Type"/> (a real to <c>Complex</c>, an array to a span included).</summary>
public sealed record Conversion(Expression Operand, ProgramType Type, SourceSpan Span) : Expression(Type, Span);

public sealed record Conditional(Expression Condition, Expression Then, Expression Else, ProgramType Type, SourceSpan Span) : Expression(Type, Span);

/// <summary>An element of an array or span.</summary>
public sealed record ElementAccess(Expression Array, EquatableArray<Expression> Indices, ProgramType Type, SourceSpan Span) : Expression(Type, Span);

/// <summary>A new array of zeros with the given sizes, or of the given elements (in row-major order).</summary>
public sealed record ArrayCreation(
    EquatableArray<Expression> Sizes,
    EquatableArray<Expression>? Elements,
    ProgramType Type,
    SourceSpan Span) : Expression(Type, Span);

/// <summary><c>Length</c> (dimension −1), or <c>GetLength(dimension)</c>.</summary>
public sealed record LengthOf(Expression Array, int Dimension, SourceSpan Span) : Expression(ProgramType.Int32, Span);

/// <summary>A call of a method, operator, property accessor or local function with a body in <see cref="Program.Methods"/>.</summary>
public sealed record Call(
    int Method,
    Expression? Receiver,
    EquatableArray<Expression> Arguments,
    ProgramType Type,
    SourceSpan Span) : Expression(Type, Span);

/// <summary>A new struct value: all fields zero, then the constructor (−1: none) is run on it.</summary>
public sealed record StructCreation(
    int Constructor,
    EquatableArray<Expression> Arguments,
    ProgramType Type,
    SourceSpan Span) : Expression(Type, Span);

/// <summary>A new object of a user's own class: all fields zero, then the constructor (−1: none) is run on it.</summary>
public sealed record ObjectCreation(
    int Constructor,
    EquatableArray<Expression> Arguments,
    ProgramType Type,
    SourceSpan Span) : Expression(Type, Span);

/// <summary>A call of something in the framework whose meaning the reader knows.</summary>
public sealed record IntrinsicCall(
    Intrinsic Intrinsic,
    EquatableArray<Expression> Arguments,
    ProgramType Type,
    SourceSpan Span) : Expression(Type, Span);

/// <summary>A delegate to a lambda or method of the program, which keeps the variables around it that it uses.</summary>
public sealed record DelegateCreation(int Method, ProgramType Type, SourceSpan Span) : Expression(Type, Span);

/// <summary>A call through a delegate.</summary>
public sealed record DelegateCall(Expression Delegate, EquatableArray<Expression> Arguments, ProgramType Type, SourceSpan Span) : Expression(Type, Span);

/// <summary>Stores a value; the value of the expression is the value stored.</summary>
public sealed record Assignment(Expression Target, Expression Value, ProgramType Type, SourceSpan Span) : Expression(Type, Span);

/// <summary>
/// <c>target op= value</c>, the target evaluated once. The operation is done in <see cref="OperationType"/> and converted back.
/// With <see cref="Operator"/> a user's method (≥ 0) that is called instead of <see cref="BuiltIn"/>.
/// </summary>
public sealed record CompoundAssignment(
    Expression Target,
    BinaryOperator BuiltIn,
    int Operator,
    ProgramType OperationType,
    Expression Value,
    ProgramType Type,
    SourceSpan Span) : Expression(Type, Span);

/// <summary><c>target = (a, b)</c> and its like: all values first, then the stores from left to right.</summary>
public sealed record Deconstruction(EquatableArray<Expression> Targets, Expression Value, SourceSpan Span) : Expression(ProgramType.Void, Span);

/// <summary><c>++</c> and <c>--</c>; <see cref="Delta"/> is +1 or −1.</summary>
public sealed record Increment(Expression Target, int Delta, bool IsPrefix, ProgramType Type, SourceSpan Span) : Expression(Type, Span);

/// <summary>Why lowering has no word for an expression.</summary>
public enum UnsupportedKind
{
    /// <summary>It is of a kind that is not looked into.</summary>
    Construct,

    /// <summary>It does something that outlives the call, or may.</summary>
    SideEffect,

    /// <summary>It calculates with integers of any size.</summary>
    ModularArithmetic,

    /// <summary>Its value is not known before the program runs, or not the same at each call.</summary>
    UnknownValue,
}

/// <summary>An expression that lowering has no word for; reaching it while reading is a refusal with this reason.</summary>
public sealed record UnsupportedExpression(string Reason, ProgramType Type, SourceSpan Span) : Expression(Type, Span)
{
    public UnsupportedKind Kind { get; init; }
}
