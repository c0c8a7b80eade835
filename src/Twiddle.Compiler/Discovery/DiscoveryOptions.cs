using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery;

/// <summary>How far discovery goes before it settles for the best it has.</summary>
public enum Effort
{
    /// <summary>Answers within a fraction of a second: for feedback while typing.</summary>
    Quick,

    /// <summary>Some seconds, where a matrix is large or has much structure.</summary>
    Full,
}

/// <param name="Cost">What to minimise.</param>
/// <param name="Effort">How many steps to spend on it. Steps are counted, not timed, so that every machine finds the same algorithm.</param>
public sealed record DiscoveryOptions(CostModel Cost, Effort Effort)
{
    /// <summary>The rules that are tried: to see what each is worth, switch it off.</summary>
    public DiscoveryRules Rules { get; init; } = DiscoveryRules.All;

    /// <summary>What becomes of a factorisation that a rule has found, before it is accepted; null leaves it alone. Tests inject faults here.</summary>
    internal Tampering? Tampering { get; init; }
}

/// <summary>Another factorisation in place of one that a rule has found.</summary>
internal delegate Factorisation Tampering(DiscoveryRules rule, Factorisation found, NumberTable numbers);
