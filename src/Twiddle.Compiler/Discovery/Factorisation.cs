using System.Runtime.CompilerServices;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery;

/// <summary>
/// A way to compute the product of a matrix and a vector. Rules return factorisations with <see cref="Subproblem"/>s as leaves;
/// the search replaces these by solutions. Values are pairs (real, imaginary) throughout; real factorisations use the first part only.
/// </summary>
/// <param name="Cost">The real operations it takes, subproblems not counted.</param>
internal abstract record Factorisation(Cost Cost);

/// <summary>A smaller matrix, still to be factored.</summary>
/// <param name="Matrix">The matrix.</param>
/// <param name="Origin">How it arose, which forbids to undo that at once.</param>
internal sealed record Subproblem(NumberMatrix Matrix, Origin Origin = Origin.Any) : Factorisation(default(Cost));

/// <summary>How a state arose.</summary>
internal enum Origin
{
    Any,

    /// <summary>By writing a complex matrix as a real one: it is not read as complex again.</summary>
    Realified,

    /// <summary>By reading a real matrix as a complex one: it is not written as real again.</summary>
    Complexified,

    /// <summary>By dividing out diagonals: this is not done again.</summary>
    Normalised,

    /// <summary>A complex matrix whose inputs are real.</summary>
    RealInputs,

    /// <summary>The same, by reading pairs of real rows as complex ones: they are not taken apart again.</summary>
    PairedRows,
}

/// <summary>Some outputs of some inputs.</summary>
internal sealed record Part(IReadOnlyList<int> Inputs, IReadOnlyList<int> Outputs, Factorisation Factorisation);

/// <summary>Independent parts side by side; outputs of no part are zero.</summary>
internal sealed record DirectSum(IReadOnlyList<Part> Parts, int OutputCount) : Factorisation(Sum(Parts))
{
    [MethodImpl(Jit.OptimizedAtOnce)]
    private static Cost Sum(IReadOnlyList<Part> parts)
    {
        var cost = default(Cost);
        for (var i = 0; i < parts.Count; i++) cost += parts[i].Factorisation.Cost;
        return cost;
    }
}

/// <summary>Layers one after the other, the first applied first.</summary>
/// <param name="Layers">The layers.</param>
/// <param name="Step">The rule that found it, in words; null for tidying not worth a word.</param>
internal sealed record Composition(IReadOnlyList<Factorisation> Layers, string? Step) : Factorisation(Sum(Layers))
{
    [MethodImpl(Jit.OptimizedAtOnce)]
    private static Cost Sum(IReadOnlyList<Factorisation> layers)
    {
        var cost = default(Cost);
        for (var i = 0; i < layers.Count; i++) cost += layers[i].Cost;
        return cost;
    }
}

/// <summary>A complex map as a real one of twice the size: inputs and outputs are all real parts, then all imaginary parts.</summary>
internal sealed record Realified(Factorisation Real, string? Step) : Factorisation(Real.Cost);

/// <summary>Two signed real values that are the parts of one complex value: First + i·(±Second).</summary>
internal readonly record struct SignedPair(int First, int Second, bool IsNegated);

/// <summary>A real map as a complex one of half the size.</summary>
internal sealed record Complexified(IReadOnlyList<SignedPair> Inputs, Factorisation Complex, IReadOnlyList<SignedPair> Outputs, string Step)
    : Factorisation(Complex.Cost);

/// <summary>A map from real to complex values as a real one: outputs are all real parts, then all imaginary parts.</summary>
internal sealed record PairedOutputs(Factorisation Real) : Factorisation(Real.Cost);

/// <summary>The reverse: a map to complex values as a real one, whose outputs are all real parts, then all imaginary parts.</summary>
internal sealed record OutputParts(Factorisation Complex) : Factorisation(Complex.Cost);

/// <summary>An output of a <see cref="UnitMap"/>: iᵗ times input <see cref="Source"/> or its conjugate.</summary>
internal readonly record struct UnitImage(int Source, int Unit, bool IsConjugated);

/// <summary>Copies, conjugates and quarter turns: free.</summary>
internal sealed record UnitMap(IReadOnlyList<UnitImage> Outputs) : Factorisation(default(Cost));

/// <summary>A real map as a network of scaled sums.</summary>
internal sealed record Rescaled(ScaledNetwork Network, Cost Total, string Step) : Factorisation(Total);
