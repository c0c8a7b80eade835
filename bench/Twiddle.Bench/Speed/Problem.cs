using System.Collections;

namespace Twiddle.Bench.Speed;

/// <summary>One transform at one length, with those who compute it.</summary>
/// <param name="kind">The transform.</param>
/// <param name="length">The number of its input elements.</param>
/// <param name="numbers">The count of real numbers in the input.</param>
internal sealed class Problem(Kind kind, int length, int numbers) : IEnumerable<Contender>, IDisposable
{
    private readonly List<Contender> contenders = [];
    private readonly List<IDisposable> buffers = [];

    public Kind Kind => kind;

    public int Length => length;

    public void Add(Contender contender) => contenders.Add(contender);

    /// <summary>Takes a buffer that contenders share, to be released after them.</summary>
    public T Own<T>(T buffer)
        where T : IDisposable
    {
        buffers.Add(buffer);
        return buffer;
    }

    /// <summary>Numbers in [−½, ½), exact in the kind's precision.</summary>
    public double[] Samples(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, numbers).Select(_ => random.NextDouble() - 0.5).Select(v => kind.IsSingle ? (float)v : v)];
    }

    public IEnumerator<Contender> GetEnumerator() => contenders.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
        foreach (var contender in contenders) contender.Dispose();
        foreach (var buffer in buffers) buffer.Dispose();
    }
}
