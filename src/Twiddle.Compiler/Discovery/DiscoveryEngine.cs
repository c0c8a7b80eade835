using System.Collections.Immutable;
using Twiddle.Compiler.Discovery.Rules;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Discovery;

/// <summary>
/// Finds a fast algorithm inside a matrix that it is told nothing about: looks for products that were computed once and are computed again.
/// </summary>
public static class DiscoveryEngine
{
    /// <summary>Steps, in matrix entries looked at, for each effort.</summary>
    private const long QuickBudget = 80_000;
    private const long FullBudget = 1_000_000;

    /// <summary>New starts are made until this many steps have been spent.</summary>
    private const long RestartBudget = 80_000;

    /// <summary>This many starts in a row without a better result are the end.</summary>
    private const int Patience = 4;

    /// <summary>Factors a matrix and writes the algorithm as a straight-line program.</summary>
    /// <param name="matrix">The map; its entries are real for field <see cref="Field.Real"/>.</param>
    /// <param name="field">Whether inputs and outputs are real or complex; complex ones are pairs of values in the graph, real part first.</param>
    /// <param name="options">What to minimise and how long.</param>
    /// <param name="cancellation">Ends the search with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The best algorithm found: at worst the definition itself.</returns>
    public static DiscoveryResult Discover(ExactMatrix matrix, Field field, DiscoveryOptions options, CancellationToken cancellation)
    {
        var numbers = NumberTable.For(matrix, cancellation);
        var start = NumberMatrix.Of(matrix, field == Field.Real ? MatrixKind.Real : MatrixKind.Complex, numbers, cancellation);
        var proposals = new Proposals(numbers, cancellation);
        var (best, isComplete) = Factor(start, field, proposals, numbers, options, cancellation);
        var isComplex = field == Field.Complex;
        var (graph, steps) = Finish(FactorisationWriter.Write(best, matrix.Columns, isComplex, field != Field.Real, numbers), StepList.Of(best));
        var result = new DiscoveryResult(graph, steps, isComplete);
        // Where nothing beats the definition, nothing beats that of the transpose.
        if (options.Effort == Effort.Quick || best is Combination || TransposeOf(start, field, numbers) is not { } transpose) return result;
        var (reversed, _) = Factor(transpose, field, proposals, numbers, options, cancellation);
        var (reversedGraph, reversedSteps) = Finish(
            FactorisationWriter.Write(reversed, matrix.Rows, isComplex, field != Field.Real, numbers, isTransposed: true),
            StepList.Of(reversed).Insert(0, "the flow graph of the transposed matrix, reversed"));
        return options.Cost.IsLess(CostOf(reversedGraph), CostOf(graph)) ? new(reversedGraph, reversedSteps, isComplete) : result;

        (FlowGraph Graph, ImmutableArray<string> Steps) Finish((FlowGraphBuilder Graph, IReadOnlyList<SignedNode> Outputs) algorithm, ImmutableArray<string> steps)
        {
            var plain = algorithm.Graph.Build(algorithm.Outputs);
            // A definition has as many products as entries, and no stages to free the scales between.
            if (!options.Cost.TradesMultiplications || best is Combination) return (plain, steps);
            var network = algorithm.Graph.ToNetwork(algorithm.Outputs);
            if (Rescaling.TryPropose(network, numbers, cancellation) is not { } found || new Search(numbers, proposals, options, SearchBreadth.Narrow, 0, cancellation).Accept(DiscoveryRules.FreeScales, found) is not { } rescaled)
                return (plain, steps);
            var (builder, outputs) = FactorisationWriter.Write(rescaled, network.InputCount, hasComplexInputs: false, hasComplexOutputs: false, numbers);
            var scaled = builder.Build(outputs);
            return options.Cost.IsLess(CostOf(scaled), CostOf(plain)) ? (scaled, steps.Add(found.Step)) : (plain, steps);
        }
    }

