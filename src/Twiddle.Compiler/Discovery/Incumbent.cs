namespace Twiddle.Compiler.Discovery;

/// <summary>The best factorisation of one matrix so far.</summary>
internal sealed class Incumbent
{
    private readonly Search search;

    public Incumbent(Search search, Factorisation direct)
    {
        this.search = search;
        Value = direct;
    }

    public Factorisation Value { get; private set; }

    public long Total => search.Costs.Total(Value.Cost);

    /// <summary>Whether a symmetry of odd order was found, the best or not.</summary>
    public bool HasOrbits { get; private set; }

    /// <summary>Whether nothing has beaten the definition.</summary>
    public bool IsDirect => Value is Combination;

    public void Consider(DiscoveryRules rule, Factorisation candidate) => TryConsider(rule, candidate);

    /// <summary>Solves a candidate and keeps it where it is better; whether there was one that could be solved.</summary>
    public bool TryConsider(DiscoveryRules rule, Factorisation? found)
    {
        if (search.Accept(rule, found) is not { } candidate || search.Complete(candidate, Value.Cost) is not { } solution) return false;
        HasOrbits |= rule == DiscoveryRules.RaderWinograd;
        if (search.Costs.IsLess(solution.Cost, Value.Cost)) Value = solution;
        return true;
    }

    /// <summary>Keeps a factorisation found elsewhere where it is better.</summary>
    public void Replace(Factorisation solution)
    {
        if (search.Costs.IsLess(solution.Cost, Value.Cost)) Value = solution;
    }
}
