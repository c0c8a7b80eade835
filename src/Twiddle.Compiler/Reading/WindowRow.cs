namespace Twiddle.Compiler.Reading;

/// <summary>A row of an array of arrays from outside, which arguments tell.</summary>
/// <param name="store">The elements of all rows.</param>
/// <param name="index">The number of the row.</param>
internal sealed class WindowRow(ArrayStore store, Value index) : Value
{
    public ArrayStore Store { get; } = store;

    public Value Index { get; } = index;
}
