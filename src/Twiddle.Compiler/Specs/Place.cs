using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Specs;

/// <summary>Where the way to a place starts.</summary>
public enum PlaceRoot
{
    Parameter,

    /// <summary><c>this</c>.</summary>
    Receiver,

    /// <summary>A static field or property.</summary>
    Type,
}

/// <summary>A place that outlives the call: a parameter, or a field or property reached from one, from <c>this</c> or from a type.</summary>
/// <param name="Root">Where the way starts.</param>
/// <param name="Parameter">The parameter's index, or −1.</param>
/// <param name="Path">The way from there: <c>.Signal.Samples</c>; of a static member its full name, <c>global::App.State.Samples</c>.</param>
public sealed record Place(PlaceRoot Root, int Parameter, string Path)
{
    public static Place OfParameter(int index) => new(PlaceRoot.Parameter, index, "");

    public static Place Receiver { get; } = new(PlaceRoot.Receiver, -1, "");

    public Place Member(string name) => this with { Path = Path + "." + name };

    /// <summary>The last name on the way; empty for a parameter itself.</summary>
    public string LastName => Path.Substring(Path.LastIndexOf('.') + 1);
}

/// <summary>The derivation holds where the integer, flag or enumeration value in a place is this one.</summary>
public sealed record Assumption(Place Place, ProgramType Type, long Value)
{
    /// <summary>Whether the value is a member of an enumeration, whose underlying type <see cref="Type"/> is.</summary>
    public bool IsEnumeration { get; init; }
}

/// <summary>Element <see cref="Result"/> of what the method returns is the object that the place holds.</summary>
public sealed record ReturnedPlace(int Result, Place Place);
