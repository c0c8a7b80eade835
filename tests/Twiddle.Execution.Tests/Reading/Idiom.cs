namespace Twiddle.Execution.Tests.Reading;

/// <summary>A way in which people write a naive transform.</summary>
/// <param name="Source">Members of a class: the method first, then what it calls.</param>
/// <param name="Lengths">The lengths it is tried at with loops run.</param>
/// <param name="Shape">The shape, for methods that one length does not describe.</param>
/// <param name="HasSummary">Whether its loops can be summarised as well.</param>
/// <param name="Note">The informational diagnostic that says what was recognised.</param>
internal sealed record Idiom(string Source, int[] Lengths, int[]? Shape = null, bool HasSummary = true, string? Note = null)
{
    public Idiom(string source)
        : this(source, [1, 2, 5, 8, 12])
    {
    }
}
