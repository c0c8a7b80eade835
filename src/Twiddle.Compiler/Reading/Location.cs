using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <summary>A place that a value can be read from and stored in.</summary>
internal abstract class Location;

/// <summary>A variable of one call.</summary>
internal class VariableLocation(ProgramType type) : Location
{
    private Value? value;
    private Func<Value>? unread;

    public ProgramType Type { get; } = type;

    /// <summary>Gives the value when it is first looked at.</summary>
    public Func<Value> Unread
    {
        init => unread = value;
    }

    /// <summary>The value, or null before the first assignment.</summary>
    public Value? Value
    {
        get
        {
            if (unread is null) return value;
            value = Initial = unread();
            unread = null;
            return value;
        }
        set
        {
            unread = null;
            this.value = value;
        }
    }

    /// <summary>Whether it was neither looked at nor set.</summary>
    public bool IsUntouched => unread is not null;

    /// <summary>The value when it was first looked at, where it was before it was changed.</summary>
    public Value? Initial { get; private set; }
}

/// <summary>A static field while, and after, the static constructor of its type sets it.</summary>
internal sealed class ConstructedLocation(ProgramType type) : VariableLocation(type);

/// <summary>A field or property of an object, or of a type, that outlives the call or was made by it.</summary>
internal sealed class MemberLocation(ProgramType type, Place place) : VariableLocation(type)
{
    /// <summary>Where it is; of an object that the method made, meaningless.</summary>
    public Place Place { get; } = place;

    /// <summary>Whether generated code may set it.</summary>
    public bool IsSettable { get; init; }

    /// <summary>Whether it is a part of one of many objects, which one depends on loop counters.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>Whether it is a part of an object that the method made, and that is a complex number.</summary>
    public bool IsPart { get; init; }

    /// <summary>Whether the method stored into it.</summary>
    public bool IsAssigned { get; set; }

    /// <summary>The loop iteration in which its object was made; null where that was outside of all summarised loops.</summary>
    public LoopContext? MadeIn { get; init; }
}

internal sealed class ElementLocation(ArrayStore store, Polynomial index) : Location
{
    public ArrayStore Store { get; } = store;

    public Polynomial Index { get; } = index;
}

/// <summary>A row of an array of arrays that comes from outside.</summary>
internal sealed class RowLocation(SpanValue row) : Location
{
    public SpanValue Row { get; } = row;
}

/// <summary>A field of a struct (or an element of a tuple) that is itself somewhere.</summary>
internal sealed class FieldLocation(Location instance, int field) : Location
{
    public Location Instance { get; } = instance;

    public int Field { get; } = field;
}

/// <summary>The variables of one call. Those of the methods around it (a local function's captured ones) are found through the caller.</summary>
internal sealed class Frame(Frame? caller)
{
    private readonly Dictionary<int, Location> locations = [];

    public int Depth { get; private init; } = caller is null ? 0 : caller.Depth + 1;

    /// <summary>The frame of a delegate's call: it sees what the delegate captured, not what the caller has.</summary>
    public static Frame OfDelegate(Frame captured, Frame caller) => new(captured) { Depth = caller.Depth + 1 };

    /// <summary>The places declared in this frame itself.</summary>
    public IEnumerable<Location> Locations => locations.Values;

    /// <summary>All that can be seen now, each variable in its present instance: loops make new ones of theirs in each iteration.</summary>
    public Frame Capture()
    {
        var captured = new Frame(null);
        for (var frame = this; frame is not null; frame = frame.Caller)
            foreach (var location in frame.locations)
                if (!captured.locations.ContainsKey(location.Key)) captured.locations.Add(location.Key, location.Value);
        return captured;
    }

    public void Declare(int variable, Location location) => locations[variable] = location;

    public Location? Find(int variable)
    {
        for (var frame = this; frame is not null; frame = frame.Caller)
            if (frame.locations.TryGetValue(variable, out var location)) return location;
        return null;
    }

    private Frame? Caller { get; } = caller;
}
