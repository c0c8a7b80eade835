namespace Twiddle.Compiler.Reading;

/// <summary>
/// What the iterations of a parallel loop have touched so far, iteration by iteration. Variables and arrays made inside an iteration are objects of
/// their own in each, and so never shared.
/// </summary>
/// <param name="outer">The parallel loop around this one.</param>
/// <param name="shared">The variables that were there before the loop.</param>
/// <param name="mayVanish">Whether a difference of indices may be zero.</param>
internal sealed class ParallelLoop(ParallelLoop? outer, HashSet<Location> shared, Func<Polynomial, bool> mayVanish)
{
    private readonly Dictionary<Location, Touch> variables = [];
    private readonly Dictionary<(ArrayStore Store, Polynomial Index), Touch> elements = [];

    /// <summary>The elements with indices that depend on counters of loops inside, which are new ones in each iteration.</summary>
    private readonly Dictionary<ArrayStore, List<(Polynomial Index, Touch Touch)>> ranges = [];

    public ParallelLoop? Outer { get; } = outer;

    /// <summary>The number of the iteration that runs; a loop counter where all are summarised in one.</summary>
    public Polynomial Iteration { get; set; } = Polynomial.Zero;

    /// <summary>Whether the loop is summarised: what one iteration does, all do.</summary>
    private bool IsSummarised => !Iteration.IsConstant;

    /// <summary>Notes a use of a variable: whether another iteration uses it too, one of the two writing.</summary>
    public bool IsRace(VariableLocation variable, bool isWrite)
    {
        // A field is one place for all that see its object; those of objects made in an iteration are made anew in each.
        var isShared = variable is MemberLocation member ? !IsSummarised || member.MadeIn is null : shared.Contains(variable);
        if (!isShared) return false;
        return IsSummarised ? isWrite : IsRace(variables, variable, isWrite);
    }

    /// <summary>The same for an element of an array that was there before the iteration.</summary>
    public bool IsRace(ArrayStore store, Polynomial index, bool isWrite)
    {
        if (IsSummarised) return isWrite && !Iteration.Symbols.Any(index.DependsOn);
        if (ranges.TryGetValue(store, out var known) && known.Any(range => Conflicts(range.Touch, isWrite) && mayVanish(range.Index - index))) return true;
        if (index.IsConstant) return IsRace(elements, (store, index), isWrite);
        if (elements.Any(e => e.Key.Store == store && Conflicts(e.Value, isWrite) && mayVanish(e.Key.Index - index))) return true;
        if (known is null) ranges.Add(store, known = []);
        known.Add((index, new(Iteration, isWrite)));
        return false;
    }

    private bool IsRace<TKey>(Dictionary<TKey, Touch> touched, TKey key, bool isWrite)
    {
        if (!touched.TryGetValue(key, out var before))
        {
            touched.Add(key, new(Iteration, isWrite));
            return false;
        }

        if (Conflicts(before, isWrite)) return true;
        if (isWrite && before.Iteration.Equals(Iteration)) touched[key] = before with { IsWritten = true };
        return false;
    }

    private bool Conflicts(Touch before, bool isWrite) => !before.Iteration.Equals(Iteration) && (isWrite || before.IsWritten);

    private sealed record Touch(Polynomial Iteration, bool IsWritten);
}
