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

    /// <summary>The cuts of the network as it is; null after a move.</summary>
    private Border? border;

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
        border = null;
        return true;
    }

    /// <summary>The sums to divide by a factor, users of products with it among them; or those to multiply by it, values that it multiplies among them. Null where nothing is saved.</summary>
    private bool[]? TryCut(int factor, bool movesUsers)
    {
        border ??= new Border(network, Products());
        return border.IsBelow(factor, movesUsers, cancellation)
            ? Enumerable.Range(0, network.Sums.Count).Select(i => border.Cut.IsOnSourceSide(Place(network.InputCount + i))).ToArray()
            : null;
    }

    /// <summary>What it costs to part the values that are moved, on the source's side, from those that stay.</summary>
    private sealed class Border
    {
        private readonly Dictionary<int, List<Product>> products = new();

        /// <summary>A product that can be saved: the edges that say so, and the one of its cost where it is not.</summary>
        private sealed record Product(int? Split, int? UsersWanted, int SourceStays, int? SourceWanted, int UsersStay);

        public Border(ScaledNetwork network, IReadOnlyList<(int Source, int Factor, List<int> Users)> all)
        {
            Cut = new(2 + network.InputCount + network.Sums.Count);
            for (var input = 0; input < network.InputCount; input++) Cut.AddEdge(Place(input), MinimumCut.Sink, MinimumCut.Unbounded);
            foreach (var (source, factor, users) in all)
            {
                var (place, any, every) = (Place(source), Any(users), All(users));
                if (factor == NumberTable.One)
                {
                    // A value used as it is: one multiplication where it stays and a user goes, one where it goes and a user stays.
                    Cut.AddEdge(any, place, 1);
                    Cut.AddEdge(place, every, 1);
                    continue;
                }

                if (!products.TryGetValue(factor, out var same)) products.Add(factor, same = new());
                // Inputs and outputs stay what they are.
                same.Add(new(
                    users.Count > 1 ? Cut.AddEdge(any, every, 1) : null,
                    users.Contains(MinimumCut.Sink) ? null : Cut.AddEdge(MinimumCut.Source, every, 0),
                    Cut.AddEdge(place, MinimumCut.Sink, 0),
                    source < network.InputCount ? null : Cut.AddEdge(MinimumCut.Source, place, 0),
                    Cut.AddEdge(any, MinimumCut.Sink, 0)));
            }
        }

        public MinimumCut Cut { get; }

        /// <summary>Whether some set saves more products with the factor than its border costs.</summary>
        public bool IsBelow(int factor, bool movesUsers, CancellationToken cancellation)
        {
            if (!products.TryGetValue(factor, out var same)) return false;
            Cut.Reset();
            var wanted = 0;
            foreach (var product in same)
            {
                if (product.Split is { } split) Cut.SetCapacity(split, 0);
                if ((movesUsers ? product.UsersWanted : product.SourceWanted) is not { } want) continue;
                wanted++;
                Cut.SetCapacity(want, 1);
                Cut.SetCapacity(movesUsers ? product.SourceStays : product.UsersStay, MinimumCut.Unbounded);
            }

            return wanted > 0 && Cut.IsBelow(wanted, cancellation);
        }

        /// <summary>A node on the source's side where any of these is.</summary>
        private int Any(List<int> users)
        {
            if (users.Count == 1) return users[0];
            var node = Cut.AddNode();
            foreach (var user in users) Cut.AddEdge(user, node, MinimumCut.Unbounded);
            return node;
        }

        /// <summary>A node on the source's side only where all of these are.</summary>
        private int All(List<int> users)
        {
            if (users.Count == 1) return users[0];
            var node = Cut.AddNode();
            foreach (var user in users) Cut.AddEdge(node, user, MinimumCut.Unbounded);
            return node;
        }
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
