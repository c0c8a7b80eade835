using System.Collections;

namespace Twiddle.Compiler.Discovery;

/// <summary>A sequence that is worked out once, element by element, and no further than anyone asks.</summary>
internal sealed class LazySequence<T> : IEnumerable<T>
{
    private readonly List<T> found = new();
    private IEnumerator<T>? rest;

    public LazySequence(IEnumerable<T> source) => rest = source.GetEnumerator();

    public IEnumerator<T> GetEnumerator()
    {
        for (var next = 0; next < found.Count || TryFindNext(); next++) yield return found[next];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private bool TryFindNext()
    {
        if (rest is null) return false;
        if (rest.MoveNext())
        {
            found.Add(rest.Current);
            return true;
        }

        rest.Dispose();
        rest = null;
        return false;
    }
}
