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
/// Both sides of the evaluation are linear in the data, so if they differ in an output, they agree there on random data with
/// probability 1/p, about 2⁻³¹ (Freivalds, <i>Probabilistic machines can use less running time</i>, 1977).
/// </remarks>
public static class PlanProof
{
    /// <summary>Lengths up to which all outputs are compared.</summary>
    private const int SmallLength = 256;

    private const int SampledOutputs = 64;

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
        if (PlanProofField.For(plan, map) is not { } field) return new PlanRefuted("the phases of its terms are too fine for the proof");

        var largest = map.Outputs.Select(o => o.Count).DefaultIfEmpty(0).Max();
        var outputs = largest <= SmallLength ? Enumerable.Range(0, largest).ToArray() : Sample(plan, largest);
        for (var seed = 1; seed <= (largest <= SmallLength ? 3 : 1); seed++)
            if (new PlanProofEvaluation(field, plan, map, seed, cancellation).Difference(outputs) is { } difference) return new PlanRefuted(difference);
        return new PlanProved(Statement(plan, largest, outputs.Length));
    }

    /// <summary>The ends of the segments, and outputs in between in steps of the golden ratio, which spread evenly over residues too.</summary>
    private static int[] Sample(PassPlan plan, int count)
    {
        var ends = plan.Segments.SelectMany(s => new[] { s.First, s.First + s.Step * (s.Count - 1) });
        var spread = Enumerable.Range(0, SampledOutputs).Select(i => (int)(i * 2654435769L % (1L << 32) * count >> 32));
        return ends.Concat(spread).Distinct().Take(SampledOutputs).OrderBy(k => k).ToArray();
    }

    private static string Statement(PassPlan plan, int count, int compared)
    {
        var radices = plan.Codelets.Select(c => c.Radix).Distinct().OrderBy(r => r).Select(Text).ToList();
        var codelets = radices.Count == 0
            ? ""
            : $"The straight-line transform{(radices.Count == 1 ? "" : "s")} of {string.Join(", ", radices)} points equal{(radices.Count == 1 ? "s" : "")} "
                + "the definition entry by entry in exact arithmetic; the exponents of all passes compose to n·k modulo the length, term by term. ";
        var outputs = compared == count ? "every output" : $"{Text(compared)} of {Text(count)} outputs";
        return codelets + $"The whole agrees with the definition in {outputs} on random data in a prime field that holds the roots of unity exactly.";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
