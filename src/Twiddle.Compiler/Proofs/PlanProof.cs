using System.Globalization;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Proofs;

/// <summary>What came of comparing a plan with the harmonic map it is meant to compute.</summary>
public abstract record PlanProofResult;

/// <param name="Statement">The argument in words.</param>
public sealed record PlanProved(string Statement) : PlanProofResult;

/// <param name="Reason">The first thing that does not hold.</param>
public sealed record PlanRefuted(string Reason) : PlanProofResult;

/// <summary>
/// Proves that a plan computes a harmonic map: the exponents of its passes compose to n·k (<see cref="PlanProofExponents"/>), every codelet
/// equals its matrix (<see cref="CodeletProof"/>), and the whole (gathering, passes, combining) agrees with the terms of the map on
/// random data in a prime field, which holds the roots of unity exactly (<see cref="PlanProofEvaluation"/>).
/// </summary>
/// <remarks>
/// Both sides of the evaluation are linear in the data, so if they differ in an output, they differ there on random data but with
/// probability 1/p, about 2⁻³¹ (Freivalds, <i>Probabilistic machines can use less running time</i>, 1977). The data are the same at every proof.
/// </remarks>
public static class PlanProof
{
    /// <summary>How often the whole is evaluated, each time in another prime field.</summary>
    private const int Evaluations = 2;

    public static PlanProofResult Verify(PassPlan plan, HarmonicMap map, CancellationToken cancellation)
    {
        foreach (var core in plan.Cores)
            if (PlanProofExponents.Problem(core, plan.Codelets) is { } problem) return new PlanRefuted(problem);

        foreach (var codelet in plan.Codelets)
        {
            var matrix = PlanDerivation.RadixMatrix(codelet.Radix, codelet.Sign);
            if (CodeletProof.Verify(codelet.Graph, matrix, Field.Complex, cancellation) is not Equal)
                return new PlanRefuted($"the codelet of radix {Text(codelet.Radix)} is not the transform of {Text(codelet.Radix)} points");
        }

        if (PlanProofRanges.Problem(plan, map) is { } range) return new PlanRefuted(range);
        var evaluations = 0;
        foreach (var field in PlanProofField.For(plan, map).Take(Evaluations))
        {
            evaluations++;
            if (new PlanProofEvaluation(field, plan, map, evaluations, cancellation).Difference() is { } difference) return new PlanRefuted(difference);
        }

        return evaluations == Evaluations ? new PlanProved(Statement(plan)) : new PlanRefuted("the phases of its terms are too fine for the proof");
    }

    private static string Statement(PassPlan plan)
    {
        var radices = plan.Codelets.Select(c => c.Radix).Distinct().OrderBy(r => r).Select(Text).ToList();
        var codelets = radices.Count == 0
            ? ""
            : $"The straight-line transform{(radices.Count == 1 ? "" : "s")} of {string.Join(", ", radices)} points equal{(radices.Count == 1 ? "s" : "")} "
                + "the definition entry by entry in exact arithmetic; the exponents of all passes compose to n·k modulo the length, term by term. ";
        var convolutions = plan.Cores.Any(c => c.Convolution is not null)
            ? "Two such transforms with a product in between are a cyclic convolution, and that the exponents are those of one is an identity of integers. "
            : "";
        return codelets + convolutions + $"The whole agrees with the definition in every output on random data in {Text(Evaluations)} prime fields that hold the roots of unity exactly.";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
