namespace Twiddle.Compiler.Reading;

/// <summary>All elements of an array or list from a place on: how many that are is not known.</summary>
internal sealed class RestOfArray(Value array, OffsetValue start) : Value
{
    public Value Array { get; } = array;

    public OffsetValue Start { get; } = start;
}
