using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Symmetry;

/// <summary>The maps of a matrix to itself that searches ask for, each kind sought once, with the work that seeking it takes.</summary>
internal sealed class Symmetries
{
    private readonly Func<AutomorphismSearch> begin;
    private AutomorphismSearch? search;
    private readonly Dictionary<int, (IReadOnlyList<Automorphism> Maps, long Work)> involutions = new();
    private readonly Dictionary<int, (IReadOnlyList<PrimePower> Maps, long Work)> primePowers = new();
    private readonly Dictionary<int, (IReadOnlyList<Automorphism> Maps, long Work)> complexStructures = new();

    public Symmetries(NumberMatrix matrix, NumberTable numbers, CancellationToken cancellation)
    {
        begin = () => new(matrix, numbers, cancellation);
        search = begin();
        WorkBefore = search.Work;
    }

    /// <summary>The work before the first question.</summary>
    public long WorkBefore { get; }

    /// <inheritdoc cref="AutomorphismSearch.FindComplexStructures"/>
    public IReadOnlyList<Automorphism> ComplexStructures(int most, ref long work) => Remembered(complexStructures, most, (s, m) => s.FindComplexStructures(m), ref work);

    /// <inheritdoc cref="AutomorphismSearch.FindInvolutions"/>
    public IReadOnlyList<Automorphism> Involutions(int most, ref long work) => Remembered(involutions, most, (s, m) => s.FindInvolutions(m), ref work);

    /// <inheritdoc cref="AutomorphismSearch.FindPrimePowers"/>
    public IReadOnlyList<PrimePower> PrimePowers(int most, ref long work) => Remembered(primePowers, most, (s, m) => s.FindPrimePowers(m), ref work);

    /// <summary>Lets go of what is needed for further questions only.</summary>
    public void Rest() => search = null;

    private IReadOnlyList<T> Remembered<T>(Dictionary<int, (IReadOnlyList<T> Maps, long Work)> known, int most, Func<AutomorphismSearch, int, IReadOnlyList<T>> find, ref long work)
    {
        if (!known.TryGetValue(most, out var found))
        {
            search ??= begin();
            var before = search.Work;
            var maps = find(search, most);
            known.Add(most, found = (maps, search.Work - before));
        }

        work += found.Work;
        return found.Maps;
    }
}
