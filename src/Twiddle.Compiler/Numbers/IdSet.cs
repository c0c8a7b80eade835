using System.Runtime.CompilerServices;

namespace Twiddle.Compiler.Numbers;

/// <summary>A set of small integers, ids of a <see cref="NumberTable"/>, that is emptied and filled again and again without allocating.</summary>
internal sealed class IdSet
{
    /// <summary>By id the last time that it was added, counted in emptyings.</summary>
    private int[] times = new int[1024];
    private int time;

    public int Count { get; private set; }

    /// <summary>The same set, empty.</summary>
    public IdSet Emptied()
    {
        Count = 0;
        time++;
        return this;
    }

    /// <summary>Whether the id was not in the set.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    public bool Add(int id)
    {
        if (id >= times.Length) Array.Resize(ref times, 2 * Math.Max(id, times.Length));
        if (times[id] == time) return false;
        times[id] = time;
        Count++;
        return true;
    }
}
