using System.Collections.Immutable;

namespace Twiddle.Compiler.Reading;

/// <summary>
/// Unwinds the interpreter when it meets something it cannot take. It never leaves <see cref="Reader"/>, which turns it into the
/// <see cref="Compiler.Refusal"/> it carries.
/// </summary>
internal sealed class ReadingStopped(Refusal refusal) : Exception
{
    public Refusal Refusal { get; } = refusal;
}

/// <summary>
/// Unwinds to the summary of the loop with this counter: a condition has different answers before and after the given values of it, so the loop
/// must be summarised in parts.
/// </summary>
internal sealed class LoopMustSplit(Symbol counter, ImmutableArray<long> starts) : Exception
{
    public Symbol Counter { get; } = counter;

    /// <summary>The counter's values at which a new part starts.</summary>
    public ImmutableArray<long> Starts { get; } = starts;
}
