using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <summary>One pass through the body of a loop that is run, within a pass of the loop around it.</summary>
/// <param name="outer">The pass of the loop around; null for outermost loops.</param>
/// <param name="loop">The number of the loop's execution: the same for all of its passes.</param>
/// <param name="number">The number of the pass, from 0.</param>
/// <remarks>
/// Tells stages of an algorithm in place from an input that is overwritten while it is read. A stage (of butterflies, say) reads only what the stage before has
/// written, of each array: all of one generation. <c>x[k] = sum</c> within the loop over k leaves elements of two generations for the next k to read.
/// </remarks>
internal sealed class LoopPass(LoopPass? outer, int loop, int number)
{
    private readonly List<(ArrayStore Store, SourceSpan? Earlier)> reads = [];
    private readonly int depth = outer is null ? 1 : outer.depth + 1;

    private int Loop { get; } = loop;

    private int Number { get; } = number;

    private LoopPass? Outer { get; } = outer;

    public LoopPass Next() => new(Outer, Loop, Number + 1);

    /// <summary>Notes that an element is read in this pass.</summary>
    /// <param name="store">The array, from outside.</param>
    /// <param name="written">The pass in which the element became a mixture of others; null for one that did not.</param>
    /// <param name="place">Where it is read.</param>
    /// <returns>Where an element is read that was overwritten while others, which were not, are still read; null as long as there is none.</returns>
    public SourceSpan? Read(ArrayStore store, LoopPass? written, SourceSpan place)
    {
        var carrier = written is null ? null : CarrierSince(written);
        if (carrier is not null && carrier.Number != WrittenIn(carrier, written!) + 1) return place;
        for (var at = this; at is not null && at != carrier?.Outer; at = at.Outer)
        {
            var (isEarlier, conflict) = (at == carrier, (SourceSpan?)null);
            var index = at.reads.FindIndex(r => r.Store == store && r.Earlier is not null != isEarlier);
            if (index >= 0) conflict = isEarlier ? place : at.reads[index].Earlier;
            if (conflict is not null) return conflict;
            if (!at.reads.Exists(r => r.Store == store)) at.reads.Add((store, isEarlier ? place : null));
        }

        return null;
    }

    /// <summary>This pass or one around it, of the outermost loop of which another pass did the writing; null where that was in the same pass, or another loop.</summary>
    private LoopPass? CarrierSince(LoopPass written)
    {
        LoopPass? carrier = null;
        for (var at = this; at is not null; at = at.Outer)
            if (Around(written, at.depth) is { } other && other.Loop == at.Loop && other.Number != at.Number) carrier = at;
        return carrier;
    }

    private static int WrittenIn(LoopPass carrier, LoopPass written) => Around(written, carrier.depth)!.Number;

    private static LoopPass? Around(LoopPass pass, int depth)
    {
        var at = pass;
        while (at is not null && at.depth > depth) at = at.Outer;
        return at is not null && at.depth == depth ? at : null;
    }
}
