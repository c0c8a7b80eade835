using System.Runtime.CompilerServices;

namespace Twiddle.Compiler.Numbers;

/// <summary>Hashing that is the same in every process and on every machine (the framework's is seeded per process).</summary>
internal static class Mixing
{
    /// <summary>The finaliser of SplitMix64 (Steele, Lea and Flood 2014).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong a, ulong b) => Mix(a ^ Mix(b));

    [MethodImpl(Jit.OptimizedAtOnce)]
    public static int Hash(int[] values)
    {
        unchecked
        {
            ulong hash = (ulong)values.Length;
            foreach (var value in values) hash = (hash ^ (uint)value) * 0x9E3779B97F4A7C15 + (hash >> 29);
            return (int)(Mix(hash) >> 32);
        }
    }
}

/// <summary>Integer sequences by value.</summary>
internal sealed class SequenceComparer : IEqualityComparer<int[]>
{
    public static SequenceComparer Instance { get; } = new();

    public bool Equals(int[]? x, int[]? y) => x is not null && y is not null && x.AsSpan().SequenceEqual(y);

    public int GetHashCode(int[] obj) => Mixing.Hash(obj);
}
