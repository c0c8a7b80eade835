namespace Twiddle.Compiler.Flow;

/// <summary>
/// A network of capacities, and the cheapest way to part its source from its sink: maximum flow by blocking flows (Dinic). One network can be solved many
/// times with some capacities changed.
/// </summary>
internal sealed class MinimumCut
{
    public const int Source = 0;
    public const int Sink = 1;

    /// <summary>The capacity of an edge that must not be cut.</summary>
    public const int Unbounded = 1 << 24;

    private const int None = -1;

    /// <summary>The last edge from each node, and for each edge the one before it from the same node. Edge e ^ 1 is edge e reversed.</summary>
    private readonly List<int> last = new();
    private readonly List<int> before = new();
    private readonly List<int> heads = new();
    private readonly List<int> given = new();
    private int[] capacities = Array.Empty<int>();
    private int[] levels = Array.Empty<int>();
    private int[] current = Array.Empty<int>();
    private int[] queue = Array.Empty<int>();

    public MinimumCut(int nodes)
    {
        for (var i = 0; i < nodes; i++) last.Add(None);
    }

    public int AddNode()
    {
        last.Add(None);
        return last.Count - 1;
    }

    /// <summary>Adds an edge; gives its number.</summary>
    public int AddEdge(int from, int to, int capacity)
    {
        AddHalf(from, to, capacity);
        AddHalf(to, from, 0);
        return heads.Count - 2;
    }

    /// <summary>Goes back to the capacities that the edges were added with.</summary>
    public void Reset()
    {
        if (capacities.Length != given.Count) capacities = new int[given.Count];
        given.CopyTo(capacities);
    }

    /// <summary>Gives an edge another capacity, after <see cref="Reset"/>.</summary>
    public void SetCapacity(int edge, int capacity) => capacities[edge] = capacity;

    /// <summary>Whether there is a cut of less capacity than the limit, which <see cref="IsOnSourceSide"/> then tells; after <see cref="Reset"/>.</summary>
    public bool IsBelow(int limit, CancellationToken cancellation)
    {
        if (levels.Length != last.Count)
        {
            levels = new int[last.Count];
            current = new int[last.Count];
            queue = new int[last.Count];
        }

        var flow = 0;
        while (TryLevel())
        {
            cancellation.ThrowIfCancellationRequested();
            last.CopyTo(current);
            while (TryAugment())
                if (++flow >= limit) return false;
        }

        return flow < limit;
    }

    /// <summary>The nodes on the source's side of the cut, as few as can be.</summary>
    public bool IsOnSourceSide(int node) => levels[node] >= 0;

    private void AddHalf(int from, int to, int capacity)
    {
        before.Add(last[from]);
        last[from] = heads.Count;
        heads.Add(to);
        given.Add(capacity);
    }

    private bool TryLevel()
    {
        for (var i = 0; i < levels.Length; i++) levels[i] = None;
        levels[Source] = 0;
        queue[0] = Source;
        var count = 1;
        for (var i = 0; i < count; i++)
        {
            for (var edge = last[queue[i]]; edge != None; edge = before[edge])
            {
                var head = heads[edge];
                if (capacities[edge] == 0 || levels[head] >= 0) continue;
                levels[head] = levels[queue[i]] + 1;
                if (head == Sink) return true;
                queue[count++] = head;
            }
        }

        return false;
    }

    /// <summary>Sends one unit along a path of increasing levels.</summary>
    private bool TryAugment()
    {
        var path = new List<int>();
        var node = Source;
        while (node != Sink)
        {
            var edge = current[node];
            if (edge == None)
            {
                if (path.Count == 0) return false;
                node = heads[path[path.Count - 1] ^ 1];
                path.RemoveAt(path.Count - 1);
                current[node] = before[current[node]];
            }
            else if (capacities[edge] > 0 && levels[heads[edge]] == levels[node] + 1)
            {
                path.Add(edge);
                node = heads[edge];
            }
            else
            {
                current[node] = before[edge];
            }
        }

        foreach (var edge in path)
        {
            capacities[edge]--;
            capacities[edge ^ 1]++;
        }

        return true;
    }
}
