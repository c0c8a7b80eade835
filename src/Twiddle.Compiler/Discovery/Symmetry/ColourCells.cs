using System.Runtime.CompilerServices;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Symmetry;

/// <summary>Points by their colours: a hash table with open addressing, at most half full. Colours are hashes already.</summary>
internal sealed class ColourCells
{
    private readonly ulong[] colours;

    /// <summary>The number of points of a colour; 0 where a slot is free.</summary>
    private readonly int[] sizes;
    private readonly int[] firsts;

    /// <param name="most">The points at most.</param>
    public ColourCells(int most)
    {
        var places = 4;
        while (places < 2 * most) places *= 2;
        colours = new ulong[places];
        sizes = new int[places];
        firsts = new int[places];
    }

    /// <summary>The same table with these points, and no others.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    public ColourCells Filled(ulong[] points)
    {
        Array.Clear(sizes, 0, sizes.Length);
        for (var i = 0; i < points.Length; i++)
        {
            var slot = Find(points[i]);
            if (sizes[slot]++ > 0) continue;
            colours[slot] = points[i];
            firsts[slot] = i;
        }

        return this;
    }

    /// <summary>The first point of a colour, and how many there are.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    [MethodImpl(Jit.OptimizedAtOnce)]
    public (int First, int Size) Of(ulong colour)
    {
        var slot = Find(colour);
        return sizes[slot] > 0 ? (firsts[slot], sizes[slot]) : throw new KeyNotFoundException("Colourings with one key have the same colours.");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Find(ulong colour)
    {
        var slot = (int)colour & (colours.Length - 1);
        while (sizes[slot] > 0 && colours[slot] != colour) slot = (slot + 1) & (colours.Length - 1);
        return slot;
    }
}
