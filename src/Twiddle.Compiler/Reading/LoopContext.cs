using System.Collections.Immutable;

namespace Twiddle.Compiler.Reading;

/// <summary>What happens in one symbolic iteration of a loop that is being summarised.</summary>
internal sealed class LoopContext(Symbol counter, LoopContext? outer)
{
    /// <summary>The iteration's number.</summary>
    public Symbol Counter { get; } = counter;

    public LoopContext? Outer { get; } = outer;

    /// <summary>The writes of this iteration, oldest first.</summary>
    public List<JournalEntry> Journal { get; } = [];

    /// <summary>The elements read as they were before the loop.</summary>
    public List<(ArrayStore Store, Polynomial Index)> EarlierReads { get; } = [];

    /// <summary>The arrays whose contents before an iteration stand for what the iterations before it left; by carried-value number.</summary>
    public Dictionary<ArrayStore, int> CarriedArrays { get; } = [];

    /// <summary>
    /// Why this pass over the loop cannot be the last: something was computed from a carried value that has no closed form yet. Nothing that was
    /// found in such a pass is kept but closed forms.
    /// </summary>
    public Refusal? Obstacle { get; set; }

    /// <summary>The arrays made during the iteration: nothing of them is left after it.</summary>
    public HashSet<ArrayStore> Created { get; } = [];
}

/// <summary>A write; with <see cref="Counters"/> (of summarised inner loops, the innermost first), one for all of their values.</summary>
internal sealed record JournalEntry(ArrayStore Store, Polynomial Index, ImmutableArray<Symbol> Counters, Value Value)
{
    /// <summary>What inner loops wrote; null where no such loop did.</summary>
    public ArrayWrite? AsWrite => Counters.IsEmpty ? null : new(Counters, Index, Value);
}
