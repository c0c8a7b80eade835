namespace Twiddle.Compiler.Programs;

/// <summary>
/// What an annotated method and everything it calls do, as a small tree of our own: no Roslyn types, equal by value, independent
/// of names of locals, comments, formatting and place in the file.
/// </summary>
/// <param name="Methods">The annotated method first, then the methods, constructors, operators and local functions it reaches.</param>
/// <param name="Fields">The constant and read-only static fields that are read, in order of first use.</param>
public sealed record Program(EquatableArray<ProgramMethod> Methods, EquatableArray<ProgramField> Fields)
{
    public ProgramMethod Entry => Methods[0];

    /// <summary>How objects are made whose fields keep what the constructor made of them.</summary>
    public EquatableArray<ProgramConstruction> Constructions { get; init; } = EquatableArray<ProgramConstruction>.Empty;
}

/// <summary>The constructor that makes every object of a class.</summary>
/// <param name="Constructor">The constructor, among the program's methods.</param>
/// <param name="Keepers">For each of its parameters what holds the argument for good.</param>
public sealed record ProgramConstruction(int Constructor, EquatableArray<ParameterKeeper> Keepers);

/// <summary>A field or property that holds the argument of a constructor for good.</summary>
/// <param name="Member">Its name; null where there is none.</param>
/// <param name="Type">The type of the parameter.</param>
public sealed record ParameterKeeper(string? Member, ProgramType Type)
{
    /// <summary>By what name code in the annotated method's class reads it; null where there is none.</summary>
    public string? Accessor { get; init; }

    /// <summary>The members of its type, where that is an enumeration.</summary>
    public EquatableArray<long> Choices { get; init; }
}

/// <summary>One method body.</summary>
/// <param name="Receiver">The variable that holds <c>this</c> (constructors and instance methods of structs), or −1.</param>
/// <param name="Parameters">The parameters in order.</param>
/// <param name="ReturnType">The type of the value returned.</param>
/// <param name="Body">What it does. Variables are numbered over the whole program, so a local function sees its outer method's.</param>
public sealed record ProgramMethod(int Receiver, EquatableArray<ProgramParameter> Parameters, ProgramType ReturnType, Block Body)
{
    /// <summary>Whether nothing of it is done before somebody goes through the sequence that it gives.</summary>
    public bool IsIterator { get; init; }

    /// <summary>The type of <c>this</c>, where there is a receiver.</summary>
    public ProgramType? ReceiverType { get; init; }
}

public enum PassingMode
{
    Value,
    In,
    Ref,
    Out,
}

public sealed record ProgramParameter(int Variable, ProgramType Type, PassingMode Mode)
{
    /// <summary>The members of its type, where that is an enumeration.</summary>
    public EquatableArray<long> Choices { get; init; }

    /// <summary>Whether it is an array that is known to hold nothing but zeros at first.</summary>
    public bool IsZeroed { get; init; }
}

/// <summary>
/// A static read-only field or a constant, whose value its initializer gives (without one it is unknown); or one that may change between calls,
/// with the name that code finds it by.
/// </summary>
public sealed record ProgramField(ProgramType Type, Expression? Initializer)
{
    /// <summary>The static constructor that sets the field (or the elements of its array) after the initializers have; −1 where none does.</summary>
    public int Constructor { get; init; } = -1;

    /// <summary>The full name of a field or property that may change between calls; null for others.</summary>
    public string? ChangingName { get; init; }

    /// <summary>The members of its type, where that is an enumeration.</summary>
    public EquatableArray<long> Choices { get; init; }
}