    /// <summary>Factors a matrix over the integers modulo a prime, such as a number-theoretic transform; the constants of the graph are residues.</summary>
    /// <param name="matrix">The entries; any representatives of their residue classes.</param>
    /// <param name="modulus">An odd prime below 2³¹.</param>
    /// <param name="options">What to minimise, in modular additions and multiplications, and how long.</param>
    /// <param name="cancellation">Ends the search with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The modulus is not an odd prime below 2³¹.</exception>
    public static DiscoveryResult DiscoverModular(long[,] matrix, long modulus, DiscoveryOptions options, CancellationToken cancellation)
    {
        var residues = PrimeField.WithModulus(modulus) ?? throw new ArgumentOutOfRangeException(nameof(modulus));
        var numbers = NumberTable.Modulo(residues);
        var (rows, columns) = (matrix.GetLength(0), matrix.GetLength(1));
        var start = NumberMatrix.Define(MatrixKind.Real, rows, columns, (k, j) => numbers.Intern(Cyclotomic.FromRational(matrix[k, j])));
        // Orbit means divide by the orbit's length, which must not be zero.
        var withoutPlace = DiscoveryRules.HalfSizeComplex | (modulus <= Math.Max(rows, columns) ? DiscoveryRules.RaderWinograd : DiscoveryRules.None);
        var (best, isComplete) = Factor(start, Field.Real, new(numbers, cancellation), numbers, options with { Rules = options.Rules & ~withoutPlace }, cancellation);
        var (graph, outputs) = FactorisationWriter.Write(best, columns, hasComplexInputs: false, hasComplexOutputs: false, numbers);
        return new(graph.Build(outputs), StepList.Of(best), isComplete);
    }

    /// <summary>The matrix whose reversed flow graph computes this one, where it may be another problem; the transpose of re + i·im, written as real map, is the adjoint.</summary>
    private static NumberMatrix? TransposeOf(NumberMatrix matrix, Field field, NumberTable numbers)
    {
        if (field == Field.RealToComplex || matrix.Rows == 1 || matrix.Columns == 1) return null;
        if (field == Field.Complex && matrix.Rows == matrix.Columns) return null;
        var transpose = field == Field.Real ? matrix.Transpose() : matrix.Transpose().Map(numbers.Conjugate);
        return transpose.Equals(matrix) ? null : transpose;
    }

    private static Cost CostOf(FlowGraph graph) => new(graph.Additions, graph.Multiplications);

    /// <summary>The best factorisation found, and whether the search came to its end.</summary>
    private static (Factorisation Best, bool IsComplete) Factor(
        NumberMatrix start, Field field, Proposals proposals, NumberTable numbers, DiscoveryOptions options, CancellationToken cancellation)
    {
        var isQuick = options.Effort == Effort.Quick;
        var search = new Search(numbers, proposals, options, SearchBreadth.Narrow, isQuick ? QuickBudget : FullBudget, cancellation);
        var canonical = ToeplitzOrder.IsOrdered(start, numbers) || ScaledToeplitz.IsOrdered(start, numbers)
            ? Shuffling.None(start)
            : Shuffling.ToCanonical(start, hasFreeUnits: field != Field.RealToComplex, numbers, cancellation);
        var first = Solve(canonical.Matrix);
        if (first is Combination) return (Combination.Of(numbers, start), search.IsComplete);
        var best = canonical.Undo(first);
        var isComplete = search.IsComplete;
        var spent = search.Spent;
        var lastBetter = 0;
        for (var restart = 1; restart <= lastBetter + Patience && spent < RestartBudget && !isQuick; restart++)
        {
            // Ties and greedy choices fall differently in another order of rows and columns.
            search = new(numbers, proposals, options, SearchBreadth.Wide, RestartBudget, cancellation);
            var shuffled = canonical.Shuffled((ulong)restart);
            var found = Solve(shuffled.Matrix);
            spent += search.Spent;
            if (!options.Cost.IsLess(found.Cost, best.Cost)) continue;
            best = shuffled.Undo(found);
            lastBetter = restart;
        }

        return (best, isComplete);

        Factorisation Solve(NumberMatrix state) =>
            search.Solve(state, field == Field.RealToComplex ? Origin.RealInputs : Origin.Any)
            ?? throw new InvalidOperationException("Only a state that is being solved further up has no solution.");
    }
}
