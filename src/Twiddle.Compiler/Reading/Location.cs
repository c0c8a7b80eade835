using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <summary>A place that a value can be read from and stored in.</summary>
internal abstract class Location;

/// <summary>A variable of one call.</summary>
internal sealed class VariableLocation(ProgramType type) : Location
{
    public ProgramType Type { get; } = type;

    /// <summary>The value, or null before the first assignment.</summary>
    public Value? Value { get; set; }
}

internal sealed class ElementLocation(ArrayStore store, Polynomial index) : Location
{
    public ArrayStore Store { get; } = store;

    public Polynomial Index { get; } = index;
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

    public int Depth { get; } = caller is null ? 0 : caller.Depth + 1;

    public void Declare(int variable, Location location) => locations[variable] = location;

    public Location? Find(int variable)
    {
        for (var frame = this; frame is not null; frame = frame.Caller)
            if (frame.locations.TryGetValue(variable, out var location)) return location;
        return null;
    }

    private Frame? Caller { get; } = caller;
}
