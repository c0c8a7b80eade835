using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Flow;

/// <summary>
/// The freedom of scale inside a linear algorithm: every value but inputs and outputs may be computed as a multiple of itself, where what is made of it
/// is divided again. A factor c from a to v becomes c·s(v)/s(a), and is free where that is ±1: rotations (c, s) become (1, tan), and the scales that they leave
/// meet, and vanish, in rotations further on. In the split-radix transform this is the tangent transform (Van Buskirk; Johnson and Frigo 2007; Bernstein 2007).
/// </summary>
/// <remarks>
/// One move multiplies the scales of a set of values by one number f, the inverse of a factor that occurs. Inside the set and outside nothing
/// changes; what matters is the border: where a factor f⁻¹ leads into the set a multiplication is saved, where a value that was used as it is crosses, one is needed, and
/// where some users of a product are taken and others not, one more. With the tails of the factors to be saved held back this is a minimum cut, so
/// the best set for a factor is found exactly, however large. Moves are made as long as one saves a multiplication; additions stay what they are.
/// </remarks>
internal sealed class FreeScales
{
    private readonly NumberTable numbers;
    private readonly CancellationToken cancellation;
    private ScaledNetwork network;

    private FreeScales(ScaledNetwork network, NumberTable numbers, CancellationToken cancellation)
    {
        this.network = network;
        this.numbers = numbers;
        this.cancellation = cancellation;
    }

    /// <summary>The network with other scales inside and fewer multiplications; null where none are found.</summary>
    public static ScaledNetwork? TryImprove(ScaledNetwork network, NumberTable numbers, CancellationToken cancellation)
    {
        var search = new FreeScales(network, numbers, cancellation);
        return search.Run() ? search.network : null;
    }

    private int Multiplications => network.Multiplications(numbers);

    private bool Run()
    {
        var isImproved = false;
        for (var isMoving = true; isMoving;)
        {
            isMoving = false;
            var factors = Products().Select(p => p.Factor).Where(f => f != NumberTable.One).Distinct().ToArray();
            foreach (var factor in factors)
                while (TryMove(factor, movesUsers: true) || TryMove(factor, movesUsers: false)) isMoving = isImproved = true;
        }

        return isImproved;
    }

    private bool TryMove(int factor, bool movesUsers)
    {
        cancellation.ThrowIfCancellationRequested();
        if (TryCut(factor, movesUsers) is not { } isMoved) return false;
        var moved = Scaled(isMoved, movesUsers ? numbers.Invert(factor) : factor);
        if (moved.Multiplications(numbers) >= Multiplications) return false;
        network = moved;
        return true;
    }

    /// <summary>The sums to divide by a factor, users of products with it among them; or those to multiply by it, values that it multiplies among them. Null where nothing is saved.</summary>
    private bool[]? TryCut(int factor, bool movesUsers)
    {
        var cut = new MinimumCut(2 + network.InputCount + network.Sums.Count);
        var wanted = 0;
        for (var input = 0; input < network.InputCount; input++) cut.AddEdge(Place(input), MinimumCut.Sink, MinimumCut.Unbounded);
        foreach (var (source, product, users) in Products())
        {
            if (product == NumberTable.One)
            {
                AddValue(cut, Place(source), users);
            }
            else if (product == factor)
            {
                // Inputs and outputs stay what they are.
                if (movesUsers ? users.Contains(MinimumCut.Sink) : source < network.InputCount) continue;
                wanted++;
                cut.AddEdge(MinimumCut.Source, movesUsers ? All(cut, users) : Place(source), 1);
                cut.AddEdge(movesUsers ? Place(source) : Any(cut, users), MinimumCut.Sink, MinimumCut.Unbounded);
            }
            else if (users.Count > 1)
            {
                cut.AddEdge(Any(cut, users), All(cut, users), 1);
            }
        }

        if (wanted == 0 || cut.Solve(cancellation) >= wanted) return null;
        return Enumerable.Range(0, network.Sums.Count).Select(i => cut.IsOnSourceSide(Place(network.InputCount + i))).ToArray();
    }

    /// <summary>A value used as it is: one multiplication where it stays and a user goes, one where it goes and a user stays.</summary>
    private static void AddValue(MinimumCut cut, int place, List<int> users)
    {
        cut.AddEdge(Any(cut, users), place, 1);
        cut.AddEdge(place, All(cut, users), 1);
    }

    /// <summary>A node on the source's side where any of these is.</summary>
    private static int Any(MinimumCut cut, List<int> users)
    {
        if (users.Count == 1) return users[0];
        var node = cut.AddNode();
        foreach (var user in users) cut.AddEdge(user, node, MinimumCut.Unbounded);
        return node;
    }

    /// <summary>A node on the source's side only where all of these are.</summary>
    private static int All(MinimumCut cut, List<int> users)
    {
        if (users.Count == 1) return users[0];
        var node = cut.AddNode();
        foreach (var user in users) cut.AddEdge(node, user, MinimumCut.Unbounded);
        return node;
    }

    private static int Place(int value) => 2 + value;

    /// <summary>The products of the network by value and factor, up to sign, with the places of their users: outputs stay where they are.</summary>
    private IReadOnlyList<(int Source, int Factor, List<int> Users)> Products()
    {
        var products = new List<(int Source, int Factor, List<int> Users)>();
        var index = new Dictionary<long, int>();
        for (var i = 0; i < network.Sums.Count; i++)
        {
            Add(network.Sums[i].Left, Place(network.InputCount + i));
            Add(network.Sums[i].Right, Place(network.InputCount + i));
        }

        foreach (var output in network.Outputs)
            if (output.Factor != NumberTable.Zero) Add(output, MinimumCut.Sink);
        return products;

        void Add(ScaledTerm term, int user)
        {
            var factor = numbers.Canonical(term.Factor);
            var key = ((long)term.Source << 32) | (uint)factor;
            if (!index.TryGetValue(key, out var product))
            {
                index.Add(key, product = products.Count);
                products.Add((term.Source, factor, new()));
            }

            products[product].Users.Add(user);
        }
    }

    private ScaledNetwork Scaled(bool[] isMoved, int scale)
    {
        var inverse = numbers.Invert(scale);
        var sums = network.Sums.Select((sum, i) => (Term(sum.Left, isMoved[i]), Term(sum.Right, isMoved[i]))).ToArray();
        return network with { Sums = sums, Outputs = network.Outputs.Select(o => Term(o, false)).ToArray() };

        ScaledTerm Term(ScaledTerm term, bool isUserMoved)
        {
            var isSourceMoved = term.Source >= network.InputCount && isMoved[term.Source - network.InputCount];
            if (isSourceMoved == isUserMoved) return term;
            return term with { Factor = numbers.Multiply(term.Factor, isUserMoved ? scale : inverse) };
        }
    }
}
