namespace Twiddle.Compiler.Discovery;

/// <summary>
/// The best factorisation of each state met. A state that is still being solved has none for those that ask for it further down; what these
/// find without it is <i>provisional</i>: it holds until that state is solved, and is then forgotten, so that no result depends on the way to it.
/// </summary>
internal sealed class SolvedStates
{
    private readonly Dictionary<(NumberMatrix Matrix, Origin Origin), Solution> solutions = new();
    private readonly List<Frame> open = new();

    /// <summary>Whether a state is solved or being solved; in the latter case the solution is null.</summary>
    public bool TryGet(NumberMatrix matrix, Origin origin, out Factorisation? known)
    {
        known = null;
        if (!solutions.TryGetValue((matrix, origin), out var solution)) return false;
        if (open.Count > 0) open[open.Count - 1].DependsOn(solution.Depth);
        known = solution.Factorisation;
        return true;
    }

    public void Begin(NumberMatrix matrix, Origin origin)
    {
        solutions[(matrix, origin)] = new(null, open.Count);
        open.Add(new());
    }

    /// <summary>Ends the state that began last; null where it has no solution yet.</summary>
    public void End(NumberMatrix matrix, Origin origin, Factorisation? solution)
    {
        var depth = open.Count - 1;
        var frame = open[depth];
        open.RemoveAt(depth);
        var isFinal = frame.Lowest >= depth;
        if (isFinal)
            foreach (var state in frame.Provisional) solutions.Remove(state);
        if (solution is null) solutions.Remove((matrix, origin));
        else solutions[(matrix, origin)] = new(solution, isFinal ? int.MaxValue : frame.Lowest);
        if (isFinal) return;
        var parent = open[depth - 1];
        parent.DependsOn(frame.Lowest);
        parent.Provisional.AddRange(frame.Provisional);
        parent.Provisional.Add((matrix, origin));
    }

    /// <param name="Factorisation">Null while the state is being solved.</param>
    /// <param name="Depth">The depth of the outermost state being solved that it is, or depends on.</param>
    private readonly record struct Solution(Factorisation? Factorisation, int Depth);

    /// <summary>A state being solved.</summary>
    private sealed class Frame
    {
        public int Lowest { get; private set; } = int.MaxValue;

        public List<(NumberMatrix Matrix, Origin Origin)> Provisional { get; } = new();

        public void DependsOn(int depth) => Lowest = Math.Min(Lowest, depth);
    }
}
