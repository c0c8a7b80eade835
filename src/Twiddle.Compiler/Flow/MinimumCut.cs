namespace Twiddle.Compiler.Flow;

/// <summary>A network of capacities, and the cheapest way to part its source from its sink: maximum flow by blocking flows (Dinic).</summary>
internal sealed class MinimumCut
{
    public const int Source = 0;
    public const int Sink = 1;

    /// <summary>The capacity of an edge that must not be cut.</summary>
    public const int Unbounded = 1 << 24;

    private readonly List<int> heads = new();
    private readonly List<int> capacities = new();
    private readonly List<List<int>> edges = new();
    private int[] levels = Array.Empty<int>();
    private int[] next = Array.Empty<int>();

    public MinimumCut(int nodes)
    {
        for (var i = 0; i < nodes; i++) edges.Add(new());
    }

    public int AddNode()
    {
        edges.Add(new());
        return edges.Count - 1;
    }

    public void AddEdge(int from, int to, int capacity)
    {
        if (from == to) return;
        edges[from].Add(heads.Count);
        heads.Add(to);
        capacities.Add(capacity);
        edges[to].Add(heads.Count);
        heads.Add(from);
        capacities.Add(0);
    }

    /// <summary>The total capacity of the cut.</summary>
    public int Solve(CancellationToken cancellation)
    {
        var flow = 0;
        levels = new int[edges.Count];
        next = new int[edges.Count];
        while (TryLevel())
        {
            cancellation.ThrowIfCancellationRequested();
            Array.Clear(next, 0, next.Length);
            while (TryAugment()) flow++;
        }

        return flow;
    }

    /// <summary>The nodes on the source's side of the cut, as few as can be; after <see cref="Solve"/>.</summary>
    public bool IsOnSourceSide(int node) => levels[node] >= 0;

    private bool TryLevel()
    {
        for (var i = 0; i < levels.Length; i++) levels[i] = -1;
        levels[Source] = 0;
        var queue = new Queue<int>();
        queue.Enqueue(Source);
        while (queue.Count > 0)
        {
            var node = queue.Dequeue();
            foreach (var edge in edges[node])
            {
                if (capacities[edge] == 0 || levels[heads[edge]] >= 0) continue;
                levels[heads[edge]] = levels[node] + 1;
                queue.Enqueue(heads[edge]);
            }
        }

        return levels[Sink] >= 0;
    }

    /// <summary>Sends one unit along a path of increasing levels.</summary>
    private bool TryAugment()
    {
        var path = new List<int>();
        var node = Source;
        while (node != Sink)
        {
            if (next[node] < edges[node].Count)
            {
                var edge = edges[node][next[node]];
                if (capacities[edge] > 0 && levels[heads[edge]] == levels[node] + 1)
                {
                    path.Add(edge);
                    node = heads[edge];
                }
                else
                {
                    next[node]++;
                }

                continue;
            }

            if (path.Count == 0) return false;
            node = heads[path[path.Count - 1] ^ 1];
            path.RemoveAt(path.Count - 1);
            next[node]++;
        }

        foreach (var edge in path)
        {
            capacities[edge]--;
            capacities[edge ^ 1]++;
        }

        return true;
    }
}
