using System.Runtime.CompilerServices;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Symmetry;

/// <summary>Colours of the cover's points: by unit, then by column or row.</summary>
/// <param name="Columns">The point iᵗ·(column j) has index t·(number of columns) + j.</param>
/// <param name="Rows">The same for rows.</param>
internal sealed record Colouring(ulong[] Columns, ulong[] Rows)
{
    private ulong[]? sorted;
    private ulong? least;

    /// <summary>A hash of all colours in any order: two colourings that differ here are not images of each other.</summary>
    public ulong Key { get; } = unchecked(KeyOf(Columns) + KeyOf(Rows));

    /// <summary>A hash of colours in any order.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    public static ulong KeyOf(ulong[] colours)
    {
        var sum = 0UL;
        foreach (var colour in colours) sum = unchecked(sum + Mixing.Mix(colour));
        return sum;
    }

    /// <summary>Whether the colours in order come before those of another, as words do in a dictionary. Images of each other are told by their keys, others mostly by their first colours.</summary>
    public bool ComesBefore(Colouring other)
    {
        if (Key == other.Key) return false;
        return Least() != other.Least() ? Least() < other.Least() : Sorted().AsSpan().SequenceCompareTo(other.Sorted()) < 0;
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    private ulong Least()
    {
        if (least is { } known) return known;
        var found = ulong.MaxValue;
        foreach (var colour in Columns) found = Math.Min(found, colour);
        foreach (var colour in Rows) found = Math.Min(found, colour);
        least = found;
        return found;
    }

    private ulong[] Sorted()
    {
        if (sorted is not null) return sorted;
        sorted = new ulong[Columns.Length + Rows.Length];
        Columns.CopyTo(sorted, 0);
        Rows.CopyTo(sorted, Columns.Length);
        Array.Sort(sorted);
        return sorted;
    }
}
