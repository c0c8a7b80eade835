using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Proofs;

/// <summary>What one prime says: nothing (a constant divides by zero there), a refutation, or that all entries agree.</summary>
internal readonly record struct ComparisonOutcome(bool IsUseless, ProofResult? Refutation)
{
    public static ComparisonOutcome Agreement => default;
}

/// <summary>Compares every entry of a graph's map with the matrix, modulo one prime after another.</summary>
internal sealed class ResidueComparison
{
    private readonly ProofProblem problem;
    private readonly UnitVectors unitVectors;
    private readonly IntegerHarmonics[] exacts;
    private readonly int[] realSteps;
    private readonly uint[] powers;
    private readonly uint[] factors;
    private readonly uint[] outputs;

    public ResidueComparison(ProofProblem problem)
    {
        this.problem = problem;
        unitVectors = new(problem.Graph);
        exacts = problem.Tape.Exacts.Select(e => new IntegerHarmonics(e, problem.Order)).ToArray();
        realSteps = problem.RealSteps().ToArray();
        powers = new uint[problem.Order];
        factors = new uint[problem.Graph.Nodes.Length];
        outputs = new uint[problem.Graph.Outputs.Length];
    }

    public ComparisonOutcome Run(ResidueField field, CancellationToken cancellationToken)
    {
        SetPowers(field);
        var arithmetic = new ResidueArithmetic(field, powers, exacts);
        var numbers = problem.Tape.Evaluate(arithmetic);
        if (arithmetic.HasDividedByZero) return new(true, null);
        if (Array.Exists(realSteps, s => numbers[s].Value != numbers[s].Conjugate)) return new(false, NotReal(numbers));

        for (var n = 0; n < factors.Length; n++)
            if (problem.Factors[n] >= 0) factors[n] = numbers[problem.Factors[n]].Value;
        var parts = problem.HasComplexOutputs ? Parts(field, numbers) : numbers;
        for (var input = 0; input < problem.Graph.InputCount; input++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            unitVectors.Push(input, field, factors, outputs);
            if (FirstDifference(field, input, parts) is { } difference) return new(false, difference);
        }

        return ComparisonOutcome.Agreement;
    }

    private void SetPowers(ResidueField field)
    {
        var root = field.PrimitiveRoot(problem.Order);
        powers[0] = 1;
        for (var e = 1; e < powers.Length; e++) powers[e] = field.Multiply(powers[e - 1], root);
    }

    /// <summary>From (z, z̄) to (re z, im z) = ((z + z̄)/2, (z − z̄)/2i); i is the root's power of order 4.</summary>
    private ResiduePair[] Parts(ResidueField field, ResiduePair[] numbers)
    {
        var half = field.Inverse(2);
        var halfOverI = field.Multiply(half, powers[problem.Order / 4 * 3]);
        return Array.ConvertAll(numbers, z => new ResiduePair(
            field.Multiply(field.Add(z.Value, z.Conjugate), half),
            field.Multiply(field.Subtract(z.Value, z.Conjugate), halfOverI)));
    }

    private Different? FirstDifference(ResidueField field, int input, ResiduePair[] parts)
    {
        for (var o = 0; o < outputs.Length; o++)
            if (outputs[o] != Expected(field, o, input, parts)) return DifferenceReport.Create(problem, o, input);
        return null;
    }

    /// <summary>
    /// The real matrix's entry. An entry a + ib sends 1 to (a, b) and i to (−b, a).
    /// </summary>
    private uint Expected(ResidueField field, int output, int input, ResiduePair[] parts)
    {
        var entry = parts[problem.Entry(problem.RowOf(output), problem.ColumnOf(input))];
        if (!problem.HasComplexOutputs) return entry.Value;
        var isImaginaryOutput = output % 2 == 1;
        var isImaginaryInput = problem.HasComplexInputs && input % 2 == 1;
        if (isImaginaryInput) return isImaginaryOutput ? entry.Value : field.Negate(entry.Conjugate);
        return isImaginaryOutput ? entry.Conjugate : entry.Value;
    }

    private Unproved NotReal(ResiduePair[] numbers)
    {
        var node = Array.FindIndex(problem.Factors, f => f >= 0 && numbers[f].Value != numbers[f].Conjugate);
        return new(node >= 0 ? $"node {node} multiplies by a number that is not real" : "an entry of the real matrix is not real");
    }
}
