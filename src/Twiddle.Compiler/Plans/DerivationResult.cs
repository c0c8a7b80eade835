using System.Collections.Immutable;
using Twiddle.Compiler.Plans.Tuning;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Plans;

/// <summary>Finds straight-line code for a matrix; null where it gave up.</summary>
public delegate Codelet? CodeletSource(ExactMatrix matrix, Field field, CancellationToken cancellation);

/// <param name="Codelets">Finds straight-line code.</param>
public sealed record DerivationOptions(CodeletSource Codelets)
{
    /// <summary>The radices of the passes of a transform, by its length.</summary>
    public Func<int, ImmutableArray<int>> RadicesOf { get; init; } = Radices.Of;

    /// <summary>Radices that were measured to be the best on the user's machine; they go before all others.</summary>
    public EquatableArray<TunedPlan> Tuned { get; init; } = EquatableArray<TunedPlan>.Empty;

    /// <summary>The radices that were measured for a length; empty where narrower vectors are quicker, null where nothing was measured.</summary>
    internal ImmutableArray<int>? TunedRadices(ScalarKind precision, int lanes, int length)
    {
        var plan = Tuned.FirstOrDefault(p => (p.Precision, p.Lanes, p.Length) == (precision, lanes, length));
        return plan?.Radices.ToImmutableArray();
    }

    /// <summary>The radix codelets that <see cref="Codelets"/> has found so far: plans share them.</summary>
    internal RadixCodelets RadixCodelets { get; init; } = new();

    /// <summary>Whether passes may run on vectors, which changes what is the cheapest.</summary>
    public bool HasVectors { get; init; }
}

/// <summary>An algorithm that is proved to compute the map, or the reason why there is none.</summary>
public abstract record DerivationResult;

/// <param name="Algorithm">The algorithm.</param>
/// <param name="ProofStatement">What was proved, in words.</param>
/// <param name="Counts">What it costs.</param>
/// <param name="Steps">What was found, step by step, in words.</param>
public sealed record Derived(Algorithm Algorithm, string ProofStatement, OperationCounts Counts, ImmutableArray<string> Steps) : DerivationResult;

/// <param name="Reason">Why not, in the user's words, as a clause without a full stop.</param>
public sealed record NotDerived(string Reason) : DerivationResult;
