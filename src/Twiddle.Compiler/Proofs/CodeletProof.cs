using System.Globalization;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Proofs;

/// <summary>
/// Proves that a flow graph computes a matrix, by comparing every entry in so many prime fields that a difference would have to be zero.
/// </summary>
/// <remarks>
/// All constants are numbers of K = ℚ(ζ_m). Modulo a prime p ≡ 1 (mod m) the field K has a residue image ζ → g, g a primitive m-th root modulo p:
/// reduction modulo a prime ideal P above p. The graph is run on every unit vector there and compared with the matrix. If D ≠ 0 were the
/// difference in an entry and δ·D an algebraic integer, then D ≡ 0 (mod P) means that p divides the norm of δ·D. D is real (all factors are, which
/// is proved alike: c ≡ c̄), so D ≡ 0 also modulo the conjugate ideal, of g⁻¹, and p² divides the norm. As soon as the product of all p²
/// exceeds the bound of the norm (<see cref="HeightBound"/>), only the norm 0 is left, and D = 0.
/// </remarks>
public static class CodeletProof
{
    /// <summary>
    /// Compares a graph with a matrix over a field: real inputs (one per column) and outputs (one per row), or pairs of a real and an
    /// imaginary part where they are complex.
    /// </summary>
    public static ProofResult Verify(FlowGraph graph, ExactMatrix matrix, Field field, CancellationToken cancellationToken)
    {
        var (problem, refusal) = ProofProblem.Create(graph, matrix, field);
        if (problem is null) return new Unproved(refusal!);
        return HeightBound.Bits(problem, cancellationToken) is { } bits && !double.IsNaN(bits) && !double.IsInfinity(bits)
            ? Compare(problem, bits, cancellationToken)
            : new Unproved("a constant is too large, or divides by a number that could not be told from zero");
    }

    private static ProofResult Compare(ProofProblem problem, double heightBits, CancellationToken cancellationToken)
    {
        const int toleratedUselessPrimes = 64;
        var comparison = new ResidueComparison(problem);
        var provedBits = 0.0;
        int primes = 0, uselessPrimes = 0;
        foreach (var field in ResidueField.WithRootsOfUnity(problem.Order))
        {
            var outcome = comparison.Run(field, cancellationToken);
            if (outcome.Refutation is { } refutation) return refutation;
            if (outcome.IsUseless && ++uselessPrimes > toleratedUselessPrimes) return new Unproved("a constant divides by zero");
            if (outcome.IsUseless) continue;

            primes++;
            provedBits += 2 * (Math.Log(field.Prime, 2) - 1e-9);
            if (provedBits > heightBits) return new Equal(Certificate(problem, primes, heightBits));
        }

        return new Unproved("there are not enough primes below 2³¹ for numbers of this height");
    }

    private static ProofCertificate Certificate(ProofProblem problem, int primes, double heightBits)
    {
        var entries = problem.Graph.InputCount * problem.Graph.Outputs.Length;
        var statement = string.Format(
            CultureInfo.InvariantCulture,
            "Each of the {0} real entries of the straight-line code is exactly the definition's: they agree modulo {1} prime{2} p ≡ 1 (mod {3}), and the norm "
                + "of a difference would be below 2^{4:0}, less than the product of the squares of the primes.",
            entries,
            primes,
            primes == 1 ? "" : "s",
            problem.Order,
            Math.Ceiling(heightBits));
        return new(problem.Order, primes, heightBits, statement);
    }
}
